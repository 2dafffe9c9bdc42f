import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { alarm, composite, found, group, judge, told, topic, topicArn } from "./alarm-stack";

describe("D3 a subscription that gets what alarms send", () => {
  const subscription = (props: object): Declared => ({
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "oncall",
    props: { topic: topicArn, ...props },
  });
  const chat = (kind: "Slack" | "Teams", snsTopicArns: string[]): Declared => ({
    type: `aws:chatbot/${kind.toLowerCase()}ChannelConfiguration:${kind}ChannelConfiguration`,
    name: "channel",
    props: { snsTopicArns },
  });
  /** What all rules say that look for a subscription; they have to agree. */
  const told = (subscriber: Declared) => {
    const stack = [group("web"), topic, alarm("cpu"), subscriber];
    const verdicts = [
      judge("alarm-topic-subscribed", stack).page,
      judge("alarm-acts", stack).cpu,
      judge("alarm-group-cpu", stack).web,
    ];
    assert.equal(new Set(verdicts).size, 1, verdicts.map(String).join());
    return verdicts[0];
  };

  it("has no filter on attributes, of which CloudWatch sends none", () => {
    const filterPolicy = JSON.stringify({ severity: ["page"] });
    assert.equal(told(subscription({})), true);
    assert.equal(told(subscription({ filterPolicy: "{}" })), true);
    assert.equal(told(subscription({ filterPolicy: "" })), true);
    assert.equal(told(subscription({ filterPolicy })), false);
    assert.equal(told(subscription({ filterPolicy, filterPolicyScope: "MessageAttributes" })), false);
  });

  it("may filter by what the message says, which nobody judges", () => {
    const filterPolicy = JSON.stringify({ NewStateValue: ["ALARM"] });
    assert.equal(told(subscription({ filterPolicy, filterPolicyScope: "MessageBody" })), unknown);
    assert.equal(told(subscription({ filterPolicy, filterPolicyScope: notYetKnown })), unknown);
    const byDefault = { ...subscription({ filterPolicy }), filledIn: { filterPolicyScope: notYetKnown } };
    assert.equal(told(byDefault), false, "AWS's own default is the attributes");
  });

  it("may be a chat channel's", () => {
    assert.equal(told(chat("Slack", [topicArn])), true);
    assert.equal(told(chat("Teams", [topicArn])), true);
    assert.equal(told(chat("Slack", [`${topicArn}-other`])), false);
  });
});

describe("D3 the ways in which a composite alarm is set off", () => {
  const alone = (rule: string) =>
    judge("alarm-group-cpu", [
      group("web"),
      ...told,
      alarm("cpu", { alarmActions: [] }),
      composite("outage", rule),
    ]).web;

  it("are judged one by one", () => {
    assert.equal(alone("(ALARM(a) AND ALARM(b)) OR ALARM(cpu)"), true);
    assert.equal(alone("(ALARM(a)\n  AND ALARM(b))\n  OR ALARM(cpu)"), true);
    assert.equal(alone("ALARM(a) OR (ALARM(b)\n AND ALARM(cpu))"), false);
    assert.equal(alone("ALARM(a) AND (ALARM(b) OR ALARM(cpu))"), false);
    assert.equal(alone("ALARM(a) OR ALARM(b) AND ALARM(cpu)"), false);
  });
});

describe("D3 a group that holds a target of CPU", () => {
  const policy = (predefinedMetricType: string, targetValue: unknown, name = "target"): Declared => ({
    type: "aws:autoscaling/policy:Policy",
    name,
    props: {
      autoscalingGroupName: "web-1",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: { predefinedMetricSpecification: { predefinedMetricType }, targetValue },
    },
  });
  const rule = "scaling-before-paging";
  const stack = (...policies: Declared[]) => [
    group("web"),
    ...told,
    alarm("cpu", { threshold: 75 }),
    ...policies,
  ];
  const cpu = (target: unknown) => policy("ASGAverageCPUUtilization", target);

  it("grows before anybody is woken", () => {
    assert.equal(judge(rule, stack(cpu(50))).web, true);
    assert.equal(judge(rule, stack(cpu(85))).web, false);
    assert.match(found(rule, stack(cpu(85))), /target at 85 scales, cpu at 75 tells somebody/);
    assert.equal(judge(rule, stack(cpu(notYetKnown))).web, unknown);
    assert.equal(judge(rule, stack(cpu(85), policy("ASGAverageCPUUtilization", 60, "lower"))).web, true);
  });

  it("is not one that holds something else", () => {
    assert.deepEqual(judge(rule, stack(policy("ALBRequestCountPerTarget", 1000))), {});
  });
});
