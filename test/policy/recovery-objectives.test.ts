import assert from "node:assert/strict";
import { declared } from "../../policy/reliability/capacity/examples/fleet";
import { type Declared, notYetKnown, subnetsIn } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown, type Verdict } from "../../policy/model/value";
import { objectivesKept } from "../../policy/reliability/region/objectives";
import { stackOf } from "./declare";

type Change = Readonly<Record<string, object | null>>;

const minute = 60;
const hour = 60 * minute;
/** What the stack below keeps, and little more. */
const objectives = {
  instance: { rtoSeconds: minute, rpoSeconds: 0 },
  zone: { rtoSeconds: minute, rpoSeconds: 0 },
  region: { rtoSeconds: 2 * hour - minute, rpoSeconds: 26 * hour },
  data: { rtoSeconds: 2 * hour, rpoSeconds: 15 * minute },
  credential: { rtoSeconds: 2 * hour, rpoSeconds: 26 * hour },
};

const stack: Readonly<Record<string, Declared>> = {
  recovery: {
    type: "platform:recovery:RecoveryPlan",
    name: "recovery",
    props: { mode: "backup-only", responseMinutes: 15, objectives },
  },
  group: {
    type: "aws:autoscaling/group:Group",
    name: "group",
    props: {
      name: "group-1",
      minSize: 8,
      maxSize: 264,
      vpcZoneIdentifiers: ["subnet-0", "subnet-1", "subnet-2"],
    },
  },
  out: {
    type: "aws:autoscaling/policy:Policy",
    name: "out",
    props: {
      autoscalingGroupName: "group-1",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 50,
      },
    },
  },
  cluster: {
    type: "aws:rds/cluster:Cluster",
    name: "cluster",
    props: { clusterIdentifier: "cluster-1", engine: "aurora-postgresql" },
  },
  writer: {
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "writer",
    props: { clusterIdentifier: "cluster-1" },
  },
  reader: {
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "reader",
    props: { clusterIdentifier: "cluster-1" },
  },
  cache: {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    name: "cache",
    props: { automaticFailoverEnabled: true },
  },
  nat: { type: "aws:ec2/natGateway:NatGateway", name: "nat-0", props: {} },
  nat1: { type: "aws:ec2/natGateway:NatGateway", name: "nat-1", props: {} },
  nat2: { type: "aws:ec2/natGateway:NatGateway", name: "nat-2", props: {} },
  plan: {
    type: "aws:backup/plan:Plan",
    name: "plan",
    props: {
      region: "us-east-1",
      rules: [
        {
          schedule: "cron(0 5 * * ? *)",
          copyActions: [{ destinationVaultArn: "arn:aws:backup:us-west-2:123456789012:backup-vault:copies" }],
        },
      ],
    },
  },
  lock: {
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "lock",
    props: { minRetentionDays: 7 },
  },
  check: {
    type: "aws:route53/healthCheck:HealthCheck",
    name: "check",
    props: { id: "check-1", type: "HTTPS", requestInterval: 10, failureThreshold: 3 },
  },
  balancer: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "balancer",
    props: { dnsName: "web-1.elb.example" },
  },
  record: {
    type: "aws:route53/record:Record",
    name: "record",
    props: {
      name: "app",
      type: "CNAME",
      records: ["web-1.elb.example"],
      ttl: 60,
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
      healthCheckId: "check-1",
    },
  },
  unrelated: {
    type: "aws:route53/record:Record",
    name: "unrelated",
    props: {
      name: "api",
      type: "CNAME",
      records: ["api.example.net"],
      ttl: 86_400,
      weightedRoutingPolicies: [{ weight: 1 }],
      healthCheckId: "check-2",
    },
  },
  unrelatedCheck: {
    type: "aws:route53/healthCheck:HealthCheck",
    name: "unrelated-check",
    props: { id: "check-2", type: "HTTPS", requestInterval: 30, failureThreshold: 10 },
  },
};

/** Which objectives are not kept, or not decided, with changed properties of some resources, or without them. */
function judge(changes: Change = {}, wanted: Verdict = false): string[] {
  const resources = Object.entries(stack).flatMap(([name, it]) => {
    const change = changes[name];
    const refersTo = Object.fromEntries(Object.keys(change ?? {}).map((property) => [property, ["group"]]));
    return change === null ? [] : [{ ...it, props: { ...it.props, ...change }, ...(change && { refersTo }) }];
  });
  const all = stackOf(
    declared({ staticFilesGb: 10, fileBackupGb: 50 }),
    ...subnetsIn("us-east-1a", "us-east-1b", "us-east-1c"),
    ...resources,
  );
  return [...objectivesKept.check(all, defaultsOf(objectivesKept))]
    .filter(({ verdict }) => verdict === wanted)
    .map(
      ({ found }) => found.split(":")[0]?.replace("recovery ", "").replace(" after the loss of", "") ?? "",
    );
}

