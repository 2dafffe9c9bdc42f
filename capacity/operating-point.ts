import { roundDown, withoutNoise } from "./arithmetic";
import { instanceType } from "./catalogue/instance-types";
import { utilisationWithin } from "./queueing";
import type { Sizing } from "./sizing";
import { requestsPerSecond } from "./traffic";
import type { Workload } from "./workload";

/** What an instance runs out of. */
export type Constraint = "users" | "memory" | "cpu" | "latency";

/** How far an instance is used. */
export interface Utilisation {
  /** Users at once. */
  readonly users: number;
  /** Of all memory, the operating system's reserve included. */
  readonly memoryPercent: number;
  readonly cpuPercent: number;
}

/**
 * How far the instances of a fleet are used at the load that it is sized for. Sizes, scaling thresholds and their steps,
 * floors and the ceiling all follow from it.
 */
export interface OperatingPoint {
  /** Users that an instance serves: the least of those by each constraint. */
  readonly users: number;
  readonly binding: Constraint;
  /** Users by each constraint on its own; by latency only where some load keeps the objective. */
  readonly usersBy: Readonly<Record<Exclude<Constraint, "latency">, number>> & { readonly latency?: number };
  /** The most of memory and CPU that is used: above it the fleet grows. */
  readonly memoryPercent: number;
  readonly cpuPercent: number;
  /** The most that is used while a zone is lost and those that are left serve all users, or until a rise has been caught up. */
  readonly full: Utilisation & { readonly binding: Constraint };
}

/** The group grows above so much memory, unless it is set by hand; the brief's alarm is at 80 %. */
export const defaultScaleOutMemoryPercent = 75;
/** Share of the requests that are to be answered within the latency that users accept. */
const latencyShare = 0.95;
export const defaultLatencyMs = 300;
/** While a zone is lost, users may have all memory that the operating system leaves. */
const fullMemoryPercent = 100;
/** Above it a queue of requests grows faster than one is served after a short burst; for minutes latency may suffer. */
const fullCpuPercent = 90;
/** A user's memory is declared in MB, an instance's in MiB. */
const bytesPerMb = 1_000_000;
const bytesPerMib = 2 ** 20;

/** @throws RangeError when an instance cannot hold a single user within it. */
export function operatingPoint(workload: Workload, sizing: Sizing): OperatingPoint {
  const held = shareHeld(sizing);
  const fullBy = {
    users: workload.usersPerInstance.max,
    memory: freeMemoryMb(fullMemoryPercent, sizing) / workload.memoryMbPerUser,
    cpu: usersByCpu(fullCpuPercent, workload, sizing),
  };
  const byMemory = memoryMbForUsers(sizing) / workload.memoryMbPerUser;
  const latencyPercent = cpuPercentByLatency(workload, sizing);
  const usersBy = {
    users: Math.min(workload.usersPerInstance.min, held * fullBy.users),
    memory: wholeUsers(byMemory, workload, sizing),
    cpu: Math.min(usersByCpu(sizing.scaleOutCpuPercent, workload, sizing), held * fullBy.cpu),
    ...(latencyPercent !== undefined && { latency: usersByCpu(latencyPercent, workload, sizing) }),
  };
  const { users, binding } = leastOf(usersBy);
  const cpuBinds = binding === "cpu" || binding === "latency";
  return {
    users,
    binding,
    usersBy,
    memoryPercent: percentDown(
      memoryPercentOf(binding === "users" ? Math.min(users, byMemory) : byMemory, workload, sizing),
    ),
    cpuPercent: percentDown(cpuBinds ? cpuPercentOf(users, workload, sizing) : sizing.scaleOutCpuPercent),
    full: { ...leastOf(fullBy), memoryPercent: fullMemoryPercent, cpuPercent: fullCpuPercent },
  };
}

