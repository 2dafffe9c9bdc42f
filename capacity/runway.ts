import { addressesIn, subnetAddresses, subnetMasks } from "./addresses";
import { roundUp, withoutNoise } from "./arithmetic";
import { cacheMemoryShare, type CachePlan, sessionsGb } from "./cache";
import { databaseCpuShare, databaseLoad, type DatabasePlan, largestVolumeGb, volumeGb } from "./database";
import { acuPerVcpu, gibPerAcu } from "./database-capacity";
import { instanceType, vcpusGranted } from "./catalogue/instance-types";
import type { LimitName } from "./limit-name";
import { operatingPoint } from "./operating-point";
import { type Remedy, remedyOf } from "./remedies";
import { onDemandQuota, peakUnits, type SessionTablePlan } from "./session-table";
import type { Sizing } from "./sizing";
import { mostConcurrentUsers } from "./traffic";
import type { Workload } from "./workload";

/** How long something lasts while the registered users grow. The buffer is what the growth may use up. */
export interface Runway {
  readonly limit: LimitName;
  readonly unit: string;
  /** What the peak, or the event with the most users, needs today, buffer aside. */
  readonly today: number;
  /** What there is, as far as an ordinary peak may use it: above that an alarm calls somebody. */
  readonly ceiling: number;
  /**
   * Months from now to the first in which more is needed than there is, at the low growth: 0 when that is so today,
   * null when it is not within {@link horizonMonths}.
   */
  readonly monthLow: number | null;
  /** The same at the high growth. */
  readonly monthHigh: number | null;
  /** What is needed after twelve months of the high growth. */
  readonly inAYear: number;
  readonly remedy: Remedy;
}

/** How far ahead the model looks. */
export const horizonMonths = 24;

/** What the runway takes from the plan: what there is. */
interface Provided {
  /** Most instances of the group. */
  readonly maxSize: number;
  readonly database: DatabasePlan;
  readonly cache: CachePlan;
  readonly sessionTable: SessionTablePlan;
}

interface Limit {
  readonly limit: LimitName;
  readonly unit: string;
  readonly ceiling: number;
  readonly need: (workload: Workload) => number;
}

/** The limits in use, in the order in which a request meets them. */
export function runwayOf(workload: Workload, sizing: Sizing, provided: Provided): Runway[] {
  const { low, high } = workload.monthlyGrowth;
  const instances = instancesBy(workload, sizing);
  const limits = [
    ...fleetLimits(instances, sizing, provided),
    ...databaseLimits(instances, provided),
    ...sessionLimits(sizing, provided),
  ];
  return limits.map(({ limit, unit, ceiling, need }) => {
    const monthAt = (growth: number) => firstMonth((month) => need(grown(workload, growth, month)) > ceiling);
    return {
      limit,
      unit,
      today: withoutNoise(need(workload)),
      ceiling: withoutNoise(ceiling),
      monthLow: monthAt(low),
      monthHigh: monthAt(high),
      inAYear: withoutNoise(need(grown(workload, high, 12))),
      remedy: remedyOf(limit, sizing, provided.database),
    };
  });
}

/** The workload after so many months of a growth of its registered users; all else stays as it is. */
export function grown(workload: Workload, growth: number, months: number): Workload {
  return { ...workload, registeredUsers: workload.registeredUsers * (1 + growth) ** months };
}

/** Bisection: growth has one sign, so what is exceeded once stays exceeded, or is never exceeded later than today. */
function firstMonth(exceeded: (month: number) => boolean): number | null {
  if (exceeded(0)) return 0;
  if (!exceeded(horizonMonths)) return null;
  let [within, beyond] = [0, horizonMonths];
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (exceeded(middle)) beyond = middle;
    else within = middle;
  }
  return beyond;
}

/** Instances for a workload that has grown: an instance's operating point stays what it is. */
function instancesBy(workload: Workload, sizing: Sizing): (grown: Workload) => number {
  const { users } = operatingPoint(workload, sizing);
  return (grown) => roundUp(mostConcurrentUsers(grown) / users);
}

function fleetLimits(instances: Limit["need"], sizing: Sizing, { maxSize }: Provided): Limit[] {
  const { availabilityZones: zones, quotas } = sizing;
  const { vcpus, quota } = instanceType(sizing.instanceType);
  return [
    { limit: "instances", unit: "instances", ceiling: maxSize, need: instances },
    {
      limit: "subnetAddresses",
      unit: "addresses",
      ceiling: addressesIn(subnetMasks(sizing.vpcMask, sizing.layoutZones ?? zones).private),
      need: (workload) => subnetAddresses(instances(workload), zones).total,
    },
    {
      limit: "vcpuQuota",
      unit: "vCPUs",
      ceiling: vcpusGranted(quota, quotas),
      need: (workload) => instances(workload) * vcpus,
    },
    {
      limit: "elasticIpQuota",
      unit: "Elastic IPs",
      ceiling: quotas.elasticIps,
      need: () => sizing.natGateways,
    },
  ];
}

/** Memory and CPU in ACU where the database scales in ACU. */
function databaseLimits(instances: Limit["need"], { database }: Provided): Limit[] {
  const { acu, capacity, connections } = database;
  const load = (workload: Workload) => databaseLoad(mostConcurrentUsers(workload), workload);
  const memory = (gib: number) => (acu === undefined ? gib : gib / gibPerAcu);
  const cpu = (vcpus: number) => (acu === undefined ? vcpus : vcpus * acuPerVcpu);
  return [
    { limit: "databaseStorage", unit: "GB", ceiling: largestVolumeGb(database), need: volumeGb },
    {
      limit: "databaseMemory",
      unit: acu === undefined ? "GiB" : "ACU",
      ceiling: memory(capacity.memoryGib),
      need: (workload) => memory(load(workload).memoryGib),
    },
    {
      limit: "databaseCpu",
      unit: acu === undefined ? "vCPUs" : "ACU",
      ceiling: cpu(capacity.vcpus * databaseCpuShare),
      need: (workload) => cpu(load(workload).vcpus),
    },
    {
      limit: "databaseConnections",
      unit: "connections",
      ceiling: connections.limit,
      // The pools stay as large as they are today.
      need: (workload) => instances(workload) * connections.perInstance + connections.reserved,
    },
  ];
}

/** Sessions in the store that holds them. */
function sessionLimits({ sessions }: Sizing, { cache, sessionTable }: Provided): Limit[] {
  if (sessions.store === "cache") {
    return [
      { limit: "cacheMemory", unit: "GB", ceiling: cache.usableGb * cacheMemoryShare, need: sessionsGb },
    ];
  }
  const { readUnits, writeUnits } = sessionTable.provisioned?.max ?? onDemandQuota;
  return [
    {
      limit: "sessionTableReads",
      unit: "read units",
      ceiling: readUnits,
      need: (workload) => peakUnits(workload).readUnits,
    },
    {
      limit: "sessionTableWrites",
      unit: "write units",
      ceiling: writeUnits,
      need: (workload) => peakUnits(workload).writeUnits,
    },
  ];
}
