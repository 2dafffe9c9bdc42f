import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { scaleInStep, type ScaleOutStep, type ScalingPlan } from "../../capacity";

export interface ScalingArgs {
  /** Scale on CPU and memory in steps, or hold a number of requests per target. */
  metric: "cpu" | "requestsPerTarget";
  /** Thresholds, steps and times; from the capacity plan. */
  plan: ScalingPlan;
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
          targetValue: args.plan.requestsPerTargetPerMinute,
        },
      },
      { parent },
    );
    return;
  }
  // Step policies on alarms: target tracking scales in just below its target, not at 30 %.
  const { scaleOutSteps, scaleOutPercent, scaleInPercent, leastScaleOut, minutesOut, minutesIn } = args.plan;
  const scaleOut = stepPolicy(`${name}-out`, group, args, parent, leastScaleOut, outSteps(scaleOutSteps));
  const scaleIn = stepPolicy(`${name}-in`, group, args, parent, scaleInStep.atLeast, [
    { metricIntervalUpperBound: "0", scalingAdjustment: scaleInStep.amount },
  ]);
  const watched = { AutoScalingGroupName: group.name };
  scaleOutAlarm(`${name}-out`, scaleOut, parent, {
    ...cpu,
    dimensions: watched,
    threshold: scaleOutPercent.cpu,
    evaluationPeriods: minutesOut,
    alarmDescription: `CPU above ${scaleOutPercent.cpu} %: instances are added`,
  });
  // Sessions fill memory long before CPU, which alone would never let the group grow.
  scaleOutAlarm(`${name}-out-memory`, scaleOut, parent, {
    ...memory,
    dimensions: watched,
    threshold: scaleOutPercent.memory,
    evaluationPeriods: minutesOut,
    alarmDescription: `Memory above ${scaleOutPercent.memory} %: instances are added`,
  });
  scaleInAlarm(`${name}-in`, scaleIn, parent, watched, { percent: scaleInPercent, minutes: minutesIn });
}

/** Each step reaches up to the next. */
function outSteps(steps: readonly ScaleOutStep[]): aws.types.input.autoscaling.PolicyStepAdjustment[] {
  return steps.map(({ points, percent }, index) => {
    const next = steps[index + 1];
    return {
      metricIntervalLowerBound: points.toString(),
      ...(next && { metricIntervalUpperBound: next.points.toString() }),
      scalingAdjustment: percent,
    };
  });
}

const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization" };
const memory = { namespace: "CWAgent", metricName: "mem_used_percent" };

function stepPolicy(
  name: string,
  group: aws.autoscaling.Group,
  args: ScalingArgs,
  parent: pulumi.Resource,
  minAdjustmentMagnitude: number | undefined,
  stepAdjustments: aws.types.input.autoscaling.PolicyStepAdjustment[],
): aws.autoscaling.Policy {
  return new aws.autoscaling.Policy(
    name,
    {
      autoscalingGroupName: group.name,
      policyType: "StepScaling",
      adjustmentType: scaleInStep.type,
      minAdjustmentMagnitude,
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
    "namespace" | "metricName" | "dimensions" | "threshold" | "evaluationPeriods" | "alarmDescription"
  >,
) {
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      ...metric,
      statistic: "Average",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
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
  { percent, minutes }: { percent: ScalingPlan["scaleInPercent"]; minutes: number },
) {
  const average = { dimensions, period: 60, stat: "Average" };
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: `CPU below ${percent.cpu} % and memory below ${percent.memory} %: instances are removed`,
      metricQueries: [
        {
          id: "load",
          label: "CPU, or memory on CPU's scale",
          expression: "IF(cpu > scaled, cpu, scaled)",
          returnData: true,
        },
        { id: "scaled", expression: `memory * ${percent.cpu / percent.memory}` },
        { id: "cpu", metric: { ...cpu, ...average } },
        { id: "memory", metric: { ...memory, ...average } },
      ],
      comparisonOperator: "LessThanThreshold",
      threshold: percent.cpu,
      evaluationPeriods: minutes,
      treatMissingData: "missing",
      alarmActions: [policy.arn],
    },
    { parent },
  );
}
