import assert from "node:assert/strict";
import { type Declared, notYetKnown, subnetsIn } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { cacheMultiAz } from "../../policy/reliability/availability/cache";
import { clusterMultiAz, deletionProtection } from "../../policy/reliability/availability/database";
import {
  groupHealthCheck,
  groupMinimum,
  groupMultiAz,
  groupNotifications,
} from "../../policy/reliability/availability/group";
import { failoverRecords } from "../../policy/reliability/availability/load-balancer";
import { natPerZone } from "../../policy/reliability/availability/nat";
import { stackOf, verdicts } from "./declare";

const group = (props: object, refersTo: Record<string, string[]> = {}): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "web",
  props: { name: "web-1", ...props },
  refersTo,
});

describe("D1 database-cluster-multi-az", () => {
  const kinds = [
    { module: "rds", subnets: "dbSubnetGroupName" },
    { module: "docdb", subnets: "dbSubnetGroupName" },
    { module: "neptune", subnets: "neptuneSubnetGroupName" },
  ];
  for (const { module, subnets } of kinds) {
    const cluster = (props: object = {}): Declared[] => [
      {
        type: `aws:${module}/cluster:Cluster`,
        name: "orders",
        props: { clusterIdentifier: "orders-1", [subnets]: "isolated", ...props },
      },
      {
        type: `aws:${module}/subnetGroup:SubnetGroup`,
        name: "isolated",
        props: { name: "isolated", subnetIds: notYetKnown },
        refersTo: { subnetIds: ["subnet-0", "subnet-1"] },
      },
      ...subnetsIn("us-east-1a", "us-east-1b"),
    ];
    const instance = (name: string, availabilityZone?: string): Declared => ({
      type: `aws:${module}/clusterInstance:ClusterInstance`,
      name,
      props: { clusterIdentifier: "orders-1", availabilityZone },
    });
    const judge = (...resources: Declared[]) => verdicts(clusterMultiAz, stackOf(...resources)).orders;

    it(`takes two instances of ${module} that AWS places, and refuses one`, () => {
      assert.equal(judge(...cluster(), instance("a"), instance("b")), true);
      assert.equal(judge(...cluster(), instance("a")), false);
    });

    it(`refuses instances of ${module} that are all in one zone, by the program or by AWS`, () => {
      const zones = (...names: string[]) => names.map((zone, at) => instance(`${at}`, zone));
      assert.equal(judge(...cluster(), ...zones("us-east-1a", "us-east-1a")), false);
      assert.equal(judge(...cluster(), ...zones("us-east-1a", "us-east-1a", "us-east-1b")), true);
    });
  }

  it("takes a Multi-AZ DB cluster, whose instances RDS makes", () => {
    const cluster: Declared = {
      type: "aws:rds/cluster:Cluster",
      name: "orders",
      props: { dbClusterInstanceClass: "db.m6gd.large", dbSubnetGroupName: "isolated" },
    };
    const subnets: Declared = {
      type: "aws:rds/subnetGroup:SubnetGroup",
      name: "isolated",
      props: { name: "isolated", subnetIds: notYetKnown },
      refersTo: { subnetIds: ["subnet-0", "subnet-1"] },
    };
    const stack = stackOf(cluster, subnets, ...subnetsIn("us-east-1a", "us-east-1b"));
    assert.equal(verdicts(clusterMultiAz, stack).orders, true);
  });

  it("is protected from deletion, whichever engine", () => {
    const { documents } = verdicts(
      deletionProtection,
      stackOf({ type: "aws:docdb/cluster:Cluster", name: "documents" }),
    );
    assert.equal(documents, false);
  });
});

describe("D1 cache-multi-az", () => {
  const node = (props: Record<string, unknown>) =>
    verdicts(cacheMultiAz, stackOf({ type: "aws:elasticache/cluster:Cluster", name: "it", props })).it;

  it("refuses a single Redis or Valkey, which has no other node to go on with", () => {
    assert.equal(node({ engine: "redis", numCacheNodes: 1 }), false);
    assert.equal(node({ engine: "valkey", numCacheNodes: 1 }), false);
  });

  it("takes memcached nodes of several zones, and not of one", () => {
    assert.equal(node({ engine: "memcached", numCacheNodes: 2, azMode: "cross-az" }), true);
    assert.equal(node({ engine: "memcached", numCacheNodes: 2, azMode: "single-az" }), false);
    assert.equal(node({ engine: "memcached", numCacheNodes: 1, azMode: "cross-az" }), false);
  });

  it("leaves the nodes of a replication group to their group", () => {
    assert.equal(node({ replicationGroupId: "sessions" }), undefined);
  });
});

