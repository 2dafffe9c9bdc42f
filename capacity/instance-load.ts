import { instanceType } from "./catalogue/instance-types";
import { type Constraint, usersByMemory } from "./compute";
import type { Sizing } from "./sizing";
import { requestsPerSecond } from "./traffic";
import type { Workload } from "./workload";

/** What an instance stands at while it serves a number of users. */
export interface InstanceLoad {
  readonly users: number;
  /** The constraint by which it serves no more. */
  readonly binding: Constraint;
  readonly cpuPercent: number;
  /** The operating system's reserve included. */
  readonly memoryPercent: number;
  readonly requestsPerMinute: number;
}

/**
 * With as many users as the plan gives to an instance: those of the worst measured, that fit its memory, with CPU at the
 * scale-out threshold.
 * @throws RangeError when not a single user fits its memory.
 */
export function plannedLoad(workload: Workload, sizing: Sizing): InstanceLoad {
  return loadOf(workload, sizing, workload.usersPerInstance.min, sizing.scaleOutCpuPercent);
}

/**
 * With as many users as an instance can have at all: those of the best measured, until its memory or CPU is used up.
 * @throws RangeError when not a single user fits its memory.
 */
export function fullLoad(workload: Workload, sizing: Sizing): InstanceLoad {
  return loadOf(workload, sizing, workload.usersPerInstance.max, 100);
}

function loadOf(
  workload: Workload,
  sizing: Sizing,
  usersMeasured: number,
  mostCpuPercent: number,
): InstanceLoad {
  const { vcpus, memoryMib } = instanceType(sizing.instanceType);
  const cpuPercentPerUser =
    (requestsPerSecond(1, workload) * workload.cpuMillisecondsPerRequest) / (10 * vcpus);
  const limits: readonly { binding: Constraint; users: number }[] = [
    { binding: "users", users: usersMeasured },
    { binding: "memory", users: usersByMemory(workload, sizing) },
    { binding: "cpu", users: mostCpuPercent / cpuPercentPerUser },
  ];
  const { users, binding } = limits.reduce((least, limit) => (limit.users < least.users ? limit : least));
  return {
    users,
    binding,
    cpuPercent: users * cpuPercentPerUser,
    memoryPercent: ((sizing.osReserveMb + users * workload.memoryMbPerUser) / memoryMib) * 100,
    requestsPerMinute: requestsPerSecond(users, workload) * 60,
  };
}
