import { roundUp } from "./arithmetic";
import { operatingPoint } from "./operating-point";
import { instanceBootSeconds, minutesOut } from "./scaling";
import type { Sizing } from "./sizing";
import { usersOf } from "./traffic";
import type { Workload } from "./workload";

/** A minute until a metric's period is over, and one until CloudWatch has it. */
export const metricMinutes = 2;
/** Two health checks of the load balancer in a row, 10 s apart. */
export const registrationSeconds = 20;
/** Minutes from when the load passes a threshold until the instances that this starts serve. */
export const reactionMinutes = metricMinutes + minutesOut + (instanceBootSeconds + registrationSeconds) / 60;

/** A rise may begin with a metric's minute, or within it: then the threshold is passed in that minute at the earliest. */
const minuteBegun = 1;

/**
 * Fewest instances from which scaling keeps up with the fastest declared rise, half a cosine wave from the baseline to the
 * peak: when all of them are at the operating point, those that this starts serve before the others are full. Else the rise
 * overtakes the first steps of scaling, and a larger floor has to meet it. 0 where no rise is declared.
 */
export function floorForRise(
  workload: Workload,
  sizing: Sizing,
  { users, full } = operatingPoint(workload, sizing),
): number {
  const { peakConcurrent: peak, baselineConcurrent: baseline } = usersOf(workload);
  if (workload.rampHours === undefined || peak <= baseline) return 0;
  const ramp = workload.rampHours * 60;
  const usersAt = (minute: number) =>
    baseline + ((peak - baseline) * (1 - Math.cos((Math.PI * Math.min(minute, ramp)) / ramp))) / 2;
  const minuteOf = (count: number) =>
    (ramp * Math.acos(1 - (2 * Math.max(0, count - baseline)) / (peak - baseline))) / Math.PI;
  const keepsUp = (instances: number) => {
    const passed = Math.max(minuteBegun, minuteOf(instances * users));
    return instances * users >= peak || usersAt(passed + reactionMinutes) <= instances * full.users;
  };
  let instances = Math.max(1, roundUp(baseline / users));
  while (!keepsUp(instances)) instances += 1;
  return instances;
}
