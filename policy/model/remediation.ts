import type { PolicyConfigSchema, ResourceValidationPolicy } from "@pulumi/policy";
import { canonicalType } from "./stack";
import { read, type Value } from "./value";

/** A mechanical change of a resource on its way to AWS, which a program's author need not make by hand. */
export interface Remediation<Config extends object = object> {
  /** kebab-case, unique in the pack. */
  readonly name: string;
  readonly description: string;
  readonly types: readonly string[];
  readonly parameters?: PolicyConfigSchema["properties"];
  /** New values by property, given the one that is there; none where nothing is to change or is not known yet. */
  change(get: (property: string) => Value, config: Partial<Config>): Readonly<Record<string, unknown>>;
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
      const changes = remediation.change((property) => read(props, property), args.getConfig<object>());
      // Properties are set one by one: a copy would read the others, and unknown ones throw.
      return Object.keys(changes).length > 0 ? Object.assign(props, changes) : undefined;
    },
  };
}
