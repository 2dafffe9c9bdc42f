import {
  type CapacityPlan,
  largestScaleIn,
  plannedLoad,
  scaleInLimit,
  scaleInMargin,
  scaleInStep,
} from "../../capacity";
import type { SizedEnvironment } from "../environment";
import { sizingOf } from "../sizing";
import { type FoundProblem, valueAt } from "../problems";
import { problem } from "./problem";

const scalingKey = ["platform:compute", "scaling"];
const metricKey = [...scalingKey, "metric"];
const rateKey = [...scalingKey, "requestsPerTargetPerMinute"];

/** Requests per target are counted by an Application Load Balancer only. */
export function scalingMetric(values: unknown): FoundProblem[] {
  if (valueAt(values, metricKey) !== "requestsPerTarget") return [];
  return valueAt(values, ["platform:loadBalancer", "type"]) === "network"
    ? problem(values, metricKey, "cpu, since platform:loadBalancer.type is network, which counts no requests")
    : [];
}

/** A group that scales before its instances are full, and does not grow again after it has scaled in. */
export function scalingLimits(
  values: unknown,
  environment: SizedEnvironment,
  plan: CapacityPlan,
): FoundProblem[] {
  return environment.compute.scaling.metric === "cpu"
    ? [...clearOfScaleOut(values, environment, plan), ...belowAlarm(values, environment)]
    : requestsServed(values, environment);
}

function requestsServed(values: unknown, environment: SizedEnvironment): FoundProblem[] {
  const { scaling, instanceType } = environment.compute;
  const { requestsPerMinute, users, binding } = plannedLoad(environment.workload, sizingOf(environment));
  const rate = scaling.requestsPerTargetPerMinute;
  if (rate === undefined || rate <= requestsPerMinute) return [];
  return problem(
    values,
    rateKey,
    `at most ${readable(requestsPerMinute)}, the requests of the ${readable(users)} users that the plan gives to a ${instanceType} (by ${binding})`,
  );
}

function clearOfScaleOut(values: unknown, { compute }: SizedEnvironment, plan: CapacityPlan): FoundProblem[] {
  const { scaleInCpuPercent, scaleOutCpuPercent } = compute.scaling;
  const step = largestScaleIn(
    scaleInStep,
    compute.minSize ?? plan.compute.min,
    compute.maxSize ?? plan.compute.max,
  );
  const limit = scaleInLimit(scaleOutCpuPercent, step, scaleInMargin);
  // One above the other is a problem of its own.
  if (scaleInCpuPercent <= limit || scaleInCpuPercent > scaleOutCpuPercent) return [];
  return problem(
    values,
    [...scalingKey, "scaleInCpuPercent"],
    `at most ${readable(limit)}: ${step.to} of ${step.from} instances take over the load then, and stay ${scaleInMargin * 100} % below the ${scaleOutCpuPercent} % at which some are added`,
  );
}

/** A group that grows only where somebody is called already pages on every busy day. */
function belowAlarm(values: unknown, { compute, alarms }: SizedEnvironment): FoundProblem[] {
  const { memoryPercent } = alarms;
  if (compute.scaling.scaleOutMemoryPercent < memoryPercent) return [];
  return problem(
    values,
    [...scalingKey, "scaleOutMemoryPercent"],
    `below ${memoryPercent}, the memory at which alarms.memoryPercent calls somebody`,
  );
}

/** Rounded down, so that what is proposed is allowed. */
function readable(figure: number): number {
  return Math.floor(figure * 10 + 1e-6) / 10;
}
