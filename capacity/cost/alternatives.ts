import { withoutNoise } from "../arithmetic";
import { floorOf, fleetNeed } from "../compute";
import { type InstanceType, instanceType, instanceTypes } from "../catalogue/instance-types";
import { operatingPoint } from "../operating-point";
import { scalingPlan } from "../scaling-plan";
import type { Sizing } from "../sizing";
import { usersAt } from "../traffic";
import type { Workload } from "../workload";
import { dayOf } from "./day";
import { hoursPerMonth } from "./hours";

/** A fleet of another instance type for the same workload. */
export interface Alternative {
  readonly instanceType: string;
  readonly usersPerInstance: number;
  readonly binding: string;
  /** Instances at the peak. */
  readonly peak: number;
  /** USD a month, on demand, for the instances of the day that the bill is of. */
  readonly usdPerMonth: number;
}

/**
 * Fleets of every type that holds the workload, the cheapest first. The users that one instance was seen to serve belong to the
 * chosen type: for another they are taken in proportion to its memory, and are to be measured.
 */
export function alternativesOf(workload: Workload, sizing: Sizing): Alternative[] {
  const chosen = instanceType(sizing.instanceType);
  return instanceTypes
    .flatMap((type) => {
      try {
        return [alternative(type, chosen, workload, sizing)];
      } catch (error) {
        // A type that holds not a single user is none.
        if (error instanceof RangeError) return [];
        throw error;
      }
    })
    .sort((one, other) => one.usdPerMonth - other.usdPerMonth);
}

function alternative(
  type: InstanceType,
  chosen: InstanceType,
  declared: Workload,
  sizing: Sizing,
): Alternative {
  const ratio = type.memoryMib / chosen.memoryMib;
  const { min, max } = declared.usersPerInstance;
  const workload = { ...declared, usersPerInstance: { min: min * ratio, max: max * ratio } };
  const changed = { ...sizing, instanceType: type.name };
  const point = operatingPoint(workload, changed);
  const peak = fleetNeed(usersAt(1, workload), workload, changed, point);
  const fleet = { min: floorOf(workload, changed, point), max: peak.ceiling };
  const scaling = scalingPlan(workload, changed, fleet, point);
  const { instances } = dayOf({ operatingPoint: point, compute: { peak }, scaling }, workload, fleet);
  return {
    instanceType: type.name,
    usersPerInstance: point.users,
    binding: point.binding,
    peak: peak.required,
    usdPerMonth: withoutNoise(instances * type.usdPerHour * hoursPerMonth),
  };
}
