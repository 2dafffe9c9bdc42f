import assert from "node:assert/strict";
import { declaredData } from "../../policy/reliability/capacity/examples/data";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { unknown } from "../../policy/model/value";
import { capacityRules } from "../../policy/reliability/capacity";
import { stackOf, verdicts } from "./declare";

/** What a rule says of each resource of a stack, and how it says it. */
function judge(name: string, stack: readonly Declared[], config: object = {}) {
  const rules: readonly AnyRule[] = capacityRules;
  const rule = rules.find((it) => it.name === name);
  assert.ok(rule, name);
  const findings = [...rule.check(stackOf(...stack), { ...defaultsOf(rule), ...config })];
  const verdictOf = verdicts(rule, stackOf(...stack), { ...defaultsOf(rule), ...config });
  const refused = findings.some(({ verdict }) => verdict === false);
  return {
    verdictOf,
    refused,
    said: findings.map(({ found, required }) => `${found} / ${required}`).join("\n"),
  };
}

const group = (maxSize: unknown, name = "web"): Declared => ({
  type: "aws:autoscaling/group:Group",
  name,
  props: { name: `${name}-1`, maxSize, launchTemplate: { id: "lt-1" } },
});
const template: Declared = {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { id: "lt-1", instanceType: "t3.medium" },
};
const cluster: Declared = {
  type: "aws:rds/cluster:Cluster",
  name: "orders",
  props: {
    clusterIdentifier: "orders-1",
    serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 64 },
  },
};
const instance = (name: string, instanceClass: unknown): Declared => ({
  type: "aws:rds/clusterInstance:ClusterInstance",
  name,
  props: { clusterIdentifier: "orders-1", instanceClass },
});

describe("D4 connections of a full fleet", () => {
  const connections = (...stack: Declared[]) => judge("database-holds-connections", [declaredData, ...stack]);

  it("are those of all groups, an instance refresh included: 10 each and 20 for administration", () => {
    const { verdictOf, said } = connections(
      group(108, "a"),
      group(108, "b"),
      cluster,
      instance("w", "db.serverless"),
    );
    assert.match(said, /2400: 238 instances/);
    // Below 1 ACU AWS allows 2,000 at most, however large the maximum.
    assert.match(said, /0\.5 to 64 ACU: 2000 connections/);
    assert.equal(verdictOf.orders, false);
  });

  it("have to fit the smallest instance, which may become the writer", () => {
    const large = instance("w", "db.r7g.2xlarge");
    assert.equal(connections(group(216), cluster, large).verdictOf.orders, true);
    const withSmall = connections(group(216), cluster, large, instance("r", "db.r7g.large"));
    assert.equal(withSmall.verdictOf.orders, false);
    assert.match(withSmall.said, /db\.r7g\.large/);
  });

  it("are refused for a class that the catalogue lacks, beside others too", () => {
    const strange = connections(group(216), cluster, instance("w", "db.x99.huge"));
    assert.equal(strange.verdictOf.orders, false);
    assert.match(strange.said, /db\.x99\.huge, which the model's catalogue lacks/);
    const large = instance("w", "db.r7g.2xlarge");
    assert.equal(
      connections(group(216), cluster, large, instance("r", "db.x99.huge")).verdictOf.orders,
      false,
    );
  });

  it("have to fit a serverless reader beside a writer of a class", () => {
    const { verdictOf, said } = connections(
      group(216),
      cluster,
      instance("w", "db.r7g.2xlarge"),
      instance("r", "db.serverless"),
    );
    assert.equal(verdictOf.orders, true, said);
    const small = {
      ...cluster.props,
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 1 },
    };
    const withSmall = connections(
      group(216),
      { ...cluster, props: small },
      instance("w", "db.r7g.2xlarge"),
      instance("r", "db.serverless"),
    );
    assert.equal(withSmall.verdictOf.orders, false);
  });

  it("have to fit a Multi-AZ DB cluster by its own class", () => {
    const multiAz = (dbClusterInstanceClass: string) =>
      connections(group(216), { ...cluster, props: { dbClusterInstanceClass } }).verdictOf.orders;
    assert.equal(multiAz("db.r7g.2xlarge"), true);
    assert.equal(multiAz("db.r7g.large"), false);
  });

  it("are those of the plan in a stack that has no group", () => {
    const { said } = connections(cluster, instance("w", "db.serverless"));
    assert.match(said, /2930: 291 instances/);
  });

  it("are not judged of another engine, whose formula is another", () => {
    const mysql = { ...cluster, props: { ...cluster.props, engine: "aurora-mysql" } };
    assert.deepEqual(connections(group(216), mysql, instance("w", "db.serverless")).verdictOf, {});
  });

  it("are not judged without a declaration", () => {
    const undeclared = judge("database-holds-connections", [
      group(216),
      cluster,
      instance("w", "db.serverless"),
    ]);
    assert.deepEqual(undeclared.verdictOf, {});
  });

  it("wait for a class that is not known yet", () => {
    assert.equal(connections(group(216), cluster, instance("w", notYetKnown)).verdictOf.orders, unknown);
  });
});

