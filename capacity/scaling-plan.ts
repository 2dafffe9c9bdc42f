import { roundDown } from "./arithmetic";
import { operatingPoint } from "./operating-point";
import {
  largestScaleIn,
  leastScaleOut,
  minutesIn,
  minutesOut,
  scaleInLimit,
  scaleInMargin,
  scaleInStep,
  type ScaleOutStep,
  scaleOutSteps,
} from "./scaling";
import type { Sizing } from "./sizing";
import { requestsPerSecond } from "./traffic";
import type { Workload } from "./workload";

/** By what a group grows and shrinks. All of it follows from the operating point. */
export interface ScalingPlan {
  /** Out above either, percent. */
  readonly scaleOutPercent: { readonly cpu: number; readonly memory: number };
  /** In below both, percent. */
  readonly scaleInPercent: { readonly cpu: number; readonly memory: number };
  readonly scaleOutSteps: readonly ScaleOutStep[];
  /** Fewest instances that a step out adds. */
  readonly leastScaleOut: number;
  /** Minutes that a metric is above, or below, before a step is taken. */
  readonly minutesOut: number;
  readonly minutesIn: number;
  /** Requests of an instance in a minute, to be held in place of all these. */
  readonly requestsPerTargetPerMinute: number;
}

export const defaultScaleInCpuPercent = 30;

/**
 * @param fleet sizes between which the group moves.
 * @throws RangeError when an instance cannot hold a single user.
 */
export function scalingPlan(
  workload: Workload,
  sizing: Sizing,
  fleet: { readonly min: number; readonly max: number },
  point = operatingPoint(workload, sizing),
): ScalingPlan {
  const { users, memoryPercent, cpuPercent } = point;
  const step = largestScaleIn(scaleInStep, fleet.min, fleet.max);
  return {
    scaleOutPercent: { cpu: cpuPercent, memory: memoryPercent },
    scaleInPercent: {
      cpu: Math.min(
        sizing.scaleInCpuPercent ?? defaultScaleInCpuPercent,
        scaleInLimit(cpuPercent, step, scaleInMargin),
      ),
      memory: Math.floor(scaleInLimit(memoryPercent, step, scaleInMargin)),
    },
    scaleOutSteps,
    leastScaleOut: leastScaleOut(sizing),
    minutesOut,
    minutesIn,
    requestsPerTargetPerMinute:
      sizing.requestsPerTargetPerMinute ?? roundDown(requestsPerSecond(users, workload) * 60 * 10) / 10,
  };
}
