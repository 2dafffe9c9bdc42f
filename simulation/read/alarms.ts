import type { Comparison, MissingData } from "../alarm-state";
import { isRule } from "../composite";
import type { Alarm, CompositeAlarm, Measure, Term } from "../fleet";
import { at, list, numberOf, type StackResource, type StackResources, textOf } from "./resources";

export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeType = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topicType = "aws:sns/topic:Topic";

/** What the metrics of a group are about, by the dimension that names it. */
export type Watched = Readonly<Record<string, readonly StackResource[]>>;

const comparisons: Readonly<Record<string, Comparison>> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: ">=",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "<=",
};

/** How an alarm is called: as in CloudWatch, or as in the program where Pulumi makes the name up. */
export function nameOf(alarm: StackResource, property = "name"): string {
  const name = textOf(alarm.properties[property]);
  return name === undefined || alarm.filledIn.includes(property) ? alarm.name : name;
}

/** Alarms whose metrics are all about the group; undefined where one is about something else. */
export function alarmOf(
  stack: StackResources,
  resource: StackResource,
  watched: Watched,
  need: (property: string) => number | undefined,
): Alarm | undefined {
  const { properties } = resource;
  const measure = measureOf(stack, resource, watched);
  const comparison = comparisons[textOf(properties.comparisonOperator) ?? ""];
  if (!measure || !comparison) return undefined;
  const periods = need("evaluationPeriods") ?? 1;
  const datapoints = numberOf(properties.datapointsToAlarm) ?? 0;
  return {
    name: nameOf(resource),
    measure,
    comparison,
    threshold: need("threshold") ?? NaN,
    periods,
    datapoints: datapoints > 0 ? datapoints : periods,
    missing: (textOf(properties.treatMissingData) ?? "missing") as MissingData,
    pages: isPaging(stack, resource),
  };
}

function measureOf(stack: StackResources, alarm: StackResource, watched: Watched): Measure | undefined {
  const { properties } = alarm;
  if (textOf(properties.metricName) !== undefined) {
    const statistic = textOf(properties.statistic) ?? textOf(properties.extendedStatistic);
    const term = termOf(stack, alarm, "dimensions", { ...properties, stat: statistic }, "value", watched);
    return term && { terms: [term] };
  }
  const queries = list(properties.metricQueries);
  const metrics = queries.filter((query) => at(query, "metric") !== undefined);
  const terms = metrics.map((query) =>
    termOf(stack, alarm, "metricQueries", at(query, "metric"), textOf(at(query, "id")) ?? "", watched),
  );
  const found = terms.filter((term) => term !== undefined);
  if (queries.length === 0 || found.length < terms.length) return undefined;
  const returned = queries.find((query) => at(query, "returnData") === true) ?? queries.at(-1);
  const result = textOf(at(returned, "expression")) ?? textOf(at(returned, "id"));
  return result === undefined ? undefined : { terms: found, expression: writtenOut(result, queries) };
}

/** An expression with those of other queries in place of their ids. */
function writtenOut(expression: string, queries: readonly unknown[]): string {
  return expression.replace(/\b[a-z]\w*/g, (id) => {
    const inner = textOf(
      at(
        queries.find((query) => at(query, "id") === id),
        "expression",
      ),
    );
    if (inner === undefined) return id;
    // What is written out is left out of the rest: two that name each other end.
    return `(${writtenOut(
      inner,
      queries.filter((query) => at(query, "id") !== id),
    )})`;
  });
}

/** A metric of the group or of what sends requests to it. */
export function termOf(
  stack: StackResources,
  from: StackResource,
  property: string,
  metric: unknown,
  id: string,
  watched: Watched,
): Term | undefined {
  const dimensions = at(metric, "dimensions") ?? at(metric, "metricDimensions");
  const named: [string, unknown][] = Array.isArray(dimensions)
    ? dimensions.map((it) => [textOf(at(it, "name")) ?? "", at(it, "value")])
    : Object.entries(typeof dimensions === "object" && dimensions !== null ? dimensions : {});
  const about = named.filter(([dimension]) => Object.hasOwn(watched, dimension));
  const isAbout = about.every(([dimension, value]) =>
    (watched[dimension] ?? []).some((it) => stack.names(from, property, value, it)),
  );
  const [namespace, name] = [textOf(at(metric, "namespace")), textOf(at(metric, "metricName"))];
  if (about.length === 0 || !isAbout || namespace === undefined || name === undefined) return undefined;
  return {
    id,
    namespace,
    metric: name,
    statistic: textOf(at(metric, "stat")) ?? textOf(at(metric, "statistic")) ?? "Average",
    periodSeconds: numberOf(at(metric, "period")) ?? 60,
  };
}

/** By the tag `Severity`, such an alarm waits for working hours; one without the tag wakes whoever it tells. */
const waiting = /^(ticket|warning|warn|info|low|minor|none)$/i;

function isPaging(stack: StackResources, alarm: StackResource): boolean {
  const { properties } = alarm;
  if (properties.actionsEnabled === false) return false;
  if (waiting.test(textOf(at(properties.tags, "Severity") ?? at(properties.tags, "severity")) ?? ""))
    return false;
  return (
    list(properties.alarmActions).some((action) => /^arn:[^:]+:sns:/.test(textOf(action) ?? "")) ||
    stack.named(alarm, topicType, "alarmActions", properties.alarmActions).length > 0
  );
}

/** The composite alarms of a stack; their rules name alarms as {@link nameOf} does. */
export function compositesOf(stack: StackResources): CompositeAlarm[] {
  const alarms = stack.ofType(alarmType);
  const composites = stack.ofType(compositeType).map((resource) => {
    const members = stack
      .dependencies(resource, "alarmRule", alarmType)
      .map((it) => `ALARM("${nameOf(it)}")`);
    const rule = textOf(resource.properties.alarmRule) ?? (members.join(" OR ") || "FALSE");
    return {
      name: nameOf(resource, "alarmName"),
      rule: alarms.reduce((text, alarm) => {
        const name = textOf(alarm.properties.name);
        return name === undefined ? text : text.replaceAll(`"${name}"`, `"${nameOf(alarm)}"`);
      }, rule),
      pages: isPaging(stack, resource),
    };
  });
  return composites.filter(({ rule }) => isRule(rule));
}
