import assert from "node:assert/strict";
import { type Declared, notYetKnown, subnetsIn } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { cacheMultiAz } from "../../policy/reliability/availability/cache";
import {
  clusterMultiAz,
  databaseMultiAz,
  deletionProtection,
} from "../../policy/reliability/availability/database";
import { zoneLoss } from "../../policy/reliability/availability/zone-loss";
import { stackOf, verdicts } from "./declare";

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
        props: { name: "isolated", subnetIds: ["subnet-0", "subnet-1"] },
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
      props: { name: "isolated", subnetIds: ["subnet-0", "subnet-1"] },
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

  it("takes a replica in each node group that is written out", () => {
    const written = (...replicas: number[]) =>
      verdicts(
        cacheMultiAz,
        stackOf({
          type: "aws:elasticache/replicationGroup:ReplicationGroup",
          name: "it",
          props: {
            automaticFailoverEnabled: true,
            multiAzEnabled: true,
            nodeGroupConfigurations: replicas.map((replicaCount) => ({ replicaCount })),
          },
        }),
      ).it;
    assert.equal(written(1, 2), true);
    assert.equal(written(1, 0), false);
  });

  it("leaves the nodes of a replication group to their group", () => {
    assert.equal(node({ replicationGroupId: "sessions" }), undefined);
  });
});

describe("D1 replicas", () => {
  const replica: Declared = {
    type: "aws:rds/instance:Instance",
    name: "replica",
    props: { replicateSourceDb: notYetKnown, multiAz: false },
  };

  it("need no standby, also while their source is not known", () => {
    assert.deepEqual(verdicts(databaseMultiAz, stackOf(replica)), {});
    const stack = stackOf(replica, {
      type: "aws:autoscaling/group:Group",
      name: "web",
      props: { availabilityZones: ["us-east-1a", "us-east-1b"], maxSize: 4 },
    });
    assert.equal(verdicts(zoneLoss, stack, defaultsOf(zoneLoss)).web, true);
  });

  it("are none where AWS gives an empty source", () => {
    const primary = { ...replica, props: { multiAz: false }, filledIn: { replicateSourceDb: "" } };
    assert.equal(verdicts(databaseMultiAz, stackOf(primary)).replica, false);
  });
});

describe("D1 resources of one name in two regions", () => {
  it("are two: the instances of one cluster are not the other's", () => {
    const cluster = (name: string, region: string): Declared[] => [
      { type: "aws:rds/cluster:Cluster", name, props: { region, clusterIdentifier: "orders" } },
      {
        type: "aws:rds/clusterInstance:ClusterInstance",
        name: `${name}-0`,
        props: { region, clusterIdentifier: "orders" },
      },
    ];
    const stack = stackOf(...cluster("east", "us-east-1"), ...cluster("west", "us-west-2"));
    assert.deepEqual(verdicts(clusterMultiAz, stack), { east: false, west: false });
  });
});
