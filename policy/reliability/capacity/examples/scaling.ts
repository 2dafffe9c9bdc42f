import { declared } from "./fleet";
import { type Declared, type Example, notYetKnown } from "../../../examples/example";

const group = (props: object = {}): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "group",
  props: {
    name: "web-1",
    minSize: 4,
    maxSize: 264,
    launchTemplate: { id: "lt-1" },
    targetGroupArns: ["arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/web/1"],
    ...props,
  },
});
const template: Declared = {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { id: "lt-1", instanceType: "t3.medium" },
};
const fleet: Declared[] = [declared(), template, group()];

const steps = (name: string, scalingAdjustment: unknown): Declared => ({
  type: "aws:autoscaling/policy:Policy",
  name,
  props: {
    arn: notYetKnown,
    autoscalingGroupName: "web-1",
    policyType: "StepScaling",
    adjustmentType: "PercentChangeInCapacity",
    stepAdjustments: [{ scalingAdjustment }],
  },
});
const alarm = (name: string, policy: string, props: object): Declared => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name,
  props: { period: 60, comparisonOperator: "GreaterThanThreshold", alarmActions: [notYetKnown], ...props },
  refersTo: { alarmActions: [policy] },
});
const onCpu = { namespace: "AWS/EC2", metricName: "CPUUtilization", threshold: 75 };
const onMemory = { namespace: "CWAgent", metricName: "mem_used_percent", threshold: 75 };

const scaledOn = (...metrics: object[]): Declared[] => [
  ...fleet,
  steps("out", 20),
  ...metrics.map((metric, at) => alarm(`alarm-${at}`, "out", metric)),
];
const scaledIn = (threshold: unknown): Declared[] => [
  ...fleet,
  steps("out", 20),
  alarm("high", "out", onCpu),
  steps("in", -10),
  alarm("low", "in", { ...onCpu, comparisonOperator: "LessThanThreshold", threshold }),
];
const requestTarget = (targetValue: unknown, resourceLabel: unknown): Declared => ({
  type: "aws:autoscaling/policy:Policy",
  name: "requests",
  props: {
    autoscalingGroupName: "web-1",
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel },
      targetValue,
    },
  },
});
const label = "app/web/1/targetgroup/web/1";

/** A group that grows by steps on memory from a floor that the fastest rise leaves time for. */
const quiet = (memoryPercent: unknown, props: object = {}): Declared[] => [
  declared(),
  template,
  group({ minSize: 24, maxSize: 300, defaultInstanceWarmup: 180, ...props }),
  {
    ...steps("out", 10),
    props: {
      ...steps("out", 10).props,
      minAdjustmentMagnitude: 19,
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 10 }],
    },
  },
  {
    ...alarm("high", "out", {
      ...onMemory,
      threshold: memoryPercent,
      evaluationPeriods: 2,
      statistic: "Average",
      dimensions: { AutoScalingGroupName: notYetKnown },
    }),
    refersTo: { alarmActions: ["out"], dimensions: ["group"] },
  },
];

/** What makes a group grow and shrink, for the declared workload. */
export const scalingExamples: Readonly<Record<string, Example>> = {
  "workload-declared": {
    good: fleet,
    bad: [template, group()],
    undecided: [{ ...declared(), props: { workload: notYetKnown, sizing: notYetKnown } }, template, group()],
    config: { requireDeclaration: true },
  },
  "workload-buffer": {
    good: fleet,
    bad: [declared({ bufferShare: 0.1 }), template, group()],
    undecided: [{ ...declared(), props: { workload: { bufferShare: notYetKnown } } }, template, group()],
  },
  "auto-scaling-group-scales-on-what-binds": {
    good: scaledOn(onCpu, onMemory),
    bad: scaledOn(onCpu),
    undecided: scaledOn(onCpu, { ...onMemory, threshold: notYetKnown }),
  },
  "declared-peak-is-quiet": {
    good: quiet(66),
    bad: quiet(97),
    undecided: quiet(66, { maxSize: notYetKnown }),
  },
  "requests-per-target-served": {
    good: [...fleet, requestTarget(25, label)],
    bad: [...fleet, requestTarget(1000, label)],
    undecided: [...fleet, requestTarget(notYetKnown, label)],
  },
  "request-count-of-application-load-balancer": {
    good: [group(), requestTarget(25, label)],
    bad: [group(), requestTarget(25, "net/web/1/targetgroup/web/1")],
    undecided: [group(), requestTarget(25, notYetKnown)],
  },
  "scale-in-clear-of-scale-out": {
    good: scaledIn(30),
    bad: scaledIn(74),
    undecided: scaledIn(notYetKnown),
  },
};
