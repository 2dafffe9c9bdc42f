import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const folder = dirname(require.resolve("@pulumi/aws/package.json"));

/** An input of a resource, or of an object inside of it, as the SDK's types declare it. */
interface Member {
  readonly name: string;
  /** TypeScript of its type, e.g. `pulumi.Input<string>`. */
  readonly type: string;
  readonly comment: string;
}

/** An argument of a resource type, by its path; `*` stands for each element of a list. */
export interface Argument {
  readonly type: string;
  readonly path: string;
  readonly member: Member;
}

/** All arguments of all resource types of the installed @pulumi/aws that are texts, however deep. */
export function* textArguments(): Iterable<Argument> {
  const objects = objectTypes();
  for (const { type, members } of resourceTypes()) {
    for (const [path, member] of textsOf(members, objects, new Set())) yield { type, path, member };
  }
}

type ObjectTypes = ReadonlyMap<string, readonly Member[]>;

/** The argument objects, by name with namespace, e.g. `iam.RoleInlinePolicy`. */
function objectTypes(): ObjectTypes {
  const source = readFileSync(join(folder, "types", "input.d.ts"), "utf8");
  const namespaces = source.matchAll(/^export declare namespace (\w+) \{\n([^]*?)^\}/gm);
  return new Map(
    [...namespaces].flatMap(([, namespace = "", body = ""]) =>
      [...body.matchAll(/^ {4}interface (\w+) \{\n([^]*?)^ {4}\}/gm)].map(
        ([, name = "", members = ""]): [string, Member[]] => [`${namespace}.${name}`, membersOf(members)],
      ),
    ),
  );
}

function* resourceTypes(): Iterable<{ type: string; members: readonly Member[] }> {
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts") || file.startsWith("node_modules")) continue;
    const [, args] =
      /^export interface \w+Args \{\n([^]*?)^\}/m.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    if (args === undefined) continue;
    const code = readFileSync(join(folder, file.replace(/\.d\.ts$/, ".js")), "utf8");
    const [, type] = /__pulumiType = '(.+)'/.exec(code) ?? [];
    if (type !== undefined) yield { type, members: membersOf(args) };
  }
}

function membersOf(body: string): Member[] {
  return [...body.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+)\??: (.*);$|^\s+(\w+)\??: (.*);$/gm)].map(
    ([, comment = "", documented, type, name, bare]) => ({
      name: documented ?? name ?? "",
      type: type ?? bare ?? "",
      comment,
    }),
  );
}

function* textsOf(
  members: readonly Member[],
  objects: ObjectTypes,
  within: ReadonlySet<string>,
): Iterable<[path: string, member: Member]> {
  for (const member of members) {
    if (/\bstring\b/.test(member.type)) yield [member.name, member];
    const [, object = ""] = /inputs\.(\w+\.\w+)/.exec(member.type) ?? [];
    // Statements of a web ACL, and filters, are inside of each other.
    if (within.has(object)) continue;
    const prefix = member.type.includes("[]") ? `${member.name}.*` : member.name;
    for (const [path, inner] of textsOf(objects.get(object) ?? [], objects, new Set([...within, object])))
      yield [`${prefix}.${path}`, inner];
  }
}