describe("D1 an Auto Scaling group in a default VPC, which names zones and no subnets", () => {
  const zoned = (minSize: number, ...availabilityZones: string[]) =>
    stackOf(group({ minSize, availabilityZones }));

  it("is in two zones, or is refused", () => {
    assert.equal(verdicts(groupMultiAz, zoned(2, "us-east-1a", "us-east-1b")).web, true);
    assert.equal(verdicts(groupMultiAz, zoned(2, "us-east-1a")).web, false);
  });

  it("has an instance in each", () => {
    assert.equal(verdicts(groupMinimum, zoned(1, "us-east-1a", "us-east-1b")).web, false);
    assert.equal(verdicts(groupMinimum, zoned(2, "us-east-1a", "us-east-1b")).web, true);
  });
});

describe("D1 auto-scaling-group-elb-health-check: a group that is attached by a resource of its own", () => {
  for (const type of [
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
  ]) {
    const attachment = (refersTo: Record<string, string[]>, name: unknown): Declared => ({
      type,
      name: "attachment",
      props: { autoscalingGroupName: name },
      refersTo,
    });
    it(`is behind a load balancer by ${type.split(":")[2]}`, () => {
      const judge = (props: object) =>
        verdicts(
          groupHealthCheck,
          stackOf(group(props), attachment({ autoscalingGroupName: ["web"] }, notYetKnown)),
        ).web;
      assert.equal(judge({}), false);
      assert.equal(judge({ healthCheckType: "EC2" }), false);
      assert.equal(judge({ healthCheckType: "ELB" }), true);
      const others = stackOf(group({}), attachment({}, "batch-1"));
      assert.equal(verdicts(groupHealthCheck, others).web, undefined);
    });
  }
});

describe("D1 auto-scaling-group-notifications", () => {
  const event = (props: object): Declared => ({
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "failed",
    props: { name: "failed-1", eventPattern: JSON.stringify({ source: ["aws.autoscaling"] }), ...props },
  });
  const target: Declared = {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "page",
    props: { rule: "failed-1" },
  };
  const judge = (...resources: Declared[]) =>
    verdicts(groupNotifications, stackOf(group({}), ...resources)).web;

  it("is told by an event rule that has a target and is not disabled", () => {
    assert.equal(judge(event({}), target), true);
    assert.equal(judge(event({})), false);
    assert.equal(judge(event({ state: "DISABLED" }), target), false);
  });
});

describe("D1 nat-gateway-per-zone", () => {
  const way = (subnetZone: string, nat: object = {}): Declared[] => [
    ...subnetsIn("us-east-1a", subnetZone),
    {
      type: "aws:ec2/natGateway:NatGateway",
      name: "nat",
      props: { id: "nat-1", subnetId: notYetKnown, ...nat },
      refersTo: { subnetId: ["subnet-0"] },
    },
    {
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name: "association",
      props: { subnetId: notYetKnown, routeTableId: notYetKnown },
      refersTo: { subnetId: ["subnet-1"], routeTableId: ["table"] },
    },
  ];
  const table = (routes: unknown): Declared => ({
    type: "aws:ec2/routeTable:RouteTable",
    name: "table",
    props: { routes },
    refersTo: { routes: ["nat"] },
  });

  for (const [when, routes] of [
    ["known", [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }]],
    ["unknown in part", [{ cidrBlock: "0.0.0.0/0", natGatewayId: notYetKnown }]],
    ["unknown", notYetKnown],
  ] as const) {
    it(`follows the routes inside of a table, ${when}`, () => {
      assert.equal(verdicts(natPerZone, stackOf(...way("us-east-1b"), table(routes))).table, false);
      assert.equal(verdicts(natPerZone, stackOf(...way("us-east-1a"), table(routes))).table, true);
    });
  }

  it("takes a regional NAT gateway, which is in each zone", () => {
    const regional = { availabilityMode: "regional" };
    const stack = stackOf(...way("us-east-1b", regional), table([{ natGatewayId: "nat-1" }]));
    assert.equal(verdicts(natPerZone, stack).table, true);
  });

  it("does not choose among NAT gateways that a value may mean", () => {
    const second: Declared = {
      type: "aws:ec2/natGateway:NatGateway",
      name: "second",
      props: { id: "nat-2", subnetId: notYetKnown },
      refersTo: { subnetId: ["subnet-1"] },
    };
    const stack = stackOf(...way("us-east-1b"), second, {
      ...table(notYetKnown),
      refersTo: { routes: ["nat", "second"] },
    });
    assert.equal(verdicts(natPerZone, stack).table, unknown);
  });
});

describe("B9 dns-failover-health", () => {
  it("is about failover records only, whatever AWS gives for the others", () => {
    for (const failoverRoutingPolicies of [undefined, null, []]) {
      const record = { type: "aws:route53/record:Record", name: "www", props: { failoverRoutingPolicies } };
      assert.equal(verdicts(failoverRecords, stackOf(record)).www, undefined);
    }
  });
});
