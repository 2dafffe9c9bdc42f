import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface ScalingArgs {
  /** Scale on CPU in steps, or hold a number of requests per target. */
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
  // Two alarms with two step policies: target tracking scales in just below its target, not at 30 %.
  const scaleOut = stepPolicy(`${name}-out`, group, args, parent, [
    { metricIntervalLowerBound: "0", metricIntervalUpperBound: "10", scalingAdjustment: 20 },
    { metricIntervalLowerBound: "10", scalingAdjustment: 40 },
  ]);
  const scaleIn = stepPolicy(`${name}-in`, group, args, parent, [
    { metricIntervalUpperBound: "0", scalingAdjustment: -10 },
  ]);
  cpuAlarm(`${name}-out`, group, parent, {
    description: `CPU above ${args.scaleOutCpuPercent} %: instances are added`,
    comparisonOperator: "GreaterThanThreshold",
    threshold: args.scaleOutCpuPercent,
    // Out fast, in slowly: a missing instance is felt, a spare one is cheap.
    evaluationPeriods: 2,
    alarmActions: [scaleOut.arn],
  });
  cpuAlarm(`${name}-in`, group, parent, {
    description: `CPU below ${args.scaleInCpuPercent} %: instances are removed`,
    comparisonOperator: "LessThanThreshold",
    threshold: args.scaleInCpuPercent,
    evaluationPeriods: 15,
    alarmActions: [scaleIn.arn],
  });
}

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
      adjustmentType: "PercentChangeInCapacity",
      minAdjustmentMagnitude: 1,
      metricAggregationType: "Average",
      estimatedInstanceWarmup: args.instanceWarmupSeconds,
      stepAdjustments,
    },
    { parent },
  );
}

function cpuAlarm(
  name: string,
  group: aws.autoscaling.Group,
  parent: pulumi.Resource,
  alarm: Pick<
    aws.cloudwatch.MetricAlarmArgs,
    "comparisonOperator" | "threshold" | "evaluationPeriods" | "alarmActions"
  > & { description: string },
) {
  const { description, ...rule } = alarm;
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: description,
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: { AutoScalingGroupName: group.name },
      period: 60,
      treatMissingData: "missing",
      ...rule,
    },
    { parent },
  );
}
