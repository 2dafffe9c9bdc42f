import { withoutNoise } from "./arithmetic";
import { instancesNeeded } from "./compute";
import { type InstanceType, instanceType, instanceTypes } from "./catalogue/instance-types";
import { hoursPerMonth } from "./catalogue/prices";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/** A fleet that runs all month, on demand, instances only. */
export interface FleetCost {
  readonly instanceType: string;
  readonly instances: number;
  /** USD a month of 730 hours. */
  readonly usdPerMonth: number;
}

/** What the Auto Scaling group costs. */
export interface FleetCosts {
  readonly baseline: FleetCost;
  readonly ceiling: FleetCost;
  /**
   * Only for a burstable type: what the ceiling's fleet pays on top, USD a month, when it works at the scale-out
   * threshold all month and buys CPU credits for what is above the type's baseline.
   */
  readonly surplusCreditsUsdPerMonth?: number;
  /** Only for a burstable type: a fleet of M instances for the same workload, which has no credits to run out of. */
  readonly generalPurpose?: FleetCost;
}

export function fleetCosts(min: number, max: number, workload: Workload, sizing: Sizing): FleetCosts {
  const type = instanceType(sizing.instanceType);
  const fleets = { baseline: fleetCost(type, min), ceiling: fleetCost(type, max) };
  if (type.burst === undefined) return fleets;
  const { baselinePercent, surplusUsdPerVcpuHour } = type.burst;
  const busyShare = Math.max(0, sizing.scaleOutCpuPercent - baselinePercent) / 100;
  const general = generalPurposeFor(type);
  return {
    ...fleets,
    surplusCreditsUsdPerMonth: withoutNoise(
      max * type.vcpus * busyShare * surplusUsdPerVcpuHour * hoursPerMonth,
    ),
    generalPurpose: fleetCost(
      general,
      instancesNeeded(workload, { ...sizing, instanceType: general.name }).ceiling,
    ),
  };
}

function fleetCost(type: InstanceType, instances: number): FleetCost {
  return {
    instanceType: type.name,
    instances,
    usdPerMonth: withoutNoise(instances * type.usdPerHour * hoursPerMonth),
  };
}

/** The cheapest M type of the same architecture that is not smaller. */
function generalPurposeFor(type: InstanceType): InstanceType {
  return instanceTypes
    .filter(({ name, architecture }) => name.startsWith("m") && architecture === type.architecture)
    .filter(({ vcpus, memoryMib }) => vcpus >= type.vcpus && memoryMib >= type.memoryMib)
    .reduce((cheapest, candidate) => (candidate.usdPerHour < cheapest.usdPerHour ? candidate : cheapest));
}
