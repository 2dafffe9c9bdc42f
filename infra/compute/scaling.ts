import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { largestScaleIn, scaleInLimit, scaleInMargin, scaleInStep } from "../../capacity";

export interface ScalingArgs {
  /** Scale on CPU and memory in steps, or hold a number of requests per target. */
  metric: "cpu" | "requestsPerTarget";
  /** CPU utilisation above which instances are added, percent. Default of the platform: 75. */
  scaleOutCpuPercent: number;
  /** CPU utilisation below which instances are removed, percent. Default of the platform: 30. */
  scaleInCpuPercent: number;
  /** Requests per target and minute to hold; for `requestsPerTarget`. */
  requestsPerTargetPerMinute?: number;
  /** `<load balancer's ARN suffix>/<target group's ARN suffix>`, by which CloudWatch counts requests per target. */
  targetGroupLabel: pulumi.Input<string>;
  /** Seconds from launch until an instance's metrics count. */
  instanceWarmupSeconds: number;
  /** Instances that the group has at least and at most. */
  minSize: number;
  maxSize: number;
}

/** Adds and removes instances of a group by its load. */
export function scalingPolicies(
  name: string,
  group: aws.autoscaling.Group,
  args: ScalingArgs,
  parent: pulumi.Resource,
) {
  if (args.metric === "requestsPerTarget") {
    if (args.requestsPerTargetPerMinute === undefined) {
      throw new RangeError("scaling on requests per target needs requestsPerTargetPerMinute");
    }
    new aws.autoscaling.Policy(
      `${name}-requests`,
      {
        autoscalingGroupName: group.name,
        policyType: "TargetTrackingScaling",
        estimatedInstanceWarmup: args.instanceWarmupSeconds,
        targetTrackingConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "ALBRequestCountPerTarget",
            resourceLabel: args.targetGroupLabel,
          },
          targetValue: args.requestsPerTargetPerMinute,
        },
      },
      { parent },
    );
    return;
  }
  // Step policies on alarms: target tracking scales in just below its target, not at 30 %.
  const scaleOut = stepPolicy(`${name}-out`, group, args, parent, [
    { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 20 },
    { metricIntervalLowerBound: "10", scalingAdjustment: 40 },
  ]);
  const scaleIn = stepPolicy(`${name}-in`, group, args, parent, [
    { metricIntervalUpperBound: "0", scalingAdjustment: scaleInStep.amount },
  ]);
  const watched = { AutoScalingGroupName: group.name };
  scaleOutAlarm(`${name}-out`, scaleOut, parent, {
    ...cpu,
    dimensions: watched,
    threshold: args.scaleOutCpuPercent,
    alarmDescription: `CPU above ${args.scaleOutCpuPercent} %: instances are added`,
  });
  scaleOutAlarm(`${name}-out-memory`, scaleOut, parent, {
    ...memory,
    dimensions: watched,
    threshold: scaleOutMemoryPercent,
    alarmDescription: `Memory above ${scaleOutMemoryPercent} %: instances are added`,
  });
  scaleInAlarm(`${name}-in`, scaleIn, parent, watched, {
    cpuPercent: args.scaleInCpuPercent,
    memoryPercent: scaleInMemoryPercent(args),
  });
}

const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization" };
const memory = { namespace: "CWAgent", metricName: "mem_used_percent" };

/** Memory that instances are added above. Sessions fill it long before CPU, which alone would never let the group grow. */
const scaleOutMemoryPercent = 75;

/** Memory that instances are removed below: those that are left hold all sessions and stay clear of the scale-out. */
function scaleInMemoryPercent({ minSize, maxSize }: Pick<ScalingArgs, "minSize" | "maxSize">): number {
  const step = largestScaleIn(scaleInStep, minSize, maxSize);
  return Math.floor(scaleInLimit(scaleOutMemoryPercent, step, scaleInMargin));
}

/** Out fast, in slowly: a missing instance is felt, a spare one is cheap. */
const minutesOut = 2;
const minutesIn = 15;

function stepPolicy(
  name: string,
  group: aws.autoscaling.Group,
  args: ScalingArgs,
  parent: pulumi.Resource,
  stepAdjustments: aws.types.input.autoscaling.PolicyStepAdjustment[],
): aws.autoscaling.Policy {
  return new aws.autoscaling.Policy(
    name,
    {
      autoscalingGroupName: group.name,
      policyType: "StepScaling",
      adjustmentType: scaleInStep.type,
      minAdjustmentMagnitude: scaleInStep.atLeast,
      metricAggregationType: "Average",
      estimatedInstanceWarmup: args.instanceWarmupSeconds,
      stepAdjustments,
    },
    { parent },
  );
}

function scaleOutAlarm(
  name: string,
  policy: aws.autoscaling.Policy,
  parent: pulumi.Resource,
  metric: Pick<
    aws.cloudwatch.MetricAlarmArgs,
    "namespace" | "metricName" | "dimensions" | "threshold" | "alarmDescription"
  >,
) {
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      ...metric,
      statistic: "Average",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: minutesOut,
      treatMissingData: "missing",
      alarmActions: [policy.arn],
    },
    { parent },
  );
}

/**
 * In only when CPU and memory both are low: the alarm is on the larger of CPU and memory, on CPU's scale. A comparison has
 * no value where one of the two has none, and then the group stays as it is; `MAX` would take the other.
 */
function scaleInAlarm(
  name: string,
  policy: aws.autoscaling.Policy,
  parent: pulumi.Resource,
  dimensions: { AutoScalingGroupName: pulumi.Input<string> },
  { cpuPercent, memoryPercent }: { cpuPercent: number; memoryPercent: number },
) {
  const average = { dimensions, period: 60, stat: "Average" };
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `CPU below ${cpuPercent} % and memory below ${memoryPercent} %: instances are removed`,
      metricQueries: [
        {
          id: "load",
          label: "CPU, or memory on CPU's scale",
          expression: "IF(cpu > scaled, cpu, scaled)",
          returnData: true,
        },
        { id: "scaled", expression: `memory * ${cpuPercent / memoryPercent}` },
        { id: "cpu", metric: { ...cpu, ...average } },
        { id: "memory", metric: { ...memory, ...average } },
      ],
      comparisonOperator: "LessThanThreshold",
      threshold: cpuPercent,
      evaluationPeriods: minutesIn,
      treatMissingData: "missing",
      alarmActions: [policy.arn],
    },
    { parent },
  );
}
