import { type AlarmMetric, alarmType, expressionOf, metricsOf } from "../../model/alarm";
import { show } from "../../model/show";
import { type Finding, rule, undecided } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { isText, judge, type Unknown, unknown } from "../../model/value";
import { type Quotient, quotientOf } from "./quotient";
import { isWithin, type Unit, unitOf } from "./units";

export const thresholdUnit = rule({
  name: "alarm-threshold-unit",
  description: "An alarm's threshold is in the unit of its metric",
  cannotKnow: "Units of metrics of one's own namespaces; whether a threshold is a good one",
  severity: "high",
  requirement: "D3",
  sources: [],
  *check(stack) {
    for (const alarm of stack.ofType(alarmType)) {
      const metrics = metricsOf(alarm);
      if (metrics === unknown) {
        yield undecided(alarm, "metrics not known yet");
        continue;
      }
      const empty = metrics.filter(asksForAnotherUnit);
      const unit = comparedIn(alarm, metrics);
      if (empty.length > 0) yield withoutData(alarm, empty);
      else if (unit === unknown) yield undecided(alarm, "a metric or unit not known yet");
      else if (unit) yield compared(alarm, unit);
    }
  },
});

/** Whether a metric is asked for in a unit that it is not published in: CloudWatch has no such data. */
function asksForAnotherUnit(metric: AlarmMetric): boolean {
  const published = unitOf(metric)?.published;
  return published !== undefined && typeof metric.unit === "string" && !["", published].includes(metric.unit);
}

function withoutData(alarm: Resource, metrics: readonly AlarmMetric[]): Finding {
  return {
    resource: alarm,
    verdict: false,
    found: metrics.map(({ name, unit }) => `unit ${show(unit)} of ${show(name)}`).join("; "),
    required: metrics.map((metric) => `none, or ${unitOf(metric)?.published ?? ""}`).join("; "),
    fix: "leave unit out: it selects data by the unit that it was published in, converts nothing, and in another one there is no data for ever",
  };
}

function compared(alarm: Resource, unit: Unit): Finding {
  const threshold = alarm.get("threshold");
  return {
    resource: alarm,
    verdict: judge(threshold, (known) => typeof known === "number" && isWithin(unit, known)),
    found: `threshold ${show(threshold)}`,
    required: `a threshold in ${unit.unit}`,
    fix: "give the threshold in the metric's unit: an alarm in another one is always on, or never",
  };
}

/** The unit of what an alarm compares with its threshold; none where that is not known, or a band takes its place. */
function comparedIn(alarm: Resource, metrics: readonly AlarmMetric[]): Unit | Unknown | undefined {
  const band = alarm.given("thresholdMetricId");
  if (band === unknown || metrics.some(isOpen)) return unknown;
  if (isText(band)) return undefined;
  const expression = expressionOf(alarm);
  if (expression === unknown) return unknown;
  if (expression !== undefined) {
    const quotient = quotientOf(alarm);
    if (quotient === unknown) return unknown;
    return isShare(quotient, metrics) ? share : undefined;
  }
  const [metric] = metrics;
  // Of a percentile rank such as PR(:0.3), the metric's value is a share of the requests.
  if (metrics.length !== 1 || !metric || show(metric.statistic).startsWith("PR(")) return undefined;
  return unitOf(metric);
}

function isOpen({ namespace, name, statistic, unit }: AlarmMetric): boolean {
  return [namespace, name, statistic, unit].includes(unknown);
}

const share: Unit = {
  unit: "a share, 0 to 1: the expression divides and does not multiply by 100",
  from: 0,
  to: 1,
};

/** Counts that are part of others: over those they are a share, and over anything else they are not. */
const wholes: readonly { part: RegExp; whole: readonly string[] }[] = [
  { part: /^HTTPCode_\w+_Count$|ErrorCount$/, whole: ["RequestCount"] },
  { part: /^Cache(?:Hits|Misses)$/, whole: ["CacheHits", "CacheMisses"] },
];

/** Whether an alarm's expression is the share of a count in its whole, and not made percent. */
function isShare(quotient: Quotient | undefined, metrics: readonly AlarmMetric[]): boolean {
  if (quotient === undefined || quotient.isPercent) return false;
  return wholes.some(
    ({ part, whole }) =>
      whole.every((name) => quotient.divisors.includes(name)) &&
      metrics.every(({ name }) => typeof name === "string" && (part.test(name) || whole.includes(name))),
  );
}
