import type { Declared } from "../../policy/examples/example";

/** Properties of a resource. */
export type Props = Record<string, unknown>;

export const group = (props: Props = {}): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "web",
  props: {
    name: "web-1",
    minSize: 3,
    maxSize: 216,
    launchTemplate: { id: "lt-1" },
    targetGroupArns: ["arn"],
    ...props,
  },
});
export const template = (instanceType: unknown = "t3.medium"): Declared => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { id: "lt-1", instanceType },
});
export const policy = (name: string, props: Props): Declared => ({
  type: "aws:autoscaling/policy:Policy",
  name,
  props: { arn: `arn:policy/${name}`, autoscalingGroupName: "web-1", ...props },
});
export const steps = (name: string, scalingAdjustment: unknown, props: Props = {}) =>
  policy(name, {
    policyType: "StepScaling",
    adjustmentType: "PercentChangeInCapacity",
    stepAdjustments: [{ scalingAdjustment }],
    ...props,
  });
export const tracking = (specification: object, targetValue: unknown) =>
  policy("target", {
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: { ...specification, targetValue },
  });
export const predefined = (predefinedMetricType: unknown, resourceLabel?: unknown) => ({
  predefinedMetricSpecification: { predefinedMetricType, resourceLabel },
});
export const alarm = (name: string, sets: string, props: Props): Declared => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name,
  props: {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 75,
    period: 60,
    alarmActions: [`arn:policy/${sets}`],
    ...props,
  },
});
export const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization" };
export const memory = { namespace: "CWAgent", metricName: "mem_used_percent" };
export const requests = { namespace: "AWS/ApplicationELB", metricName: "RequestCountPerTarget" };
