import {
  addressesIn,
  type CapacityPlan,
  memoryMbForUsers,
  parseCidr,
  subnetAddresses,
  subnetMasks,
} from "../../capacity";
import { type FoundProblem, valueAt } from "../problems";
import type { SizedEnvironment } from "../environment";
import { sizingOf } from "../sizing";
import { problem } from "./problem";

const computeKey = "platform:compute";

export function block(values: unknown): FoundProblem[] {
  const path = ["platform:network", "cidrBlock"];
  const text = valueAt(values, path);
  const cidr = typeof text === "string" ? parseCidr(text) : undefined;
  if (cidr === undefined || cidr.toString() === text) return [];
  return problem(
    values,
    path,
    "a block whose address has no bits set after the prefix",
    `use ${cidr.toString()}`,
  );
}

/** @returns nothing when an instance holds at least one user, which the plan depends on. */
export function userFits(values: unknown, environment: SizedEnvironment): FoundProblem[] {
  const { instanceType: type } = environment.compute;
  const free = Math.floor(memoryMbForUsers(sizingOf(environment)));
  if (environment.workload.memoryMbPerUser <= free) return [];
  return problem(
    values,
    ["platform:workload", "memoryMbPerUser"],
    `at most the ${free} MB that a ${type} has for users after osReserveMb, at its operating point`,
    "choose a larger compute.instanceType",
  );
}

/** A size set by hand must go with the plan's figure for the other one, and let every event have its instances. */
export function sizesByHand(
  values: unknown,
  { compute: { minSize, maxSize } }: SizedEnvironment,
  plan: CapacityPlan,
): FoundProblem[] {
  if (minSize !== undefined && maxSize === undefined && minSize > plan.compute.usualMax) {
    return problem(values, [computeKey, "minSize"], `at most the plan's maximum, ${plan.compute.usualMax}`);
  }
  const floor = Math.max(minSize ?? plan.compute.min, ...plan.actions.map((action) => action.minSize));
  if (maxSize === undefined || maxSize >= floor || (minSize !== undefined && minSize > maxSize)) return [];
  return problem(
    values,
    [computeKey, "maxSize"],
    `at least ${floor}, what the baseline or the largest event starts with`,
  );
}

/** The private subnets, as the network divides its block, must hold the group at its ceiling. */
export function roomFor(values: unknown, environment: SizedEnvironment, plan: CapacityPlan): FoundProblem[] {
  const zones = environment.availabilityZones;
  const ceiling = environment.compute.maxSize ?? plan.compute.max;
  const needed = subnetAddresses(ceiling, zones).total;
  const { layoutZones } = environment.network;
  const fits = (vpcMask: number) => addressesIn(subnetMasks(vpcMask, layoutZones).private) >= needed;
  if (fits(sizingOf(environment).vpcMask)) return [];
  const large = [19, 18, 17, 16].find(fits);
  return problem(
    values,
    ["platform:network", "cidrBlock"],
    `a block with ${needed} addresses in each of ${zones} private subnets, for ${ceiling} instances`,
    large === undefined ? "choose a larger compute.instanceType" : `use /${large}`,
  );
}
