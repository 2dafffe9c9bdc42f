import type { ResourceValidationPolicy } from "@pulumi/policy";
import { elements, read, unknown } from "./value";

/** The properties that a program sets, by the URN of the resource; none of a resource that no program was asked for. */
export type Program = ReadonlyMap<string, ReadonlySet<string>>;

const noted = new Map<string, ReadonlySet<string>>();

/**
 * What the engine has shown of the program. It shows the policies on a whole stack what became of the resources, in
 * which a value of the program's and a default of AWS's look alike; to policies on one resource, before, it shows inputs.
 */
export const program: Program = noted;

/** Finds nothing, and takes down which properties the program sets for those policies that ask. */
export const programNoted: ResourceValidationPolicy = {
  name: "program-noted",
  description: "Takes down which properties the program sets itself, for the other policies; finds nothing",
  enforcementLevel: "advisory",
  validateResource: ({ urn, props }) => {
    noted.set(urn, propertiesSet(props));
  },
};

/** The properties among a resource's inputs that are not the provider's own defaults. */
export function propertiesSet(inputs: object): ReadonlySet<string> {
  const defaults = elements(read(inputs, "__defaults"));
  const isDefault = (property: string) => defaults !== unknown && defaults.includes(property);
  return new Set(Object.keys(inputs).filter((property) => !isDefault(property)));
}
