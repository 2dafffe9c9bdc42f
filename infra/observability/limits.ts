import type { CapacityPlan } from "../../capacity";

/** Thresholds that an environment may set; the defaults are in config. */
export interface AlarmSettings {
  /** Of the group, percent. */
  readonly cpuPercent: number;
  /** Of the group, percent. */
  readonly memoryPercent: number;
  /** Of an instance's root volume, percent. */
  readonly diskPercent: number;
  /** 95th percentile that users wait, milliseconds. */
  readonly latencyMs: number;
  /** Share of requests answered with 4xx, percent. */
  readonly clientErrorPercent: number;
  /** Share of requests answered with 5xx, percent. */
  readonly serverErrorPercent: number;
  /** Requests in a period below which rates say nothing and no alarm fires. */
  readonly minimumRequests: number;
  /** Share of a limit of the plan (peak request rate, group size, connections) at which a warning is due, 0-1. */
  readonly warningShare: number;
  /** Of the database, percent. */
  readonly databaseCpuPercent: number;
  /** Of a cache node, percent. */
  readonly cacheMemoryPercent: number;
  /** Days before a certificate expires. */
  readonly certificateDays: number;
}

/** Service level objectives, as shares of requests, 0-1. */
export interface Slo {
  /** Answered without a 5xx. */
  readonly availability: number;
  /** Answered within the latency limit. */
  readonly latency: number;
}

/** Everything that thresholds are worked out from. */
export interface Limits {
  readonly alarms: AlarmSettings;
  readonly slo: Slo;
  readonly plan: CapacityPlan;
}

/** Requests a second of the largest demand that is planned for: the usual peak, or the largest event. */
export function plannedRps({ plan }: Limits): number {
  return plan.traffic.peakRps * Math.max(1, ...plan.schedule.map(({ multiplier }) => multiplier));
}
