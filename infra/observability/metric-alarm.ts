import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Alarm, isFormula, measureOf, type Metric, metricsOf, runbookSection } from "./alarms/alarm";
import type { Limits } from "./limits";
import { dimensions, type Target } from "./targets";

const comparisons = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

/**
 * One row of the table for one target, as a resource.
 * @param args.names prefix of alarm names, unique in account and region
 * @param args.topicArn who is told when it begins and ends; nobody where a composite alarm does
 */
export function metricAlarm(
  name: string,
  alarm: Alarm,
  target: Target,
  args: { names: string; limits: Limits; topicArn?: pulumi.Input<string> },
  parent: pulumi.Resource,
): aws.cloudwatch.MetricAlarm {
  const suffix = [alarm.id, ...(target.name === undefined ? [] : [target.name])].join("-");
  const actions = args.topicArn === undefined ? [] : [args.topicArn];
  const [datapointsToAlarm, evaluationPeriods] = alarm.breaching;
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${suffix}`,
    {
      name: `${args.names}-${suffix}`,
      alarmDescription: describe(alarm),
      ...measured(alarm, target, args.limits),
      comparisonOperator: comparisons[alarm.comparison],
      threshold: alarm.threshold(args.limits),
      evaluationPeriods,
      datapointsToAlarm,
      treatMissingData: alarm.missing,
      alarmActions: actions,
      okActions: actions,
      tags: { Severity: alarm.severity },
    },
    { parent },
  );
}

/** What the alarm says to the person who reads it: what it means, what to do first, where there is more. */
export function describe(alarm: Alarm): string {
  return `${alarm.meaning} First: ${alarm.first} Runbook: ${runbookSection(alarm)}`;
}

function measured(alarm: Alarm, target: Target, limits: Limits): aws.cloudwatch.MetricAlarmArgs {
  const measure = measureOf(alarm, limits);
  const source = ({ namespace, name: metricName, dimensions: more }: Metric) => ({
    namespace,
    metricName,
    dimensions: { ...dimensions(target), ...more },
    period: alarm.period,
  });
  if (!isFormula(measure)) {
    const { statistic } = measure;
    if (/^[A-Z][a-z]/.test(statistic)) return { ...source(measure), statistic };
    // A percentile of a handful of requests says nothing: such a period changes no state.
    return {
      ...source(measure),
      extendedStatistic: statistic,
      evaluateLowSampleCountPercentiles: "ignore",
    };
  }
  const terms = Object.entries(metricsOf(measure)).map(([id, metric]) => ({
    id,
    metric: { ...source(metric), stat: metric.statistic },
    returnData: false,
  }));
  const helpers = Object.entries(measure.helpers ?? {}).map(([id, expression]) => ({
    id,
    expression,
    returnData: false,
  }));
  const result = { id: "result", label: alarm.title, expression: measure.expression, returnData: true };
  return { metricQueries: [...terms, ...helpers, result] };
}
