import {
  type CapacityPlan,
  largestScaleIn,
  plannedLoad,
  scaleInLimit,
  scaleInMargin,
  scaleInStep,
} from "../../capacity";
import { type Sized, sizingOf } from "../environment";
import { valueAt } from "../problems";
import { problem, type Relation } from "./problem";

const scalingKey = ["platform:compute", "scaling"];
const metricKey = [...scalingKey, "metric"];
const rateKey = [...scalingKey, "requestsPerTargetPerMinute"];

/** Requests per target are held at a number, and counted by an Application Load Balancer only. */
export function scalingMetric(values: unknown): Relation[] {
  if (valueAt(values, metricKey) !== "requestsPerTarget") return [];
  return [
    ...(valueAt(values, rateKey) === undefined
      ? problem(
          values,
          rateKey,
          "requests a minute that one instance serves, since the metric is requestsPerTarget",
        )
      : []),
    ...(valueAt(values, ["platform:loadBalancer", "type"]) === "network"
      ? problem(
          values,
          metricKey,
          "cpu, since platform:loadBalancer.type is network, which counts no requests",
        )
      : []),
  ];
}

/** A group that scales before its instances are full, and does not grow again after it has scaled in. */
export function scalingLimits(values: unknown, environment: Sized, plan: CapacityPlan): Relation[] {
  return environment.compute.scaling.metric === "cpu"
    ? clearOfScaleOut(values, environment, plan)
    : requestsServed(values, environment);
}

function requestsServed(values: unknown, environment: Sized): Relation[] {
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

function clearOfScaleOut(values: unknown, { compute }: Sized, plan: CapacityPlan): Relation[] {
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

/** Rounded down, so that what is proposed is allowed. */
function readable(figure: number): number {
  return Math.floor(figure * 10 + 1e-6) / 10;
}