describe("D4 storage of a database", () => {
  it("holds 50 GB now and 446 GB in a year of 20 % a month, with the buffer", () => {
    const database = (props: object): Declared => ({
      type: "aws:rds/instance:Instance",
      name: "orders",
      props: { instanceClass: "db.m5.large", ...props },
    });
    const storage = (props: object) =>
      judge("database-storage-holds-growth", [declaredData, database(props)]);
    const enough = storage({ allocatedStorage: 56, maxAllocatedStorage: 499 });
    assert.equal(enough.verdictOf.orders, true);
    assert.match(enough.said, /50 GB now, 446 GB in a year/);
    assert.equal(storage({ allocatedStorage: 55, maxAllocatedStorage: 499 }).verdictOf.orders, false);
    assert.equal(storage({ allocatedStorage: 498 }).verdictOf.orders, false, "RDS does not enlarge it");
    assert.equal(storage({ allocatedStorage: 499 }).verdictOf.orders, true, "it need not be enlarged");
  });
});

describe("D4 memory of a cache", () => {
  it("is that of all shards beside the reserve", () => {
    const cache = (props: Record<string, unknown>): Declared => ({
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      name: "cache",
      props,
    });
    const workload = { ...(declaredData.props?.workload as object), sessionKb: 100 };
    const plan = { ...declaredData, props: { ...declaredData.props, workload } };
    const sessions = (props: Record<string, unknown>) => judge("cache-holds-sessions", [plan, cache(props)]);
    // 5,000 sessions of 100 KB at 80 % are 0.625 GB; a micro node holds 0.4.
    assert.equal(sessions({ nodeType: "cache.t4g.micro" }).verdictOf.cache, false);
    assert.match(
      sessions({ nodeType: "cache.t4g.micro" }).said,
      /0\.40 GB.*0\.625 GB: 5000 sessions of 100 KB/,
    );
    assert.equal(sessions({ nodeType: "cache.t4g.micro", numNodeGroups: 2 }).verdictOf.cache, true);
    assert.equal(sessions({ nodeType: "cache.t4g.small" }).verdictOf.cache, true);
  });
});

describe("D4 quotas", () => {
  it("count vCPUs of the largest size", () => {
    assert.equal(judge("vcpu-quota-holds-group", [declaredData, template, group(256)]).verdictOf.web, true);
    const beyond = judge("vcpu-quota-holds-group", [declaredData, template, group(257)]);
    assert.equal(beyond.verdictOf.web, false);
    assert.match(beyond.said, /514 vCPUs/);
  });

  it("count vCPUs of all groups together", () => {
    const both = judge("vcpu-quota-holds-group", [declaredData, template, group(200, "a"), group(57, "b")]);
    assert.deepEqual(both.verdictOf, { a: false, b: false });
  });

  it("count addresses by region", () => {
    const address = (region: string, at: number): Declared => ({
      type: "aws:ec2/eip:Eip",
      name: `${region}-${at}`,
      props: { region },
    });
    const [here, there] = ["us-east-1", "us-west-2"].map((region) =>
      Array.from({ length: 5 }, (_, at) => address(region, at)),
    );
    assert.ok(here && there);
    const all = judge("elastic-ip-quota-holds", [declaredData, ...here, ...there]).verdictOf;
    assert.ok(Object.values(all).every((verdict) => verdict === true));
    const beyond = judge("elastic-ip-quota-holds", [
      declaredData,
      ...here,
      address("us-east-1", 5),
    ]).verdictOf;
    assert.deepEqual(
      Object.entries(beyond).filter(([, verdict]) => verdict === false),
      [["us-east-1-5", false]],
    );
  });
});

