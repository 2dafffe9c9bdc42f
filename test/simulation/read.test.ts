import assert from "node:assert/strict";
import { DocumentError, resourcesOf } from "../../simulation/read/document";
import { FleetError, fleetsOf } from "../../simulation/read/fleet";
import { notKnown } from "../../simulation/read/not-known";

/** A stack of another program, as its preview shows it: other names, other thresholds, no plan. */
const urn = (type: string, name: string) => `urn:pulumi:live::shop::${type}::${name}`;
const step = (type: string, name: string, inputs: object, propertyDependencies: object = {}) => ({
  op: "create",
  urn: urn(type, name),
  newState: { urn: urn(type, name), type, inputs, propertyDependencies },
});
const [group, template] = ["aws:autoscaling/group:Group", "aws:ec2/launchTemplate:LaunchTemplate"];
const [policy, alarm] = ["aws:autoscaling/policy:Policy", "aws:cloudwatch/metricAlarm:MetricAlarm"];
const [target, balancer] = ["aws:alb/targetGroup:TargetGroup", "aws:alb/loadBalancer:LoadBalancer"];
const subnet = "aws:ec2/subnet:Subnet";
const zones = ["a", "b", "c"];

const steps = [
  ...zones.map((zone) => step(subnet, `net-${zone}`, { availabilityZone: `eu-west-1${zone}` })),
  step(template, "machine", { instanceType: "m6i.large" }),
  step(balancer, "front", { idleTimeout: 30 }),
  step(target, "shop", { deregistrationDelay: "20", slowStart: 60, stickiness: { type: "lb_cookie" } }),
  step(
    "aws:lb/listener:Listener",
    "https",
    { loadBalancerArn: notKnown, defaultActions: [{ targetGroupArn: notKnown }] },
    {
      loadBalancerArn: [urn(balancer, "front")],
      defaultActions: [urn(target, "shop")],
    },
  ),
  step(
    group,
    "fleet",
    {
      minSize: 4,
      maxSize: 40,
      name: "fleet-7",
      __defaults: ["name"],
      launchTemplate: { id: notKnown },
      targetGroupArns: [notKnown],
      vpcZoneIdentifiers: [notKnown, notKnown, notKnown],
      healthCheckType: "ELB",
    },
    {
      launchTemplate: [urn(template, "machine")],
      targetGroupArns: [urn(target, "shop")],
      vpcZoneIdentifiers: zones.map((zone) => urn(subnet, `net-${zone}`)),
    },
  ),
  step(policy, "more", {
    autoscalingGroupName: "fleet-7",
    adjustmentType: "ChangeInCapacity",
    policyType: "SimpleScaling",
    scalingAdjustment: 3,
    cooldown: 120,
  }),
  step(
    policy,
    "hold",
    {
      autoscalingGroupName: notKnown,
      policyType: "TargetTrackingScaling",
      estimatedInstanceWarmup: 90,
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 55,
        disableScaleIn: true,
      },
    },
    { autoscalingGroupName: [urn(group, "fleet")] },
  ),
  step(
    alarm,
    "busy",
    {
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 66,
      evaluationPeriods: 4,
      datapointsToAlarm: 3,
      period: 120,
      metricName: "CPUUtilization",
      namespace: "AWS/EC2",
      statistic: "Maximum",
      dimensions: { AutoScalingGroupName: "fleet-7" },
      alarmActions: [notKnown],
    },
    { alarmActions: [urn(policy, "more")] },
  ),
  step(
    alarm,
    "slow",
    {
      name: "shop-slow",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1,
      evaluationPeriods: 2,
      metricQueries: [
        { id: "e1", expression: "m1 * factor", returnData: true },
        { id: "factor", expression: "2 + 1" },
        {
          id: "m1",
          metric: {
            namespace: "AWS/ApplicationELB",
            metricName: "TargetResponseTime",
            stat: "p90",
            period: 60,
            dimensions: { LoadBalancer: notKnown },
          },
        },
      ],
      alarmActions: ["arn:aws:sns:eu-west-1:111122223333:oncall"],
    },
    { metricQueries: [urn(balancer, "front")] },
  ),
  step(alarm, "elsewhere", {
    comparisonOperator: "GreaterThanThreshold",
    threshold: 1,
    evaluationPeriods: 1,
    metricName: "CPUUtilization",
    namespace: "AWS/EC2",
    dimensions: { AutoScalingGroupName: "other-group" },
  }),
  step("aws:autoscaling/schedule:Schedule", "night", {
    autoscalingGroupName: "fleet-7",
    scheduledActionName: "night",
    minSize: 2,
    maxSize: -1,
    recurrence: "0 22 * * *",
    timeZone: "Europe/Dublin",
  }),
];
const span = { from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 6, 3) };
const fleetOf = (all: readonly object[] = steps, options: object = {}) => {
  const [read] = fleetsOf(resourcesOf(JSON.stringify({ steps: all }), "preview.json"), {
    ...span,
    ...options,
  });
  assert.ok(read);
  return read;
};

