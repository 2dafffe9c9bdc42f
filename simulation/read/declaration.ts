import { defaultOsReserveMb, type Workload } from "../../capacity";
import type { Declaration } from "../cases";
import { at, numberOf, type StackResource } from "./resources";

/** What the stack's own capacity plan declares; undefined where it has none. */
export function declarationOf(resources: readonly StackResource[]): Declaration | undefined {
  const plan = resources.find(({ type }) => type === "platform:capacity:CapacityPlan");
  const workload = plan?.properties.workload;
  if (typeof workload !== "object" || workload === null) return undefined;
  const sizing = plan?.properties.sizing;
  const zones = numberOf(at(sizing, "availabilityZones"));
  return {
    workload: workload as Workload,
    sizing: {
      osReserveMb: numberOf(at(sizing, "osReserveMb")) ?? defaultOsReserveMb,
      ...(zones !== undefined && { availabilityZones: zones }),
      ...(at(sizing, "holdsZoneLoss") === false && { holdsZoneLoss: false }),
    },
  };
}
