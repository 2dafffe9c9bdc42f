import { type AlarmMetric, alarmType, directionOf, expressionOf, metricsOf } from "../../model/alarm";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import {
  every,
  isText,
  judge,
  some,
  type Unknown,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { evaluateMath } from "../../../simulation/metric-math";
import { adds, policyType } from "./scaling-policy";

/** What follows the load of an instance; any other metric may follow anything. */
export type ScalingMetric = "cpu" | "memory" | "requests";
/** Percent of CPU and of memory, requests a minute. */
export type Load = Readonly<Record<ScalingMetric, number>>;
type Followed = ScalingMetric | "other" | Unknown;

export const idle: Load = { cpu: 0, memory: 0, requests: 0 };

/** Sources: EC2 Auto Scaling API, `PredefinedMetricSpecification`; CloudWatch agent; ALB metrics. Read 2026-11-25. */
const predefined = new Map<Value, ScalingMetric>([
  ["ASGAverageCPUUtilization", "cpu"],
  ["ALBRequestCountPerTarget", "requests"],
]);
const published = new Map<string, ScalingMetric>([
  ["AWS/EC2 CPUUtilization", "cpu"],
  ["CWAgent mem_used_percent", "memory"],
  ["AWS/ApplicationELB RequestCountPerTarget", "requests"],
]);

/** What sets a scaling policy off. */
export interface Trigger {
  readonly policy: Resource;
  /** The alarm; or the policy itself, which has alarms of its own where it tracks a target. */
  readonly source: Resource;
  /** Whether the policy is the group's, and this sets it off. */
  readonly sure: Verdict;
  readonly metrics: readonly Followed[];
  readonly direction: "above" | "below" | Unknown | undefined;
  readonly threshold: number | Unknown;
  /**
   * What is compared with the threshold at a load; unknown also where nobody can say what it follows, and none where it has
   * no value.
   */
  readonly valueAt: (load: Load) => number | Unknown | undefined;
}

/** All that sets off the scaling policies of a group. */
export function triggersOf(group: Resource, stack: Stack): Trigger[] {
  return stack
    .referring(policyType, group, "autoscalingGroupName")
    .flatMap(({ resource, sure }) =>
      triggersOfPolicy(resource, stack).map((trigger) => ({ ...trigger, sure: every([sure, trigger.sure]) })),
    );
}

/** Whether something sets off a policy that adds instances to a group as its load rises. */
export function growsByItself(stack: Stack, group: Resource): Verdict {
  return some(
    triggersOf(group, stack).map(({ sure, policy, direction }) =>
      every([sure, adds(policy), judge(direction, (known) => known === "above")]),
    ),
  );
}

/** Whether a trigger is on at a load; or is where its threshold is raised by so much. */
export function isOn({ direction, threshold, valueAt }: Trigger, load: Load, raised = 0): Verdict {
  const value = valueAt(load);
  if (value === unknown || threshold === unknown) return unknown;
  if (direction !== "above" && direction !== "below") return unknown;
  if (value === undefined) return false;
  return direction === "above" ? value >= threshold + raised : value < threshold + raised;
}

/** The load by a metric that a trigger goes off at; unknown too where it looks at other metrics besides. */
export function limitOf({ metrics, threshold, valueAt }: Trigger, metric: ScalingMetric): number | Unknown {
  const factor = valueAt({ ...idle, [metric]: 1 });
  const isPlain = metrics.length === 1 && typeof factor === "number" && factor > 0;
  return isPlain && threshold !== unknown ? threshold / factor : unknown;
}

function triggersOfPolicy(policy: Resource, stack: Stack): Trigger[] {
  const type = policy.get("policyType");
  if (type === "TargetTrackingScaling") return [targetOf(policy)];
  const alarms = stack.referring(alarmType, policy, "alarmActions");
  if (type === unknown) {
    const possible = alarms.map(({ resource }): Trigger => ({ ...alarmOf(policy, resource), sure: unknown }));
    return [untold(policy, unknown), ...possible];
  }
  // A forecast adds what the past tells; an alarm may be in another stack.
  if (type === "PredictiveScaling" || alarms.length === 0) return [untold(policy, "other")];
  return alarms.map(({ resource, sure }) => ({ ...alarmOf(policy, resource), sure }));
}

function untold(policy: Resource, metric: Followed): Trigger {
  return {
    policy,
    source: policy,
    sure: true,
    metrics: [metric],
    direction: unknown,
    threshold: unknown,
    valueAt: () => unknown,
  };
}

function targetOf(policy: Resource): Trigger {
  const tracking = "targetTrackingConfiguration";
  const type = policy.get(tracking, "predefinedMetricSpecification", "predefinedMetricType");
  const [namespace, name] = ["namespace", "metricName"].map((property) =>
    policy.get(tracking, "customizedMetricSpecification", property),
  );
  const metric = type === unknown ? unknown : (predefined.get(type) ?? followedBy({ namespace, name }));
  return {
    policy,
    source: policy,
    sure: true,
    metrics: [metric],
    direction: "above",
    threshold: policy.number(tracking, "targetValue") ?? unknown,
    valueAt: (load) => (metric === "other" || metric === unknown ? unknown : load[metric]),
  };
}

function alarmOf(policy: Resource, alarm: Resource): Trigger {
  const metrics = metricsOf(alarm);
  return {
    policy,
    source: alarm,
    sure: true,
    metrics: metrics === unknown ? [unknown] : metrics.map(followedBy),
    direction: directionOf(alarm),
    threshold: alarm.number("threshold") ?? unknown,
    valueAt: (load) => valueOf(alarm, metrics, load),
  };
}

/** What an alarm compares with its threshold. */
function valueOf(
  alarm: Resource,
  metrics: readonly AlarmMetric[] | Unknown,
  load: Load,
): number | Unknown | undefined {
  const expression = expressionOf(alarm);
  if (metrics === unknown || expression === unknown) return unknown;
  const values = metrics.map((metric) => metricAt(metric, load));
  if (expression === undefined) return values.length === 1 ? values[0] : unknown;
  const series = metrics.map(({ id }, at) => [isText(id) ? id : "", [values[at]]] as const);
  const known = series.filter((it): it is [string, [number]] => typeof it[1][0] === "number");
  if (known.length < series.length) return unknown;
  try {
    return evaluateMath(expression, Object.fromEntries(known))[0];
  } catch (error) {
    // Metric math knows more than is read here.
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}

function metricAt(metric: AlarmMetric, load: Load): number | Unknown {
  const followed = followedBy(metric);
  if (followed === unknown || followed === "other") return unknown;
  if (followed !== "requests") return load[followed];
  // A sum over the period, by what CloudWatch documents of RequestCountPerTarget.
  return typeof metric.period === "number" ? (load.requests * metric.period) / 60 : unknown;
}

function followedBy({ namespace, name }: Readonly<Record<"namespace" | "name", Value>>): Followed {
  if (namespace === unknown || name === unknown) return unknown;
  return published.get(`${show(namespace)} ${show(name)}`) ?? "other";
}
