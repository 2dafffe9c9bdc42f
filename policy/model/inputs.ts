import type { ResourceValidationPolicy } from "@pulumi/policy";
import { elements, read } from "./value";

/** The inputs of resources by URN, as the engine shows them: what the program sets, and the provider's own defaults. */
export type Inputs = ReadonlyMap<string, object>;

const recorded = new Map<string, object>();

/**
 * The inputs that the engine has shown so far. To policies on a whole stack it shows outputs, in which a value of the
 * program's and a default of AWS's look alike, and nothing at all of a resource that a preview leaves out or whose
 * provider cannot be configured yet. To policies on one resource it shows the inputs, before.
 */
export const inputs: Inputs = recorded;

let shown = 0;

/** How many times a resource's inputs have been shown: they come before the stack that they are judged in. */
export function timesShown(): number {
  return shown;
}

/** Finds nothing, and keeps the inputs of each resource for the policies on the whole stack. */
export const inputsRecorded: ResourceValidationPolicy = {
  name: "inputs-recorded",
  description: "Records the inputs of each resource for the other policies; finds nothing",
  enforcementLevel: "advisory",
  validateResource: ({ urn, props }) => {
    shown += 1;
    recorded.set(urn, props);
  },
};

/** Whether a resource's inputs have a property that is not one of the provider's own defaults. */
export function isSetBy(inputs: object, property: string): boolean {
  if (!Object.hasOwn(inputs, property)) return false;
  const defaults = elements(read(inputs, "__defaults"));
  return typeof defaults === "symbol" || !defaults.includes(property);
}
