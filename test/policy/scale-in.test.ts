import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown } from "../../policy/model/value";
import { requestCountIsCounted } from "../../policy/reliability/capacity/request-count";
import { scaleInStaysClear } from "../../policy/reliability/capacity/scale-in";
import { judge, stackOf, verdicts } from "./declare";
import {
  alarm,
  cpu,
  group,
  memory,
  policy,
  predefined,
  requests,
  steps,
  tracking,
  type Props,
} from "./scaling-stack";

describe("B4 request-count-of-application-load-balancer", () => {
  const loadBalancer = (loadBalancerType: unknown): Declared => ({
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "balancer",
    props: { arnSuffix: notYetKnown, loadBalancerType },
  });
  const targetGroup = (protocol: unknown): Declared => ({
    type: "aws:lb/targetGroup:TargetGroup",
    name: "targets",
    props: { arnSuffix: notYetKnown, protocol },
  });
  const counted = (type: unknown, protocol: unknown) =>
    judge(requestCountIsCounted, loadBalancer(type), targetGroup(protocol), {
      ...tracking(predefined("ALBRequestCountPerTarget", notYetKnown), 35),
      refersTo: { targetTrackingConfiguration: ["balancer", "targets"] },
    }).target;

  it("leaves an unknown label to the update, as what it comes from need not be what it names", () => {
    assert.equal(counted("application", "HTTP"), unknown);
    assert.equal(counted("network", "TCP"), unknown);
  });

  it("reads an alarm's dimensions, and policies of services", () => {
    const dimensioned = (dimensions: object) =>
      judge(
        requestCountIsCounted,
        { ...targetGroup("TCP"), props: { arnSuffix: "targetgroup/web/1", protocol: "TCP" } },
        alarm("alarm", "out", { ...requests, dimensions }),
      ).alarm;
    assert.equal(dimensioned({ LoadBalancer: "net/web/1" }), false);
    assert.equal(dimensioned({ LoadBalancer: "app/web/1" }), true);
    assert.equal(dimensioned({ TargetGroup: "targetgroup/web/1" }), false);
    const service: Declared = {
      type: "aws:appautoscaling/policy:Policy",
      name: "service",
      props: {
        targetTrackingScalingPolicyConfiguration: predefined(
          "ALBRequestCountPerTarget",
          "net/web/1/targetgroup/web/1",
        ),
      },
    };
    assert.equal(judge(requestCountIsCounted, service).service, false);
  });
});

describe("B4 scale-in-clear-of-scale-out", () => {
  const low = (props: Props) => alarm("low", "in", { comparisonOperator: "LessThanThreshold", ...props });
  const scaled = (sizes: Props, into: Declared, ...more: Declared[]) =>
    judge(
      scaleInStaysClear,
      group(sizes),
      steps("out", 20),
      alarm("high", "out", cpu),
      into,
      low({ ...cpu, threshold: 50 }),
      ...more,
    ).low;

  it("reckons with the smallest group: three of four take over 50 %, one of two does not", () => {
    assert.equal(scaled({}, steps("in", -10)), true);
    assert.equal(scaled({ minSize: 1 }, steps("in", -10)), false);
    assert.equal(scaled({ minSize: 20 }, steps("in", -30)), false);
    assert.equal(scaled({ minSize: 20 }, steps("in", -20)), true);
    assert.equal(scaled({ minSize: notYetKnown }, steps("in", -10)), unknown);
    assert.equal(scaled({ minSize: 3, maxSize: 3 }, steps("in", -10)), undefined);
  });

  it("reads simple policies, instances, exact sizes and the least that a policy removes", () => {
    const simple = (adjustmentType: string, scalingAdjustment: unknown) =>
      scaled({}, policy("in", { adjustmentType, scalingAdjustment }));
    assert.equal(simple("ChangeInCapacity", -1), true);
    assert.equal(simple("ChangeInCapacity", -2), false);
    assert.equal(simple("ExactCapacity", 3), false);
    assert.equal(simple("ChangeInCapacity", notYetKnown), unknown);
    assert.equal(scaled({}, steps("in", -10, { minAdjustmentMagnitude: 2 })), false);
  });

  it("lets a deeper step take more, where the metric is lower", () => {
    const deeper = (bound: string) => {
      const stepAdjustments = [
        { metricIntervalLowerBound: bound, metricIntervalUpperBound: "0", scalingAdjustment: -10 },
        { metricIntervalUpperBound: bound, scalingAdjustment: -50 },
      ];
      const stack = stackOf(
        group({ minSize: 10 }),
        steps("out", 20),
        alarm("high", "out", cpu),
        steps("in", 0, { stepAdjustments }),
        low({ ...cpu, threshold: 50 }),
      );
      const findings = [...scaleInStaysClear.check(stack, defaultsOf(scaleInStaysClear))];
      return findings.map(({ verdict }) => verdict);
    };
    // Of 20 instances half take over 33.75 %: the step is taken below 30 %, or below 40 %.
    assert.deepEqual(deeper("-20"), [true, true]);
    assert.deepEqual(deeper("-10"), [true, false]);
  });

  it("holds a target of the same metric against it, and leaves other metrics alone", () => {
    const against = (...outs: Declared[]) =>
      judge(scaleInStaysClear, group(), steps("in", -10), low({ ...cpu, threshold: 40 }), ...outs).low;
    assert.equal(against(tracking(predefined("ASGAverageCPUUtilization"), 50)), false);
    assert.equal(against(tracking(predefined("ASGAverageCPUUtilization"), 60)), true);
    assert.equal(against(steps("out", 20), alarm("high", "out", memory)), undefined);
  });

  it("has a margin that can be set", () => {
    const stack = stackOf(
      group(),
      steps("out", 20),
      alarm("high", "out", cpu),
      steps("in", -10),
      low({ ...cpu, threshold: 55 }),
    );
    assert.equal(verdicts(scaleInStaysClear, stack, { marginPercent: 10 }).low, false);
    assert.equal(verdicts(scaleInStaysClear, stack, { marginPercent: 0 }).low, true);
  });
});
