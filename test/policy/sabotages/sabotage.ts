import { isDeepStrictEqual } from "node:util";
import { notYetKnown } from "../../../policy/examples/example";
import type { StackResource } from "../analyzer";

/** One safeguard removed from a deployed stack, or something without it added, and the policy that has to refuse it. */
export interface Sabotage {
  readonly policy: string;
  /** The resources that lose it: all of the type, or those with these logical names. */
  readonly type: string;
  readonly name?: string | readonly string[];
  /** Takes the resources out of the stack. */
  readonly remove?: boolean;
  /** New values of properties, by dotted path. */
  readonly set?: Readonly<Record<string, NewValue>>;
  /** Adds a resource of the type and name with these inputs, where the stack has none of the kind. */
  readonly add?: Readonly<Record<string, unknown>>;
  /** Parameters of the policy, where it has nothing to say by its defaults. */
  readonly config?: Readonly<Record<string, string[]>>;
  /** Why a preview of a new stack cannot see it, and only the update refuses it. */
  readonly knownLater?: string;
}

/** A plain value; or the first elements of the list that is there; or another resource's property; or nothing. */
type NewValue =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { keep: number }
  | { of: Reference }
  | { json: object };

type Reference = readonly [type: string, name: string, property: string];

/** The stack without the safeguard. Throws where the sabotage finds nothing to do: it would prove nothing. */
export function sabotaged(stack: readonly StackResource[], sabotage: Sabotage): StackResource[] {
  if (sabotage.add) return [...stack, added(sabotage, sabotage.add, stack)];
  const meant = stack.filter((it) => it.type === sabotage.type && isNamed(it, sabotage));
  if (meant.length === 0) throw new Error(`the stack has no ${sabotage.type} ${String(sabotage.name ?? "")}`);
  if (sabotage.remove) return stack.filter((it) => !meant.includes(it));
  return stack.map((it) => (meant.includes(it) ? withValues(it, sabotage, stack) : it));
}

/** A title that says what is done. */
export function titleOf({ type, name, remove, set, add }: Sabotage): string {
  const what = `${String(name ?? "every")} ${type.split(":").at(-1) ?? type}`;
  if (add) return `${what} added with ${JSON.stringify(add)}`;
  if (remove) return `${what} removed`;
  return `${what} with ${Object.entries(set ?? {})
    .map(([path, value]) => `${path} ${JSON.stringify(value)}`)
    .join(", ")}`;
}

/** A resource of the sabotage's type and name; a preview does not know its id. */
function added(
  { type, name }: Sabotage,
  inputs: Record<string, unknown>,
  stack: readonly StackResource[],
): StackResource {
  const within = stack[0]?.urn.split("::").slice(0, 2).join("::") ?? "";
  const isPreview = stack.some(({ outputs }) => outputs?.id === notYetKnown);
  const urn = `${within}::${type}::${String(name)}`;
  if (stack.some((it) => it.urn === urn)) throw new Error(`the stack has a ${urn} already`);
  return { urn, type, inputs, outputs: { ...inputs, id: isPreview ? notYetKnown : String(name) } };
}

function withValues(
  resource: StackResource,
  sabotage: Sabotage,
  stack: readonly StackResource[],
): StackResource {
  const { inputs, outputs } = structuredClone(resource);
  const propertyDependencies = { ...resource.propertyDependencies };
  for (const [path, value] of Object.entries(sabotage.set ?? {})) {
    for (const properties of [inputs, outputs]) if (properties) setAt(properties, path, value, stack);
    if (isReference(value)) {
      propertyDependencies[path.split(".")[0] ?? path] = dependenciesOf(value.of, stack);
    }
  }
  const isSame =
    isDeepStrictEqual(outputs, resource.outputs) &&
    isDeepStrictEqual(propertyDependencies, resource.propertyDependencies ?? {});
  if (isSame && !sabotage.knownLater) throw new Error(`${titleOf(sabotage)} changes nothing`);
  return { ...resource, ...(inputs && { inputs }), outputs, propertyDependencies };
}

function setAt(
  properties: Record<string, unknown>,
  path: string,
  value: NewValue,
  stack: readonly StackResource[],
) {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  const holder = steps.reduce((inner, step) => {
    // In a preview what AWS decides is one unknown.
    if (typeof inner[step] !== "object") inner[step] = {};
    return inner[step] as Record<string, unknown>;
  }, properties);
  holder[last] = valueFor(value, holder[last], stack);
  if (holder[last] === undefined) Reflect.deleteProperty(holder, last);
}

function isReference(value: NewValue): value is { of: Reference } {
  return typeof value === "object" && value !== null && "of" in value;
}

/** What depends on a property: the resource, or what the property was set from. */
function dependenciesOf([type, name, property]: Reference, stack: readonly StackResource[]): string[] {
  const other = stack.find((it) => it.type === type && nameOf(it) === name);
  return [...(other?.propertyDependencies?.[property] ?? [other?.urn ?? ""])];
}

function valueFor(value: NewValue, present: unknown, stack: readonly StackResource[]): unknown {
  if (value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) return value;
  if ("keep" in value) return Array.isArray(present) ? present.slice(0, value.keep) : present;
  if ("json" in value) return JSON.stringify(value.json);
  if (isReference(value)) {
    const [type, name, property] = value.of;
    return stack.find((it) => it.type === type && nameOf(it) === name)?.outputs?.[property];
  }
  return value;
}

function isNamed(resource: StackResource, { name }: Sabotage): boolean {
  return name === undefined || [name].flat().includes(nameOf(resource));
}

function nameOf({ urn }: StackResource): string {
  return urn.split("::").slice(3).join("::");
}
