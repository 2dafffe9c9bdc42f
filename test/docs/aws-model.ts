import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAws, structureOf } from "../../local/aws-cli/arguments";
import { wordsOf } from "./commands";

interface Model {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly operations: Readonly<Record<string, string>>;
        readonly waiters: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** What the AWS CLI takes, by botocore's models (aws-commands.py). */
const model = JSON.parse(readFileSync(join(__dirname, "..", "data", "aws-commands.json"), "utf8")) as Model;

/** Options that every command of the CLI has. */
const common = new Set(["region", "output", "query", "profile", "no-cli-pager"]);
/** Where the CLI's name of a service is not the model's. */
const services: Readonly<Record<string, string>> = { s3api: "s3" };
/** What is no service of the model: the CLI does it itself. */
const own = /^(sso login|configure\b)/;

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  /** Members of a structure. */
  readonly members: readonly string[];
}

/**
 * What the AWS CLI would say against a command before it asks AWS; none where it would take it.
 * @param isWhole whether nothing that is required may be missing
 */
export function complaintsOf(command: string, isWhole: boolean): string[] {
  const words = wordsOf(command)
    .slice(1)
    .filter((word) => word !== "...");
  const { service, operation, options } = parseAws(words);
  if (own.test(`${service} ${operation}`)) return [];
  const known = model.services[services[service] ?? service];
  if (known === undefined) return [`no service ${service}`];
  const [first = "", waiter = ""] = operation.split(" ");
  const [name, isWaiter] = [first === "wait" ? waiter : first, first === "wait"];
  const called = (names: readonly string[]) => names.find((one) => plain(one) === plain(name));
  const waiting = isWaiter ? called(Object.keys(known.waiters)) : undefined;
  const found = isWaiter ? known.waiters[waiting ?? ""] : called(Object.keys(known.operations));
  if (found === undefined) return [`${service} has no ${isWaiter ? "waiter" : "operation"} ${name}`];
  const parameters = (known.operations[found] ?? "").split(" ").filter(Boolean).map(parameterOf);
  const given = [...options.keys()].filter((option) => !common.has(option));
  const missing = parameters.filter(
    ({ name, required }) => required && !given.some((option) => plain(option) === plain(name)),
  );
  return [
    ...given.flatMap((option) => complaintsOfOption(option, options.get(option) ?? [], parameters)),
    ...(isWhole && !command.includes("...") ? missing.map(({ name }) => `${found} needs ${name}`) : []),
  ];
}

function complaintsOfOption(
  option: string,
  values: readonly string[],
  parameters: readonly Parameter[],
): string[] {
  const names = [plain(option), plain(option.replace(/^no-/, ""))];
  const parameter = parameters.find(({ name }) => names.includes(plain(name)));
  if (parameter === undefined) return [`there is no --${option}`];
  const [value = ""] = values;
  if (parameter.members.length === 0 || !value.includes("=")) return [];
  return Object.keys(structureOf(value))
    .filter((member) => !parameter.members.includes(member))
    .map((member) => `--${option} has no ${member}: ${parameter.members.join(", ")}`);
}

function parameterOf(text: string): Parameter {
  const [, name = "", required, members = ""] = /^(\w+)(!?)(?:\((.*)\))?$/.exec(text) ?? [];
  return { name, required: required === "!", members: members.split(",").filter(Boolean) };
}

/** `DBClusterIdentifier` and `db-cluster-identifier` are one name. */
function plain(name: string): string {
  return name.replaceAll("-", "").toLowerCase();
}
