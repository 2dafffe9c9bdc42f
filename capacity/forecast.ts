import type { CapacityPlan } from "./plan";
import { planCapacity } from "./planning";
import { grown } from "./runway";
import { instanceType } from "./catalogue/instance-types";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/** What the plan of a workload that has grown would be, and cost. */
export interface Forecast {
  /** Months after the users were counted. */
  readonly month: number;
  readonly growth: "low" | "high";
  readonly registeredUsers: number;
  /** Users, and so sessions, at once. */
  readonly peakUsers: number;
  readonly peakRps: number;
  readonly peakMemoryGb: number;
  readonly instancesAtPeak: number;
  readonly maxInstances: number;
  /** vCPUs of the group at its maximum, which the quota has to allow. */
  readonly vcpus: number;
  readonly subnetAddresses: number;
  readonly databaseGb: number;
  readonly databaseSize: string;
  readonly databaseConnections: number;
  readonly cacheGb: number;
  readonly cacheNode: string;
  /** Absent where the region's prices are not known. */
  readonly usdPerMonth?: number;
}

/** Every quarter of two years. */
const forecastMonths = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/**
 * The plan as it would be made anew after months of growth: sessions, memory, requests, database, connections, cache,
 * addresses, quotas and cost grow with the registered users.
 * @param costOf a month's bill of a plan, USD; undefined where prices are not known.
 */
export function forecastOf(
  workload: Workload,
  sizing: Sizing,
  costOf: (workload: Workload, plan: CapacityPlan) => number | undefined,
): Forecast[] {
  return (["low", "high"] as const).flatMap((growth) =>
    forecastMonths.map((month) => {
      const later = grown(workload, workload.monthlyGrowth[growth], month);
      const plan = planCapacity(later, sizing);
      return { month, growth, ...figuresOf(plan), ...priced(costOf(later, plan)) };
    }),
  );
}

function figuresOf({ users, traffic, memory, compute, subnet, database, cache }: CapacityPlan) {
  const { acu, instanceClass } = database;
  return {
    registeredUsers: Math.round(users.registered),
    peakUsers: users.peakConcurrent,
    peakRps: traffic.peakRps,
    peakMemoryGb: memory.peakGb,
    instancesAtPeak: compute.peak.required,
    maxInstances: compute.max,
    vcpus: compute.max * instanceType(compute.instanceType).vcpus,
    subnetAddresses: subnet.total,
    databaseGb: database.gb,
    databaseSize: acu === undefined ? instanceClass : `${acu.min}-${acu.max} ACU`,
    databaseConnections: database.connections.needed,
    cacheGb: cache.memoryGb,
    cacheNode: cache.nodeType,
  };
}

function priced(usdPerMonth: number | undefined) {
  return usdPerMonth === undefined ? {} : { usdPerMonth };
}

/** The day from which the registered users grow: that on which they were counted, or today. */
export function growthFrom({ countedOn }: Pick<Workload, "countedOn">, now: Date): Date {
  return countedOn === undefined ? now : new Date(`${countedOn}T00:00Z`);
}

/** Whether `text` is a day of the calendar, such as `2026-11-28`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
}
