import assert from "node:assert/strict";
import { declared } from "../../policy/reliability/capacity/examples/fleet";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown } from "../../policy/model/value";
import { requestTargetIsServed, scalesOnWhatBinds } from "../../policy/reliability/capacity/scaling-load";
import { judge, stackOf } from "./declare";
import {
  alarm,
  cpu,
  group,
  memory,
  policy,
  predefined,
  requests,
  steps,
  template,
  tracking,
  type Props,
} from "./scaling-stack";

describe("B4 auto-scaling-group-scales-on-what-binds", () => {
  const by = (...triggers: Declared[]) =>
    judge(scalesOnWhatBinds, declared(), template(), group(), steps("out", 20), ...triggers).web;

  it("refuses CPU alone where memory binds, with the figures", () => {
    assert.equal(by(alarm("cpu", "out", cpu)), false);
    const stack = stackOf(
      declared(),
      template(),
      group(),
      tracking(predefined("ASGAverageCPUUtilization"), 50),
    );
    const [finding] = scalesOnWhatBinds.check(stack, defaultsOf(scalesOnWhatBinds));
    assert.equal(finding?.verdict, false);
    assert.match(finding.found, /target \(cpu at 50\); an instance has 28 users at most \(by memory\)/);
    assert.match(finding.found, /1\.1 % CPU, 77 % memory and 28 requests a minute/);
  });

  it("takes memory, requests in proportion, or both in an expression", () => {
    assert.equal(by(alarm("memory", "out", memory)), true);
    assert.equal(by(alarm("memory", "out", { ...memory, threshold: 99 })), false);
    assert.equal(by(alarm("requests", "out", { ...requests, threshold: 25 })), true);
    assert.equal(by(alarm("requests", "out", { ...requests, threshold: 100, period: 300 })), true);
    assert.equal(by(alarm("requests", "out", { ...requests, threshold: 200, period: 300 })), false);
    const metric = (id: string, it: object) => ({ id, metric: { ...it, period: 60, stat: "Average" } });
    const either = (expression: string) =>
      alarm("either", "out", {
        metricQueries: [{ id: "e", expression, returnData: true }, metric("m1", cpu), metric("m2", memory)],
      });
    assert.equal(by(either("IF(m1 > m2, m1, m2)")), true);
    assert.equal(by(either("m1 * 2")), false);
    assert.equal(by(either("ANOMALY_DETECTION_BAND(m1)")), unknown);
  });

  it("leaves undecided what nobody can know: metrics of the application, forecasts, alarms of elsewhere", () => {
    const own = { namespace: "Shop", metricName: "Sessions" };
    assert.equal(by(alarm("own", "out", own)), unknown);
    assert.equal(by(), unknown);
    const alone = (trigger: Declared) =>
      judge(scalesOnWhatBinds, declared(), template(), group(), trigger).web;
    assert.equal(alone(policy("forecast", { policyType: "PredictiveScaling" })), unknown);
    assert.equal(alone(tracking(predefined("ASGAverageNetworkIn"), 1e6)), unknown);
    assert.equal(alone(tracking(predefined(notYetKnown), 50)), unknown);
    assert.equal(alone(tracking({ customizedMetricSpecification: own }, 50)), unknown);
    assert.equal(alone(tracking({ customizedMetricSpecification: memory }, 70)), true);
    assert.equal(
      by(alarm("cpu", "out", { ...cpu, metricName: notYetKnown, metricQueries: notYetKnown })),
      unknown,
    );
  });

  it("is not about a group that need not grow, or does not", () => {
    const sizes = (props: Props) =>
      judge(
        scalesOnWhatBinds,
        declared(),
        template(),
        group(props),
        steps("out", 20),
        alarm("cpu", "out", cpu),
      ).web;
    assert.equal(sizes({ minSize: 200 }), true);
    assert.equal(sizes({ minSize: 199 }), false);
    assert.equal(sizes({ minSize: 216 }), undefined);
  });

  it("follows the instance type: where the users bind, by the best that were measured", () => {
    const on = (instanceType: unknown) =>
      judge(
        scalesOnWhatBinds,
        declared(),
        template(instanceType),
        group(),
        steps("out", 20),
        alarm("memory", "out", memory),
      ).web;
    assert.equal(on("t3.medium"), true);
    assert.equal(on("t3.large"), false, "at 75 % two of three zones do not hold the users of all");
    assert.equal(on("t3.xlarge"), false, "70 users are 46 % of its memory");
    assert.equal(on(notYetKnown), unknown);
  });
});

describe("B4 requests-per-target-served", () => {
  const served = (...stack: Declared[]) =>
    judge(requestTargetIsServed, declared(), template(), group(), ...stack);
  const label = "app/web/1/targetgroup/web/1";

  it("compares with what the plan gives an instance: 25 requests a minute, by memory", () => {
    const target = (value: unknown) => served(tracking(predefined("ALBRequestCountPerTarget", label), value));
    assert.equal(target(25).target, true);
    assert.equal(target(26).target, false);
    assert.equal(target(notYetKnown).target, unknown);
  });

  it("reads an alarm's sum by its period, and has nothing to say of other metrics", () => {
    const alarmed = (props: Props) => served(steps("out", 20), alarm("alarm", "out", props)).alarm;
    assert.equal(alarmed({ ...requests, threshold: 125, period: 300 }), true);
    assert.equal(alarmed({ ...requests, threshold: 126, period: 300 }), false);
    assert.equal(alarmed(cpu), undefined);
  });
});
