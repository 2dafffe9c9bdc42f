import { strings, type Json } from "../../../cloud/properties";
import type { NormalForm } from "../service";

/** RDS stores identifiers in lower case, and the provider refuses others (`validIdentifier`, read 2026-11-28). */
export function identifier(argument: string) {
  return {
    unless: (value: string) => /^[a-z0-9-]*$/.test(value),
    message: `only lowercase alphanumeric characters and hyphens allowed in "${argument}", which is {}`,
  };
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
