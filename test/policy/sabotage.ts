import { isDeepStrictEqual } from "node:util";
import { notYetKnown } from "../../policy/examples/example";
import type { NewValue, Reference, Sabotage } from "../../policy/examples/sabotage";
import type { StackResource } from "./analyzer";

/** The stack without the safeguard. Throws where the sabotage finds nothing to do: it would prove nothing. */
export function sabotaged(stack: readonly StackResource[], sabotage: Sabotage): StackResource[] {
  if (sabotage.add) return withAddition(sabotage, sabotage.add, stack);
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

/** With a resource of the sabotage's type and name, once; a preview does not know its id. */
function withAddition(
  { type, name }: Sabotage,
  inputs: Record<string, unknown>,
  stack: readonly StackResource[],
): StackResource[] {
  const within = stack[0]?.urn.split("::").slice(0, 2).join("::") ?? "";
  const isPreview = stack.some(({ outputs }) => outputs?.id === notYetKnown);
  const urn = `${within}::${type}::${String(name)}`;
  const addition = { urn, type, inputs, outputs: { ...inputs, id: isPreview ? notYetKnown : String(name) } };
  return [...stack.filter((it) => it.urn !== urn), addition];
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
