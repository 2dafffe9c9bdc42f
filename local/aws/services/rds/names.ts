import { strings, type Json } from "../../../cloud/properties";
import type { NormalForm, Refusal } from "../service";

/**
 * RDS stores identifiers in lower case, and the provider refuses others (`validIdentifier`, read 2026-11-28) but for a global
 * database's (`validGlobalCusterIdentifier`). That may end in a hyphen by the provider, and not by RDS: API reference of
 * ModifyGlobalCluster, `NewGlobalClusterIdentifier`, read 2026-11-29.
 */
export function identifier(argument: string, { capitals = false } = {}): Refusal[] {
  const [taken, letters] = capitals
    ? [/^[A-Za-z0-9-]*$/, "alphanumeric"]
    : [/^[a-z0-9-]*$/, "lowercase alphanumeric"];
  return [
    {
      unless: (value) => taken.test(value),
      message: `only ${letters} characters and hyphens allowed in "${argument}", which is {}`,
    },
    {
      unless: (value) => /^[A-Za-z]/.test(value),
      message: `first character of "${argument}" must be a letter, and it is {}`,
    },
    {
      unless: (value) => !value.includes("--"),
      message: `"${argument}" cannot contain two consecutive hyphens, and is {}`,
    },
    {
      unless: (value) => !value.endsWith("-"),
      message: `"${argument}" cannot end with a hyphen, and is {}`,
    },
  ];
}

/**
 * "RDS automatically assigns 3 AZs if less than 3 AZs are configured, which will show as a difference requiring resource
 * recreation": https://www.pulumi.com/registry/packages/aws/api-docs/rds/cluster/, `availabilityZones`, read 2026-11-28.
 */
export const threeZones: NormalForm = {
  to: (zones: Json) => {
    const given = strings(zones);
    const region = given[0]?.replace(/[a-z]$/, "") ?? "";
    const others = ["a", "b", "c"].map((letter) => region + letter).filter((zone) => !given.includes(zone));
    return given.length === 0 ? zones : [...given, ...others].slice(0, Math.max(3, given.length)).sort();
  },
  suppressed: false,
};