describe("B9 recovery-objectives-kept", () => {
  it("says of each objective that it is kept", () => {
    assert.deepEqual(judge(), []);
    assert.equal(judge({}, true).length, 10);
  });

  const broken: readonly (readonly [string, Change, readonly string[]])[] = [
    ["a database without a reader", { reader: null }, ["time an instance", "time a zone"]],
    [
      "a cache that does not fail over",
      { cache: { automaticFailoverEnabled: false } },
      ["time an instance", "time a zone"],
    ],
    ["zones that share a NAT gateway", { nat2: null }, ["time a zone"]],
    [
      "backups that are not copied",
      { plan: { rules: [{ schedule: "cron(0 5 * * ? *)" }] } },
      ["time the region", "point the region"],
    ],
    [
      "weekly backups",
      { plan: { rules: [{ schedule: "cron(0 5 ? * SUN *)" }] } },
      ["time the region", "point the region", "point a credential"],
    ],
    ["a vault that is not locked", { lock: null }, ["time a credential", "point a credential"]],
    ["a slow health check", { check: { requestInterval: 30, failureThreshold: 10 } }, ["time the region"]],
    ["a record that resolvers keep for an hour", { record: { ttl: 3600 } }, ["time the region"]],
    [
      "another record that leads to the load balancer, for as long",
      { unrelated: { records: ["web-1.elb.example"], healthCheckId: "check-1" } },
      ["time the region"],
    ],
    [
      "a region that is lost with the alarm on the health check",
      { group: { region: "us-east-1" } },
      ["time the region"],
    ],
    ["nothing kept elsewhere", { recovery: { mode: "none" } }, ["time the region", "point the region"]],
    ["people who answer in half an hour", { recovery: { responseMinutes: 30 } }, ["time the region"]],
  ];
  for (const [what, change, expected] of broken) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(judge(change), expected);
    });
  }

  const region = { ...objectives, region: { rtoSeconds: 30 * minute, rpoSeconds: 15 * minute } };
  const withFloor = (role: string, minSize: unknown, wanted?: Verdict, changes: Change = {}) =>
    judge(
      {
        recovery: { mode: "warm-standby", role, objectives: region },
        group: { minSize },
        cluster: { globalClusterIdentifier: "both" },
        ...changes,
      },
      wanted,
    );

  it("refuses a standby whose floor is too low to reach the peak in time, and judges no primary by its own", () => {
    assert.deepEqual(withFloor("standby", 9), []);
    assert.deepEqual(withFloor("standby", 8), ["time the region"]);
    const notYet = (role: string) => withFloor(role, notYetKnown, unknown);
    assert.ok(notYet("standby").includes("time the region"));
    assert.ok(!notYet("primary").includes("time the region"));
    assert.ok(!withFloor("primary", 4).includes("time the region"));
  });

  it("refuses a standby that nothing adds instances to, unless its floor is the peak", () => {
    assert.deepEqual(withFloor("standby", 9, false, { out: null }), ["time the region"]);
    assert.deepEqual(withFloor("standby", 264, false, { out: null }), []);
    const onlyIn = { policyType: "SimpleScaling", scalingAdjustment: -1 };
    assert.deepEqual(withFloor("standby", 9, false, { out: onlyIn }), ["time the region"]);
    assert.deepEqual(withFloor("standby", 9, unknown, { out: { policyType: notYetKnown } }), [
      "time the region",
    ]);
    assert.ok(!withFloor("primary", 4, false, { out: null }).includes("time the region"));
  });

  it("leaves to the update what it cannot know, and no more", () => {
    assert.deepEqual(judge({ reader: { clusterIdentifier: notYetKnown } }, unknown), [
      "time an instance",
      "time a zone",
    ]);
    assert.deepEqual(judge({ cache: { automaticFailoverEnabled: notYetKnown } }, false), []);
    assert.deepEqual(judge({ check: { requestInterval: notYetKnown } }, false), []);
    assert.deepEqual(judge({ recovery: { objectives: notYetKnown } }, false), []);
    assert.deepEqual(judge({ group: { region: notYetKnown } }, unknown), ["time the region"]);
    assert.deepEqual(judge({ unrelated: { records: [notYetKnown] } }, unknown), ["time the region"]);
    assert.deepEqual(judge({ unrelated: { records: [notYetKnown] } }, false), []);
    const asked = objectivesKept.check(stackOf(), defaultsOf(objectivesKept));
    assert.deepEqual([...asked], [], "it is about nothing in a stack without a declaration");
  });
});
