import type { Resource, Stack } from "./stack";
import {
  asKnown,
  every,
  isText,
  judge,
  read,
  type Unknown,
  unknown,
  type Value,
  type Verdict,
} from "./value";

export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** A metric that an alarm looks at, by itself or as a term of an expression. */
export interface AlarmMetric {
  /** What expressions call it; none where it is the alarm's only metric. */
  readonly id: Value;
  readonly namespace: Value;
  readonly name: Value;
  /** `Sum`, `Average`, `p95` ... */
  readonly statistic: Value;
  /** Seconds. */
  readonly period: Value;
  /** The unit that data has to be published in to count, e.g. `Seconds`; any where none is given. */
  readonly unit: Value;
  /** Where its dimensions are among the alarm's properties. */
  readonly dimensions: readonly [property: string, ...path: (string | number)[]];
}

/** The metrics of an alarm; unknown while it is not known whether it has one or many. */
export function metricsOf(alarm: Resource): readonly AlarmMetric[] | Unknown {
  if (hasOneMetric(alarm)) {
    const statistic = alarm.get("statistic");
    return [
      {
        id: undefined,
        namespace: alarm.get("namespace"),
        name: alarm.get("metricName"),
        statistic: isGiven(statistic) ? statistic : alarm.get("extendedStatistic"),
        period: alarm.get("period"),
        unit: alarm.get("unit"),
        dimensions: ["dimensions"],
      },
    ];
  }
  const queries = alarm.list("metricQueries");
  if (queries === unknown) return unknown;
  return queries.flatMap((query, at) => {
    const metric = read(query, "metric");
    if (metric === undefined || metric === null) return [];
    return [
      {
        id: read(query, "id"),
        namespace: read(metric, "namespace"),
        name: read(metric, "metricName"),
        statistic: read(metric, "stat"),
        period: read(metric, "period"),
        unit: read(metric, "unit"),
        dimensions: ["metricQueries", at, "metric", "dimensions"] as const,
      },
    ];
  });
}

/** Whether a string is given, known or not; what is not set a provider may give as an empty one. */
function isGiven(value: Value): boolean {
  return value === unknown || isText(value);
}

function hasOneMetric(alarm: Resource): boolean {
  return isGiven(alarm.given("metricName"));
}

/**
 * The expression that an alarm compares with its threshold, written out down to the ids of metrics; none where it
 * compares a metric itself.
 */
export function expressionOf(alarm: Resource): string | Unknown | undefined {
  if (hasOneMetric(alarm)) return undefined;
  const queries = alarm.list("metricQueries");
  if (queries === unknown) return unknown;
  const isOpen = (query: Value) => [read(query, "id"), read(query, "expression")].includes(unknown);
  if (queries.some(isOpen)) return unknown;
  // An anomaly detection alarm returns its band as well.
  const band = alarm.get("thresholdMetricId");
  const results = queries.filter((query) => band === undefined || read(query, "id") !== band);
  const result = results.find((query) => read(query, "returnData") === true) ?? results.at(-1);
  const expression = read(result, "expression");
  return isText(expression) ? writtenOut(expression, queries) : undefined;
}

/** An expression with those of other queries in place of their ids. */
function writtenOut(expression: string, queries: readonly Value[]): string {
  return expression.replace(/\b[a-z]\w*/g, (id) => {
    const inner = read(
      queries.find((query) => read(query, "id") === id),
      "expression",
    );
    if (!isText(inner)) return id;
    // What is written out is left out of the rest: two that name each other end.
    const rest = queries.filter((query) => read(query, "id") !== id);
    return `(${writtenOut(inner, rest)})`;
  });
}

/** Whether an alarm goes off above its threshold, or below it. */
export function directionOf(alarm: Resource): "above" | "below" | Unknown | undefined {
  const comparison = alarm.string("comparisonOperator");
  if (comparison === unknown || comparison === undefined) return comparison;
  if (comparison.startsWith("GreaterThan")) return "above";
  return comparison.startsWith("LessThan") && !comparison.includes("OrGreaterThan") ? "below" : undefined;
}

/** Minutes of breaching data after which an alarm goes off. */
export function reactionMinutes(alarm: Resource): number | Unknown {
  const metrics = metricsOf(alarm);
  const periods = metrics === unknown ? [unknown] : metrics.map(({ period }) => period);
  const evaluated = alarm.number("evaluationPeriods");
  const enough = alarm.number("datapointsToAlarm");
  const datapoints = enough === unknown || (enough ?? 0) > 0 ? enough : evaluated;
  if (datapoints === unknown || periods.includes(unknown)) return unknown;
  const longest = Math.max(0, ...periods.filter((period) => typeof period === "number"));
  return ((datapoints ?? 1) * longest) / 60;
}

/** An alarm that watches a resource, or may. */
export interface Watcher {
  readonly alarm: Resource;
  readonly sure: true | Unknown;
}

/** The alarms that watch a metric, by the resource that a dimension names. */
export function watching(
  stack: Stack,
  dimension: string,
  type: string,
  isMeant: (metrics: readonly AlarmMetric[]) => Verdict,
): Map<Resource, Watcher[]> {
  const found = new Map<Resource, Watcher[]>();
  for (const alarm of stack.ofType(alarmType)) {
    const metrics = metricsOf(alarm);
    const meant = metrics === unknown ? unknown : isMeant(metrics);
    if (meant === false) continue;
    for (const [watched, verdict] of watchedBy(alarm, metrics, dimension, type, stack)) {
      const sure = every([meant, verdict]);
      if (sure !== false) found.set(watched, [...(found.get(watched) ?? []), { alarm, sure }]);
    }
  }
  return found;
}

/** The resources that all of an alarm's metrics are about, by a dimension. */
function watchedBy(
  alarm: Resource,
  metrics: readonly AlarmMetric[] | Unknown,
  dimension: string,
  type: string,
  stack: Stack,
): ReadonlyMap<Resource, Verdict> {
  const [first, ...others] = asKnown(metrics);
  if (!first) return new Map(stack.ofType(type).map((resource) => [resource, unknown]));
  const [property, ...path] = first.dimensions;
  const possible = alarm.referents(type, property, ...path, dimension);
  const isOf = (resource: Resource) =>
    others.map((it) => alarm.refersTo(resource, it.dimensions[0], ...it.dimensions.slice(1), dimension));
  return new Map(possible.map(({ resource, sure }) => [resource, every([sure, ...isOf(resource)])]));
}

/** Whether a metric is one of these namespaces, by one of these names. */
export function isMetric(
  { namespace, name }: AlarmMetric,
  namespaces: readonly string[],
  names: readonly string[],
): Verdict {
  const isOneOf = (value: Value, list: readonly string[]) =>
    judge(value, (known) => typeof known === "string" && list.includes(known));
  return every([isOneOf(namespace, namespaces), isOneOf(name, names)]);
}
