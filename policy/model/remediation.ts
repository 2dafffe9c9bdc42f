import { type PolicyConfigSchema, type ResourceValidationPolicy, Secret } from "@pulumi/policy";
import { canonicalType } from "./canonical-type";
import { isUnknown, read, unknown, type Value } from "./value";

/** A value to set, and where: the objects on the way are made where they are missing. */
export interface Edit {
  readonly path: readonly [property: string, ...(string | number)[]];
  readonly value: string | boolean;
}

/** A mechanical change of a resource on its way to AWS, which a program's author need not make by hand. */
export interface Remediation<Config extends object = object> {
  /** kebab-case, unique in the pack. */
  readonly name: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly parameters?: PolicyConfigSchema["properties"];
  /** What to set, given the values that are there; nothing where that is not known yet. */
  change(get: (property: string) => Value, config: Partial<Config>): readonly Edit[];
}

/** Makes a remediation a policy of Pulumi's: off unless the policy configuration sets it to `remediate`. */
export function remediationPolicy(remediation: Remediation): ResourceValidationPolicy {
  return {
    name: remediation.name,
    description: remediation.description,
    enforcementLevel: "disabled",
    ...(remediation.parameters && { configSchema: { properties: remediation.parameters } }),
    remediateResource: (args) => {
      const { props } = args;
      if (!remediation.types.includes(canonicalType(args.type))) return undefined;
      const edits = remediation.change((property) => plain(read(props, property)), args.getConfig<object>());
      for (const { path, value } of edits) set(props, path, value);
      return edits.length > 0 ? props : undefined;
    },
  };
}

/** A value without the SDK's marks of secrets. */
function plain(value: unknown): Value {
  if (isUnknown(value)) return unknown;
  if (value instanceof Secret) return plain(value.value);
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value as Value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}

/**
 * Sets a value inside of an object, and touches nothing else: what is secret stays so, and what is not known is not read.
 * A property is defined and not assigned, as the SDK's proxies would put a mark on a value that has one.
 */
function set(inside: object, [key = "", ...path]: readonly (string | number)[], value: unknown): void {
  const present: unknown = read(inside, key);
  const put = (content: unknown) =>
    Object.defineProperty(inside, key, {
      value: content,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  if (present instanceof Secret) {
    const holder = { content: present.value as unknown };
    set(holder, ["content", ...path], value);
    put(new Secret(holder.content));
  } else if (path.length === 0) put(value);
  else if (typeof present === "object" && present !== null) set(present, path, value);
  else if (present === undefined) {
    const made = {};
    set(made, path, value);
    put(made);
  }
}
