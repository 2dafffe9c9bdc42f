import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { alarmRules } from "../../policy/reliability/alarms";
import { stackOf, verdicts } from "./declare";

function ruleOf(name: string) {
  const rule = alarmRules.find((it) => it.name === name);
  assert.ok(rule, name);
  return rule;
}

/** What a rule of the pack says of each resource of a stack, with the rule's own defaults. */
export function judge(name: string, stack: readonly Declared[], config: object = {}) {
  const rule = ruleOf(name);
  return verdicts(rule, stackOf(...stack), { ...defaultsOf(rule), ...config });
}

/** What a rule of the pack finds in a stack, in words. */
export function found(name: string, stack: readonly Declared[]): string {
  const rule = ruleOf(name);
  return [...rule.check(stackOf(...stack), defaultsOf(rule))].map((finding) => finding.found).join("; ");
}

export const topicArn = "arn:aws:sns:us-east-1:123456789012:page";
export const topic: Declared = { type: "aws:sns/topic:Topic", name: "page", props: { arn: topicArn } };
export const told: Declared[] = [
  topic,
  { type: "aws:sns/topicSubscription:TopicSubscription", name: "oncall", props: { topic: topicArn } },
];

export const group = (name: string): Declared => ({
  type: "aws:autoscaling/group:Group",
  name,
  props: { name: `${name}-1` },
});

const balancerSuffix = "app/web/0123456789abcdef";
export const balancer: Declared = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "web",
  props: { arnSuffix: balancerSuffix },
};
/** A metric of that load balancer. */
export const ofBalancer = (metricName: string, more: object = {}) => ({
  namespace: "AWS/ApplicationELB",
  metricName,
  dimensions: { LoadBalancer: balancerSuffix },
  ...more,
});

/** An alarm that goes off above 75 % CPU of the group `web` after five minutes, unless the properties say otherwise. */
export const alarm = (name: string, props: object = {}): Declared => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  name,
  props: {
    name,
    namespace: "AWS/EC2",
    metricName: "CPUUtilization",
    dimensions: { AutoScalingGroupName: "web-1" },
    statistic: "Average",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 75,
    period: 60,
    evaluationPeriods: 5,
    alarmActions: [topicArn],
    ...props,
  },
});

/** Properties of an alarm on metric math. */
export const math = (
  terms: Readonly<Record<string, object>>,
  expression: unknown,
  more: readonly object[] = [],
) => ({
  metricName: undefined,
  metricQueries: [
    ...Object.entries(terms).map(([id, metric]) => ({
      id,
      metric: { stat: "Sum", period: 60, ...metric },
      returnData: false,
    })),
    ...more,
    { id: "result", expression, returnData: true },
  ],
});

export const composite = (name: string, alarmRule: unknown, props: object = {}): Declared => ({
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  name,
  props: { alarmName: name, alarmRule, alarmActions: [topicArn], ...props },
});
