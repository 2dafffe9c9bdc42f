import type { Resource, Stack } from "./stack";
import { elements, read, type Unknown, unknown, type Value, type Verdict } from "./value";

export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** A metric that an alarm looks at, by itself or as a term of an expression. */
export interface AlarmMetric {
  readonly namespace: Value;
  readonly name: Value;
  /** `Sum`, `Average`, `p95` ... */
  readonly statistic: Value;
  /** Seconds. */
  readonly period: Value;
  /** Where its dimensions are among the alarm's properties. */
  readonly dimensions: readonly [property: string, ...path: (string | number)[]];
}

/** The metrics of an alarm; unknown while it is not known whether it has one or many. */
export function metricsOf(alarm: Resource): readonly AlarmMetric[] | Unknown {
  const name = alarm.get("metricName");
  if (typeof name === "string" && name !== "") {
    const statistic = alarm.get("statistic");
    return [
      {
        namespace: alarm.get("namespace"),
        name,
        statistic:
          typeof statistic === "string" && statistic !== "" ? statistic : alarm.get("extendedStatistic"),
        period: alarm.get("period"),
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
        namespace: read(metric, "namespace"),
        name: read(metric, "metricName"),
        statistic: read(metric, "stat"),
        period: read(metric, "period"),
        dimensions: ["metricQueries", at, "metric", "dimensions"] as const,
      },
    ];
  });
}

/** The expression that an alarm compares with its threshold; none where it compares a metric itself. */
export function expressionOf(alarm: Resource): string | undefined {
  const queries = elements(alarm.get("metricQueries"));
  if (queries === unknown) return undefined;
  const result = queries.find((query) => read(query, "returnData") === true) ?? queries.at(-1);
  const expression = read(result, "expression");
  return typeof expression === "string" && expression !== "" ? expression : undefined;
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
  const datapoints = typeof enough === "number" && enough > 0 ? enough : evaluated;
  if (datapoints === unknown || periods.includes(unknown)) return unknown;
  const longest = Math.max(0, ...periods.filter((period) => typeof period === "number"));
  return ((datapoints ?? 1) * longest) / 60;
}

/** The alarms that watch a metric, by the resource that a dimension names. */
export function watching(
  stack: Stack,
  dimension: string,
  type: string,
  isMeant: (metrics: readonly AlarmMetric[]) => boolean,
): Map<Resource, { alarm: Resource; sure: Verdict }[]> {
  const found = new Map<Resource, { alarm: Resource; sure: Verdict }[]>();
  for (const alarm of stack.ofType(alarmType)) {
    const metrics = metricsOf(alarm);
    if (metrics === unknown || !isMeant(metrics)) continue;
    for (const watched of new Set(metrics.flatMap((metric) => named(alarm, metric, dimension, type)))) {
      const verdicts = metrics.map(({ dimensions: [property, ...path] }) =>
        alarm.refersTo(watched, property, ...path, dimension),
      );
      const sure = verdicts.includes(false) ? false : verdicts.includes(unknown) ? unknown : true;
      if (sure !== false) found.set(watched, [...(found.get(watched) ?? []), { alarm, sure }]);
    }
  }
  return found;
}

function named(alarm: Resource, metric: AlarmMetric, dimension: string, type: string): readonly Resource[] {
  const [property, ...path] = metric.dimensions;
  return alarm.references(type, property, ...path, dimension).resources;
}

/** Whether a metric is one of these namespaces, by one of these names. */
export function isMetric(
  { namespace, name }: AlarmMetric,
  namespaces: readonly string[],
  names: readonly string[],
): boolean {
  return (
    typeof namespace === "string" &&
    namespaces.includes(namespace) &&
    typeof name === "string" &&
    names.includes(name)
  );
}
