import { roundUp, withoutNoise } from "./arithmetic";
import { largestMultiplier } from "./together";
import type { Workload } from "./workload";

/** People. */
export interface Users {
  readonly registered: number;
  readonly dailyActive: number;
  readonly peakConcurrent: number;
  readonly baselineConcurrent: number;
}

/** KB a second, decimal; `in` is requests, `out` responses. */
export interface Throughput {
  readonly in: number;
  readonly out: number;
}

export interface Traffic {
  /** Requests a second. */
  readonly baselineRps: number;
  /** Requests a second. */
  readonly peakRps: number;
  readonly baselineKbPerSecond: Throughput;
  readonly peakKbPerSecond: Throughput;
}

/** Memory of all concurrent users together, GB, decimal. */
export interface Memory {
  readonly baselineGb: number;
  readonly peakGb: number;
}

/** The part of a {@link Workload} that says how many people there are. */
export type Population = Pick<
  Workload,
  "registeredUsers" | "dailyActiveShare" | "peakConcurrencyShare" | "baselineConcurrentUsers"
>;

export function usersOf(workload: Population): Users {
  const dailyActive = roundUp(workload.registeredUsers * workload.dailyActiveShare);
  return {
    registered: workload.registeredUsers,
    dailyActive,
    peakConcurrent: roundUp(dailyActive * workload.peakConcurrencyShare),
    baselineConcurrent: workload.baselineConcurrentUsers,
  };
}

/** Concurrent users at a multiple of the usual peak. */
export function usersAt(multiplier: number, workload: Workload): number {
  return roundUp(usersOf(workload).peakConcurrent * multiplier);
}

/** Concurrent users of the usual peak or of the event with the most, those of events at the same time among them. */
export function mostConcurrentUsers(workload: Workload): number {
  return usersAt(largestMultiplier(workload.events), workload);
}

/** Requests a second of users who spread the requests of a session evenly over its length. */
export function requestsPerSecond(concurrentUsers: number, workload: Workload): number {
  return (concurrentUsers * workload.requestsPerSession) / (workload.sessionMinutes * 60);
}

export function trafficOf(users: Users, workload: Workload): Traffic {
  const baselineRps = requestsPerSecond(users.baselineConcurrent, workload);
  const peakRps = requestsPerSecond(users.peakConcurrent, workload);
  return {
    baselineRps: withoutNoise(baselineRps),
    peakRps: withoutNoise(peakRps),
    baselineKbPerSecond: throughput(baselineRps, workload),
    peakKbPerSecond: throughput(peakRps, workload),
  };
}

export function memoryOf(users: Users, workload: Workload): Memory {
  const gb = (concurrentUsers: number) => withoutNoise((concurrentUsers * workload.memoryMbPerUser) / 1000);
  return { baselineGb: gb(users.baselineConcurrent), peakGb: gb(users.peakConcurrent) };
}

function throughput(rps: number, workload: Workload): Throughput {
  return { in: withoutNoise(rps * workload.requestKb), out: withoutNoise(rps * workload.responseKb) };
}