describe("reading a stack of another program", () => {
  const { fleet, unknowns } = fleetOf();

  it("finds the group, what its instances are, and in how many zones", () => {
    assert.equal(fleet.name, "fleet");
    assert.deepEqual([fleet.minSize, fleet.maxSize, fleet.zones], [4, 40, 3]);
    assert.deepEqual([fleet.instance.type, fleet.instance.memoryMib], ["m6i.large", 8192]);
    assert.deepEqual(unknowns, []);
  });

  it("takes a declaration's word for zones that no subnet tells, and for no more than a region has", () => {
    const apart = [
      step(template, "machine", { instanceType: "m6i.large" }),
      step(
        group,
        "alone",
        { maxSize: 4, launchTemplate: { id: notKnown } },
        { launchTemplate: [urn(template, "machine")] },
      ),
    ];
    const zonesBy = (zones: number) => fleetOf(apart, { zones }).fleet.zones;
    assert.deepEqual([3, 731_654_000].map(zonesBy), [3, 6]);
  });

  it("takes AWS's defaults for what is not set", () => {
    assert.deepEqual([fleet.bootSeconds, fleet.graceSeconds], [300, 300]);
    const {
      checkSeconds,
      healthyChecks,
      slowStartSeconds,
      deregistrationSeconds,
      idleTimeoutSeconds,
      isSticky,
    } = fleet.balancer;
    assert.deepEqual([checkSeconds, healthyChecks, slowStartSeconds, deregistrationSeconds], [30, 3, 60, 20]);
    assert.deepEqual([idleTimeoutSeconds, isSticky], [30, true]);
    assert.deepEqual(fleet.refresh, { minHealthyPercent: 90, maxHealthyPercent: 100, warmupSeconds: 300 });
  });

  it("reads simple scaling and targets, with what sets them off", () => {
    const [more, hold] = fleet.policies;
    assert.ok(more?.kind === "step" && hold?.kind === "tracking");
    assert.deepEqual([more.steps[0]?.amount, more.cooldownSeconds, more.alarms], [3, 120, ["busy"]]);
    assert.deepEqual([hold.target, hold.warmupSeconds, hold.scalesIn], [55, 90, false]);
    assert.equal(hold.measure.terms[0]?.metric, "CPUUtilization");
  });

  it("reads alarms with metric math, and leaves those of other groups alone", () => {
    assert.deepEqual(
      fleet.alarms.map(({ name, datapoints, periods, pages }) => [name, datapoints, periods, pages]),
      [
        ["busy", 3, 4, false],
        ["shop-slow", 2, 2, true],
      ],
    );
    assert.equal(fleet.alarms[1]?.measure.expression, "m1 * (2 + 1)");
  });

  it("knows when scheduled actions are due, also in summer time", () => {
    assert.deepEqual(fleet.schedule, [
      {
        name: "night",
        times: [Date.UTC(2026, 6, 1, 21), Date.UTC(2026, 6, 2, 21)],
        minSize: 2,
        maxSize: undefined,
        desired: undefined,
      },
    ]);
  });

  it("says what a preview does not know", () => {
    const open = steps.map((it) =>
      it.urn === urn(group, "fleet")
        ? { ...it, newState: { ...it.newState, inputs: { ...it.newState.inputs, maxSize: notKnown } } }
        : it,
    );
    assert.deepEqual(fleetOf(open).unknowns, ["maxSize of fleet"]);
  });

  it("says which instance type nobody knows, and that there is no group", () => {
    const strange = steps.map((it) =>
      it.urn === urn(template, "machine") ? step(template, "machine", { instanceType: "z9.huge" }) : it,
    );
    assert.throws(
      () => fleetOf(strange),
      (error) => error instanceof FleetError && error.message.includes("z9.huge"),
    );
    assert.throws(() => fleetOf([]), FleetError);
  });
});

describe("reading a stack's file", () => {
  const state = {
    version: 3,
    deployment: {
      resources: steps.map(({ newState }) => ({
        ...newState,
        id: newState.urn,
        outputs: { ...newState.inputs, arn: `arn:${newState.urn}` },
      })),
    },
  };

  it("finds the same in an exported state and in a plan", () => {
    const expected = fleetOf().fleet;
    const of = (document: object) => fleetsOf(resourcesOf(JSON.stringify(document), "file"), span)[0]?.fleet;
    assert.deepEqual(of(state), expected);
    const resourcePlans = Object.fromEntries(
      steps.map(({ urn, newState: { type, inputs, propertyDependencies } }) => [
        urn,
        { goal: { type, propertyDependencies, inputDiff: { adds: inputs } } },
      ]),
    );
    assert.deepEqual(of({ resourcePlans }), expected);
  });

  it("leaves out what is deleted", () => {
    const deleted = resourcesOf(JSON.stringify({ steps: [{ ...steps[0], op: "delete" }] }), "file");
    assert.deepEqual(deleted, []);
  });

  it("says what is wrong with any other file, and where", () => {
    assert.throws(
      () => resourcesOf("{}", "a.json"),
      (error) => error instanceof DocumentError && error.message.includes("a.json"),
    );
    assert.throws(
      () => resourcesOf('{\n  "steps": [,\n}', "a.json"),
      (error) => error instanceof DocumentError && /a\.json.* is not JSON/.test(error.message),
    );
  });
});
