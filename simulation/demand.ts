import { requestsPerSecond, usersAt, type Sizing, type Workload } from "../capacity";

/** What users ask of an instance, and what they are promised. */
export interface Demand {
  readonly sessionMinutes: number;
  /** Requests of one session in a minute. */
  readonly requestsPerSessionMinute: number;
  /** MiB, as instances count; users' memory is declared in MB. */
  readonly memoryMibPerSession: number;
  readonly cpuSecondsPerRequest: number;
  /** Memory that sessions do not get, MiB. */
  readonly osReserveMib: number;
  /** 95 % of the requests of a minute are to be answered within it. */
  readonly latencySeconds: number;
  readonly baselineUsers: number;
  readonly peakUsers: number;
}

/** The brief's objective: 300 ms. */
export const objectiveSeconds = 0.3;
/** Share of a minute's requests that has to be within the objective; and of minutes, and requests, that are. */
export const objectiveShare = 0.95;
export const keptShare = 0.999;

export function demandOf(workload: Workload, { osReserveMb }: Pick<Sizing, "osReserveMb">): Demand {
  return {
    sessionMinutes: workload.sessionMinutes,
    requestsPerSessionMinute: requestsPerSecond(1, workload) * 60,
    memoryMibPerSession: (workload.memoryMbPerUser * 1_000_000) / 2 ** 20,
    cpuSecondsPerRequest: workload.cpuMillisecondsPerRequest / 1000,
    osReserveMib: osReserveMb,
    latencySeconds: objectiveSeconds,
    baselineUsers: workload.baselineConcurrentUsers,
    peakUsers: usersAt(1, workload),
  };
}