/** The constraint that allows the fewest users; of equals the first. */
function leastOf(usersBy: Readonly<Partial<Record<Constraint, number>>>) {
  const of = (constraint: Constraint) => usersBy[constraint] ?? Number.POSITIVE_INFINITY;
  const binding = constraints.reduce((least, next) => (of(next) < of(least) ? next : least));
  return { users: of(binding), binding };
}

const constraints: readonly Constraint[] = ["users", "memory", "cpu", "latency"];

/** What an instance stands at with a number of users. */
export function utilisationWith(users: number, workload: Workload, sizing: Sizing): Utilisation {
  return {
    users,
    memoryPercent: memoryPercentOf(users, workload, sizing),
    cpuPercent: cpuPercentOf(users, workload, sizing),
  };
}

/**
 * Memory that an instance has for users at the operating point, MB: up to the scale-out threshold, and no more than leaves
 * room for the users of a lost zone; 0 where the operating system takes all.
 */
export function memoryMbForUsers(sizing: Sizing): number {
  return Math.min(
    freeMemoryMb(sizing.scaleOutMemoryPercent ?? defaultScaleOutMemoryPercent, sizing),
    shareHeld(sizing) * freeMemoryMb(fullMemoryPercent, sizing),
  );
}

/** Share of what an instance holds at all that it is used for, so that the instances of the other zones hold all. */
function shareHeld({ holdsZoneLoss = true, availabilityZones: zones }: Sizing): number {
  return holdsZoneLoss ? (zones - 1) / zones : 1;
}

/** Memory beside the operating system's, MB, when so much of all memory is in use. */
function freeMemoryMb(percent: number, { instanceType: name, osReserveMb }: Sizing): number {
  const mib = (instanceType(name).memoryMib * percent) / 100 - osReserveMb;
  return Math.max(0, (mib * bytesPerMib) / bytesPerMb);
}

function memoryPercentOf(users: number, { memoryMbPerUser }: Workload, sizing: Sizing): number {
  const { memoryMib } = instanceType(sizing.instanceType);
  return ((sizing.osReserveMb + (users * memoryMbPerUser * bytesPerMb) / bytesPerMib) / memoryMib) * 100;
}

function wholeUsers(users: number, workload: Workload, sizing: Sizing): number {
  const whole = roundDown(users);
  if (whole >= 1) return whole;
  const { memoryMib } = instanceType(sizing.instanceType);
  throw new RangeError(
    `a user's ${workload.memoryMbPerUser} MB do not fit a ${sizing.instanceType}, whose ${memoryMib} MiB less ` +
      `${sizing.osReserveMb} for the operating system leave ${Math.floor(memoryMbForUsers(sizing))} MB at its operating point`,
  );
}

function cpuPercentOf(users: number, workload: Workload, { instanceType: name }: Sizing): number {
  const busyMs = requestsPerSecond(users, workload) * workload.cpuMillisecondsPerRequest;
  return busyMs / (10 * instanceType(name).vcpus);
}

function usersByCpu(percent: number, workload: Workload, sizing: Sizing): number {
  return percent / cpuPercentOf(1, workload, sizing);
}

/** CPU up to which the requests are answered in time; undefined where they are not on an idle instance. */
function cpuPercentByLatency(workload: Workload, sizing: Sizing): number | undefined {
  const { queriesPerRequest, databaseMillisecondsPerQuery, cpuMillisecondsPerRequest } = workload;
  const { vcpus } = instanceType(sizing.instanceType);
  const left = (sizing.latencyMs ?? defaultLatencyMs) - queriesPerRequest * databaseMillisecondsPerQuery;
  const utilisation = utilisationWithin(
    { servers: vcpus, serviceMs: cpuMillisecondsPerRequest },
    left,
    1 - latencyShare,
  );
  return utilisation === undefined || utilisation <= 0 ? undefined : withoutNoise(utilisation * 100);
}

/** To a tenth of a percent, down: an alarm's threshold. */
function percentDown(percent: number): number {
  return roundDown(percent * 10) / 10;
}
