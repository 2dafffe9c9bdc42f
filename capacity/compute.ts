import { roundDown, roundUp, roundUpToMultiple } from "./arithmetic";
import { instanceType } from "./catalogue/instance-types";
import type { Sizing } from "./sizing";
import { requestsPerSecond, usersAt } from "./traffic";
import type { Workload } from "./workload";

export type Constraint = "users" | "memory" | "cpu";

/** Instances that a number of concurrent users needs, by each constraint on its own. */
export interface InstanceNeed {
  /** When every instance serves as many users as the best measured: the optimistic end, for comparison only. */
  readonly byUsersMin: number;
  /** When every instance serves as few users as the worst measured: what the plan counts on. */
  readonly byUsersMax: number;
  /** When memory, less the reserve of the operating system, is what runs out. */
  readonly byMemory: number;
  /** When CPU is to stay below the scale-out threshold. */
  readonly byCpu: number;
  /** The largest of `byUsersMax`, `byMemory` and `byCpu`. */
  readonly required: number;
  /** The constraint that `required` comes from. */
  readonly binding: Constraint;
}

/** A need, with what is kept above it so that it is still met on a bad day. */
export interface FleetNeed extends InstanceNeed {
  /** `required` plus the workload's buffer. */
  readonly withBuffer: number;
  /** Spread evenly over the zones so that `required` are left when a zone is lost. */
  readonly withAzLoss: number;
  /** The larger of `withBuffer` and `withAzLoss`, as a multiple of the zones. */
  readonly ceiling: number;
}

/** The need that decides a group's maximum size. */
export interface GroupNeed extends FleetNeed {
  readonly concurrentUsers: number;
  /** The event that needs the most; absent when it is the usual peak. */
  readonly event?: string;
}

/**
 * Whole users that fit the memory of one instance. A user's MB counts as a MiB, 5 % more than it is.
 * @throws RangeError when not a single user fits.
 */
export function usersByMemory(workload: Workload, sizing: Sizing): number {
  const { memoryMib } = instanceType(sizing.instanceType);
  const users = roundDown((memoryMib - sizing.osReserveMb) / workload.memoryMbPerUser);
  if (users < 1) {
    throw new RangeError(
      `a user's ${workload.memoryMbPerUser} MB do not fit a ${sizing.instanceType}, whose ${memoryMib} MiB less ` +
        `${sizing.osReserveMb} for the operating system leave ${Math.max(0, memoryMib - sizing.osReserveMb)}`,
    );
  }
  return users;
}

/** @throws RangeError when not a single user fits an instance. */
export function instanceNeed(concurrentUsers: number, workload: Workload, sizing: Sizing): InstanceNeed {
  const { vcpus } = instanceType(sizing.instanceType);
  const busyVcpus =
    (requestsPerSecond(concurrentUsers, workload) * workload.cpuMillisecondsPerRequest) / 1000;
  const byUsersMax = roundUp(concurrentUsers / workload.usersPerInstance.min);
  const byMemory = roundUp(concurrentUsers / usersByMemory(workload, sizing));
  const byCpu = roundUp(busyVcpus / (vcpus * (sizing.scaleOutCpuPercent / 100)));
  const required = Math.max(byUsersMax, byMemory, byCpu);
  return {
    byUsersMin: roundUp(concurrentUsers / workload.usersPerInstance.max),
    byUsersMax,
    byMemory,
    byCpu,
    required,
    binding: required === byUsersMax ? "users" : required === byMemory ? "memory" : "cpu",
  };
}

/** @throws RangeError when not a single user fits an instance, or there is only one zone to lose. */
export function fleetNeed(concurrentUsers: number, workload: Workload, sizing: Sizing): FleetNeed {
  const zones = sizing.availabilityZones;
  if (zones < 2)
    throw new RangeError(`${zones} Availability Zone: at least 2 are needed to survive the loss of one`);
  const need = instanceNeed(concurrentUsers, workload, sizing);
  const withBuffer = roundUp(need.required * (1 + workload.bufferShare));
  const withAzLoss = roundUp(need.required / (zones - 1)) * zones;
  return {
    ...need,
    withBuffer,
    withAzLoss,
    ceiling: roundUpToMultiple(Math.max(withBuffer, withAzLoss), zones),
  };
}

/**
 * Instances that a group must be able to grow to: for the usual peak or the event that needs the most. The plan and
 * the policies both ask this function, each from the declared workload.
 * @throws RangeError when not a single user fits an instance, or there is only one zone to lose.
 */
export function instancesNeeded(workload: Workload, sizing: Sizing): GroupNeed {
  const needAt = (multiplier: number) => {
    const concurrentUsers = usersAt(multiplier, workload);
    return { concurrentUsers, ...fleetNeed(concurrentUsers, workload, sizing) };
  };
  const events = workload.events.map((event): GroupNeed => ({
    event: event.name,
    ...needAt(event.multiplier),
  }));
  return events.reduce((most, need) => (need.ceiling > most.ceiling ? need : most), needAt(1));
}
