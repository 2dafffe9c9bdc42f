import { roundUp } from "./arithmetic";
import { operatingPoint } from "./operating-point";
import { instanceBootSeconds, minutesOut } from "./scaling";
import type { Sizing } from "./sizing";
import { usersOf } from "./traffic";
import type { Workload } from "./workload";

/** A minute until a metric's period is over, and one until CloudWatch has it. */
const metricMinutes = 2;
/** Two health checks of the load balancer in a row, 10 s apart. */
const registrationSeconds = 20;
/** Room that an instance is taken to have at least, as a share of its users: the figures are no more exact. */
const leastRoom = 0.1;
/** Minutes from when the load passes a threshold until the instances that this starts serve. */
export const reactionMinutes = metricMinutes + minutesOut + (instanceBootSeconds + registrationSeconds) / 60;

/** Users that come in a minute of the fastest declared rise, on average; 0 where none is declared. */
export function risePerMinute(workload: Workload): number {
  const { peakConcurrent, baselineConcurrent } = usersOf(workload);
  if (workload.rampHours === undefined) return 0;
  return Math.max(0, peakConcurrent - baselineConcurrent) / (workload.rampHours * 60);
}

/**
 * Instances that take up the fastest declared rise without a step of scaling, until new ones serve: each has room for the users
 * between its operating point and what it holds at all. A floor by hand for those who would rather pay than wait; 0 where no
 * rise is declared.
 */
export function floorForRise(
  workload: Workload,
  sizing: Sizing,
  { users, full } = operatingPoint(workload, sizing),
): number {
  const room = Math.max(full.users - users, leastRoom * users);
  return roundUp((risePerMinute(workload) * reactionMinutes) / room);
}
