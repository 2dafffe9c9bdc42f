import { type Constraint, operatingPoint, type Utilisation, utilisationWith } from "./operating-point";
import type { Sizing } from "./sizing";
import { requestsPerSecond } from "./traffic";
import type { Workload } from "./workload";

/** What an instance stands at while it serves a number of users. */
export interface InstanceLoad extends Utilisation {
  /** The constraint by which it serves no more. */
  readonly binding: Constraint;
  readonly requestsPerMinute: number;
}

/**
 * With as many users as the plan gives to an instance: see {@link operatingPoint}.
 * @throws RangeError when not a single user fits its memory.
 */
export function plannedLoad(workload: Workload, sizing: Sizing): InstanceLoad {
  const { users, binding } = operatingPoint(workload, sizing);
  return loadOf(users, binding, workload, sizing);
}

/** How far beyond its operating point a fleet may begin to grow. */
const tolerance = 0.1;

/**
 * With as many users as an instance may have before its group grows at the latest: a little more than the operating point
 * allows by memory, CPU and latency, and no more than the best measured.
 * @throws RangeError when not a single user fits its memory.
 */
export function latestLoad(workload: Workload, sizing: Sizing): InstanceLoad {
  const { usersBy } = operatingPoint(workload, sizing);
  const { memory, cpu, latency = Number.POSITIVE_INFINITY } = usersBy;
  const limits: readonly [Constraint, number][] = [
    ["users", workload.usersPerInstance.max],
    ["memory", memory * (1 + tolerance)],
    ["cpu", cpu * (1 + tolerance)],
    ["latency", latency * (1 + tolerance)],
  ];
  const [binding, users] = limits.reduce((least, limit) => (limit[1] < least[1] ? limit : least));
  return loadOf(users, binding, workload, sizing);
}

function loadOf(users: number, binding: Constraint, workload: Workload, sizing: Sizing): InstanceLoad {
  return {
    ...utilisationWith(users, workload, sizing),
    binding,
    requestsPerMinute: requestsPerSecond(users, workload) * 60,
  };
}
