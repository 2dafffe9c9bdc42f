import {
  type Adjustment,
  largestScaleIn,
  type ScaleIn,
  scaleInLimit,
  scaleInMargin,
} from "../../../capacity";
import { type Finding, rule, undecided } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { not, read, some, type Unknown, unknown, type Value } from "../../model/value";
import { groupType } from "../availability/group";
import { adds } from "./scaling-policy";
import { idle, isOn, limitOf, type ScalingMetric, type Trigger, triggersOf } from "./trigger";

export const scaleInStaysClear = rule<{ marginPercent: number }>({
  name: "scale-in-clear-of-scale-out",
  description:
    "What is left of a group after it has scaled in takes over the load, and does not scale out again",
  cannotKnow: "How unevenly the load is spread over the instances; policies of another stack",
  severity: "high",
  requirement: "B4",
  sources: [],
  settings: {
    marginPercent: {
      default: scaleInMargin * 100,
      minimum: 0,
      maximum: 99,
      description: "How far below the scale-out threshold the load stays, percent of the threshold",
    },
  },
  *check(stack, { marginPercent }) {
    for (const group of stack.ofType(groupType)) {
      for (const { source } of unclear(group, stack)) yield undecided(source, "metrics not known yet");
      for (const { into, out, metric } of pairsOf(group, stack)) {
        for (const step of stepsOf(into.policy)) {
          const removed = removedBy(step, group);
          const limit = limitOf(out, metric);
          if (removed === unknown || limit === unknown) {
            yield undecided(into.source, "steps, sizes or thresholds not known yet");
          } else if (removed.to < removed.from) {
            yield {
              resource: into.source,
              ...judgeStep({ into, out, metric, step, removed, limit, marginPercent }),
            };
          }
        }
      }
    }
  },
});

/** A trigger that removes instances, and one that adds some, on the same metric. */
interface Pair {
  readonly into: Trigger;
  readonly out: Trigger;
  readonly metric: ScalingMetric;
}

/** A step of a scaling policy. */
interface Step {
  /** None where it changes nothing. */
  readonly adjustment: Adjustment | Unknown | undefined;
  /** What the metric is at most when it is taken, relative to the alarm's threshold. */
  readonly upperBound: number | Unknown;
}

/** What adds instances of a group, and what removes some. */
function triggersBothWays(group: Resource, stack: Stack) {
  const triggers = triggersOf(group, stack);
  return {
    outs: triggers.filter(({ direction, policy }) => direction !== "below" && adds(policy) !== false),
    ins: triggers.filter(({ direction, policy, source }) => direction !== "above" && source !== policy),
  };
}

/** What removes instances by a metric that is not known, or that may be the one by which some are added. */
function unclear(group: Resource, stack: Stack): Trigger[] {
  const { ins, outs } = triggersBothWays(group, stack);
  const isUnclear = ({ metrics }: Trigger) => metrics.includes(unknown);
  return outs.length === 0 ? [] : outs.some(isUnclear) ? ins : ins.filter(isUnclear);
}

function pairsOf(group: Resource, stack: Stack): Pair[] {
  const { ins, outs } = triggersBothWays(group, stack);
  return ins.flatMap((into) =>
    outs.flatMap((out) =>
      measured
        .filter((metric) => [into, out].every(({ metrics }) => metrics.includes(metric)))
        .map((metric) => ({ into, out, metric })),
    ),
  );
}

const measured: readonly ScalingMetric[] = ["cpu", "memory", "requests"];
const units = { cpu: "% CPU", memory: "% memory", requests: "requests a minute" };

function judgeStep({
  into,
  out,
  metric,
  step: { upperBound },
  removed,
  limit,
  marginPercent,
}: Pair & { step: Step; removed: ScaleIn; limit: number; marginPercent: number }): Omit<Finding, "resource"> {
  const before = scaleInLimit(limit, removed, marginPercent / 100);
  const removes = upperBound === unknown ? unknown : isOn(into, { ...idle, [metric]: before }, upperBound);
  const load = `${round(before)} ${units[metric]}`;
  return {
    verdict: some([not(removes), not(into.sure), not(out.sure)]),
    found: `at ${load} it removes instances: of ${removed.from} it leaves ${removed.to}, which stand at ${round((before * removed.from) / removed.to)} then, and ${out.source.name} adds instances at ${round(limit)}`,
    required: `no instance removed at ${load} or more: what is left of the smallest group stays ${marginPercent} % below ${round(limit)} then`,
    fix: "lower the threshold below which instances are removed, remove fewer at a time, or raise the group's minSize",
    platformFix: "platform:compute.scaling.scaleInCpuPercent",
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What a step takes from the group at worst. */
function removedBy({ adjustment }: Step, group: Resource): ScaleIn | Unknown {
  const minSize = group.number("minSize");
  const maxSize = group.number("maxSize");
  if (adjustment === unknown || minSize === unknown || maxSize === unknown) return unknown;
  return largestScaleIn(adjustment ?? nothing, minSize ?? 0, maxSize ?? 0);
}

const nothing: Adjustment = { type: "ChangeInCapacity", amount: 0 };

/** The steps of a step scaling policy; a simple one has one. */
function stepsOf(policy: Resource): readonly Step[] {
  const type = policy.get("adjustmentType");
  const atLeast = policy.get("minAdjustmentMagnitude");
  const steps = policy.list("stepAdjustments");
  if (steps === unknown) return [{ adjustment: unknown, upperBound: unknown }];
  if (steps.length === 0) {
    return [{ adjustment: adjustmentOf(type, policy.get("scalingAdjustment"), atLeast), upperBound: 0 }];
  }
  return steps.map((step) => ({
    adjustment: adjustmentOf(type, read(step, "scalingAdjustment"), atLeast),
    upperBound: boundOf(read(step, "metricIntervalUpperBound")),
  }));
}

function adjustmentOf(type: Value, amount: Value, atLeast: Value): Step["adjustment"] {
  if (type === unknown || amount === unknown || atLeast === unknown) return unknown;
  const known = adjustmentTypes.find((name) => name === type);
  if (known === undefined || typeof amount !== "number") return undefined;
  return { type: known, amount, ...(typeof atLeast === "number" && { atLeast }) };
}

const adjustmentTypes = ["ChangeInCapacity", "PercentChangeInCapacity", "ExactCapacity"] as const;

/** An alarm that goes off below its threshold takes no step above it. */
function boundOf(upperBound: Value): number | Unknown {
  if (upperBound === unknown) return unknown;
  const bound = typeof upperBound === "string" && upperBound !== "" ? Number(upperBound) : 0;
  return bound < 0 ? bound : 0;
}