describe("D4 growth", () => {
  const growth = (maxSize: number, months: number) =>
    judge("growth-within-limits", [declaredData, template, group(maxSize)], { months });

  it("is followed month by month from what the stack has, not from the plan", () => {
    // 200 instances today, 240 after a month of 20 %, 288 after two, 346 after three.
    assert.match(
      growth(300, 1).said,
      /instances: 200\.0 of 300\.0 instances today; at 20 % a month it is reached in month 3/,
    );
    assert.match(growth(264, 1).said, /of 264\.0 instances today; at 20 % a month it is reached in month 2/);
    assert.equal(growth(300, 2).refused, false);
    assert.equal(growth(300, 3).refused, true);
    assert.equal(growth(240, 1).refused, false);
    assert.equal(growth(239, 1).refused, true);
  });
});

describe("D4 scale-out", () => {
  const policy = (props: object): Declared => ({
    type: "aws:autoscaling/policy:Policy",
    name: "out",
    props: { arn: "arn:aws:autoscaling:us-east-1:1:policy/out", autoscalingGroupName: "web-1", ...props },
  });
  const alarm: Declared = {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "cpu",
    props: {
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 75,
      period: 60,
      evaluationPeriods: 2,
      alarmActions: ["arn:aws:autoscaling:us-east-1:1:policy/out"],
    },
  };
  const inTime = (props: object, surgePercentPerMinute = 5) =>
    judge("scale-out-in-time", [group(4), policy(props), alarm], { surgePercentPerMinute });

  it("adds the time until the alarm and the warm-up, at the surge that is to be caught", () => {
    // 2 + 3 minutes at 5 % a minute: 75 x 1.25 = 94 %; at 7 %: 101 %.
    const { verdictOf, said } = inTime({ policyType: "StepScaling", estimatedInstanceWarmup: 180 });
    assert.equal(verdictOf.out, true);
    assert.match(said, /the load is 94 %/);
    assert.equal(inTime({ policyType: "StepScaling", estimatedInstanceWarmup: 180 }, 7).verdictOf.out, false);
  });

  it("adds the cooldown of a simple policy, its own or the group's", () => {
    // 2 + 5 minutes at 5 % a minute: 75 x 1.35 = 101 %.
    const simple = { policyType: "SimpleScaling" };
    assert.equal(inTime({ ...simple, cooldown: 180 }).verdictOf.out, true);
    assert.equal(inTime({ ...simple, cooldown: 300 }).verdictOf.out, false);
    assert.equal(inTime({ cooldown: 300 }).verdictOf.out, false, "simple is the provider's default");
    assert.equal(inTime(simple).verdictOf.out, false, "AWS's own default is 300 s");
  });

  it("takes AWS's cooldown for the warm-up of a policy that says none", () => {
    assert.equal(inTime({ policyType: "StepScaling" }).verdictOf.out, false);
  });

  it("takes target tracking's own three minutes", () => {
    const tracking = (targetValue: number) => ({
      policyType: "TargetTrackingScaling",
      estimatedInstanceWarmup: 180,
      targetTrackingConfiguration: {
        targetValue,
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      },
    });
    assert.equal(inTime(tracking(70)).verdictOf.out, true);
    assert.equal(inTime(tracking(80)).verdictOf.out, false);
  });
});
