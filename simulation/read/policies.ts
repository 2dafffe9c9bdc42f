import type {
  AdjustmentType,
  Measure,
  PredictivePolicy,
  ScalingPolicy,
  StepPolicy,
  TrackingPolicy,
} from "../fleet";
import { canMeasure } from "../measures";
import { alarmType, nameOf, termOf, type Watched } from "./alarms";
import { at, list, numberOf, type StackResource, type StackResources, textOf } from "./resources";

export const policyType = "aws:autoscaling/policy:Policy";

/** What AWS calls metrics that it watches for a target. */
const predefined: Readonly<Record<string, Measure>> = {
  ASGAverageCPUUtilization: measureOf("AWS/EC2", "CPUUtilization"),
  ALBRequestCountPerTarget: measureOf("AWS/ApplicationELB", "RequestCountPerTarget"),
};

/** What the policies of a group are read with. */
export interface PolicyContext {
  readonly stack: StackResources;
  readonly watched: Watched;
  /** Of the group; policies may have their own. */
  readonly warmupSeconds: number;
  readonly cooldownSeconds: number;
}

/** A scaling policy; undefined for one that follows what is not simulated. */
export function policyOf(context: PolicyContext, policy: StackResource): ScalingPolicy | undefined {
  const { properties } = policy;
  if (properties.enabled === false) return undefined;
  const type = textOf(properties.policyType) ?? "SimpleScaling";
  if (type === "TargetTrackingScaling") return trackingOf(context, policy);
  if (type === "PredictiveScaling") return predictiveOf(policy);
  return stepOf(context, policy, type === "SimpleScaling");
}

function stepOf(
  { stack, warmupSeconds, cooldownSeconds }: PolicyContext,
  policy: StackResource,
  isSimple: boolean,
): StepPolicy {
  const { properties } = policy;
  const amount = numberOf(properties.scalingAdjustment) ?? 0;
  const steps = list(properties.stepAdjustments).map((step) => ({
    lower: numberOf(at(step, "metricIntervalLowerBound")) ?? -Infinity,
    upper: numberOf(at(step, "metricIntervalUpperBound")) ?? Infinity,
    amount: numberOf(at(step, "scalingAdjustment")) ?? 0,
  }));
  const alarms = stack
    .ofType(alarmType)
    .filter((alarm) => stack.names(alarm, "alarmActions", alarm.properties.alarmActions, policy));
  return {
    kind: "step",
    name: policy.name,
    type: (textOf(properties.adjustmentType) ?? "ChangeInCapacity") as AdjustmentType,
    atLeast: numberOf(properties.minAdjustmentMagnitude) ?? 1,
    steps: isSimple ? [{ lower: -Infinity, upper: Infinity, amount }] : steps,
    warmupSeconds: numberOf(properties.estimatedInstanceWarmup) ?? warmupSeconds,
    ...(isSimple && { cooldownSeconds: numberOf(properties.cooldown) ?? cooldownSeconds }),
    alarms: alarms.map((alarm) => nameOf(alarm)),
  };
}

function trackingOf(context: PolicyContext, policy: StackResource): TrackingPolicy | undefined {
  const tracking = policy.properties.targetTrackingConfiguration;
  const name = textOf(at(tracking, "predefinedMetricSpecification", "predefinedMetricType"));
  const target = numberOf(at(tracking, "targetValue"));
  const measure =
    name === undefined
      ? customMeasure(context, policy, at(tracking, "customizedMetricSpecification"))
      : predefined[name];
  if (!measure || target === undefined || !canMeasure(measure)) return undefined;
  return {
    kind: "tracking",
    name: policy.name,
    measure,
    target,
    warmupSeconds: numberOf(policy.properties.estimatedInstanceWarmup) ?? context.warmupSeconds,
    scalesIn: at(tracking, "disableScaleIn") !== true,
  };
}

function customMeasure(
  { stack, watched }: PolicyContext,
  policy: StackResource,
  metric: unknown,
): Measure | undefined {
  const property = "targetTrackingConfiguration";
  const queries = list(at(metric, "metrics"));
  if (queries.length === 0) {
    const term = termOf(stack, policy, property, metric, "value", watched);
    return term && { terms: [term] };
  }
  const metrics = queries.filter((query) => at(query, "metricStat") !== undefined);
  const terms = metrics.flatMap((query) => {
    const stat = at(query, "metricStat");
    const source = { ...(at(stat, "metric") as object), stat: at(stat, "stat"), period: at(stat, "period") };
    return termOf(stack, policy, property, source, textOf(at(query, "id")) ?? "", watched) ?? [];
  });
  const returned = queries.find((query) => at(query, "returnData") !== false);
  const expression = textOf(at(returned, "expression")) ?? textOf(at(returned, "id"));
  return terms.length < metrics.length || expression === undefined ? undefined : { terms, expression };
}

const forecast: Readonly<Record<string, PredictivePolicy["metric"]>> = {
  ASGCPUUtilization: "cpu",
  ASGAverageCPUUtilization: "cpu",
  ALBRequestCount: "requestsPerTarget",
  ALBRequestCountPerTarget: "requestsPerTarget",
};

/** A forecast that only tells changes nothing, nor does one of a metric that the simulation lacks. */
function predictiveOf({ name, properties }: StackResource): PredictivePolicy | undefined {
  const predictive = properties.predictiveScalingConfiguration;
  if (textOf(at(predictive, "mode")) !== "ForecastAndScale") return undefined;
  const specification = at(predictive, "metricSpecification");
  const metric = ["predefinedMetricPairSpecification", "predefinedLoadMetricSpecification"]
    .map((key) => forecast[textOf(at(specification, key, "predefinedMetricType")) ?? ""])
    .find((it) => it !== undefined);
  const target = numberOf(at(specification, "targetValue"));
  if (metric === undefined || target === undefined) return undefined;
  const bufferSeconds = numberOf(at(predictive, "schedulingBufferTime")) ?? 300;
  return { kind: "predictive", name, metric, target, bufferSeconds };
}

function measureOf(namespace: string, metric: string): Measure {
  const statistic = metric === "RequestCountPerTarget" ? "Sum" : "Average";
  return { terms: [{ id: "value", namespace, metric, statistic, periodSeconds: 60 }] };
}
