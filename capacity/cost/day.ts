import { afterStep } from "../scaling";
import type { CapacityPlan } from "../plan";
import { requestsPerSecond, usersAt } from "../traffic";
import type { Workload } from "../workload";
import { secondsPerMonth } from "./hours";

/** Means over a day, which the bill of a month follows from. */
export interface Day {
  readonly users: number;
  readonly rps: number;
  readonly instances: number;
  /** CPU of the instances that serve, percent. */
  readonly cpuPercent: number;
}

/** What of a plan decides how many instances serve. */
type PlannedFleet = Pick<CapacityPlan, "operatingPoint" | "scaling"> & {
  readonly compute: Pick<CapacityPlan["compute"], "peak">;
};

const hours = 24;

/** Of a month of such days. */
export function millionRequests({ rps }: Day): number {
  return (rps * secondsPerMonth) / 1e6;
}

/** The day of a standby that nobody comes to. */
export function idleDay(floor: number): Day {
  return { users: 0, rps: 0, instances: floor, cpuPercent: 0 };
}

/** Users at an hour: one wave a day, from the baseline at midnight to the peak at noon and back. */
function usersAtHour(hour: number, workload: Workload): number {
  const rise = (1 - Math.cos((2 * Math.PI * hour) / hours)) / 2;
  const { baselineConcurrentUsers: baseline } = workload;
  return baseline + (usersAt(1, workload) - baseline) * rise;
}

/** The instances of each hour are those of its users at the operating point, half a step of scaling above on average. */
export function dayOf(
  { operatingPoint, compute, scaling }: PlannedFleet,
  workload: Workload,
  { min, max }: { readonly min: number; readonly max: number },
): Day {
  const each = Array.from({ length: hours }, (_, hour) => {
    const users = usersAtHour(hour, workload);
    const needed = Math.ceil(users / operatingPoint.users);
    const above = (needed + afterStep(needed, scaling.leastScaleOut)) / 2;
    const most = Math.max(min, Math.min(max, compute.peak.reached));
    return { users, instances: needed <= min ? min : Math.min(most, above) };
  });
  const mean = (of: (hour: (typeof each)[number]) => number) =>
    each.reduce((sum, hour) => sum + of(hour), 0) / hours;
  const users = mean((hour) => hour.users);
  const instances = mean((hour) => hour.instances);
  return {
    users,
    rps: requestsPerSecond(users, workload),
    instances,
    cpuPercent: (users / instances / operatingPoint.usersBy.cpu) * operatingPoint.cpuPercent,
  };
}
