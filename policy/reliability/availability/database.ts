import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, judge, some, unknown, type Verdict } from "../../model/value";
import { spans, zonesOf } from "../../model/zones";

export const clusterType = "aws:rds/cluster:Cluster";
export const databaseType = "aws:rds/instance:Instance";
export const clusterInstanceType = "aws:rds/clusterInstance:ClusterInstance";
export const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";
const databaseSubnetsType = "aws:rds/subnetGroup:SubnetGroup";
const cacheSubnetsType = "aws:elasticache/subnetGroup:SubnetGroup";

/** How many instances a cluster has: surely, and at most while some are not known yet. */
export function instancesOf(stack: Stack, cluster: Resource): { sure: number; possible: number } {
  const instances = stack.referring(clusterInstanceType, cluster, "clusterIdentifier");
  return { sure: instances.filter(({ sure }) => sure).length, possible: instances.length };
}

export const clusterMultiAz = rule({
  name: "database-cluster-multi-az",
  description: "A database cluster has instances in at least two Availability Zones",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG RDS_CLUSTER_MULTI_AZ_ENABLED", "NAG RDS3"],
  *check(stack) {
    for (const cluster of stack.ofType(clusterType)) {
      const { sure, possible } = instancesOf(stack, cluster);
      const enough: Verdict = sure >= 2 ? true : possible >= 2 ? unknown : false;
      const [subnets] = cluster.references(databaseSubnetsType, "dbSubnetGroupName").resources;
      yield {
        resource: cluster,
        verdict: every([enough, subnets ? spans(zonesOf(subnets, "subnetIds"), 2) : unknown]),
        found: `${sure} instances in ${subnets ? zonesOf(subnets, "subnetIds").names.join(", ") : "an unknown subnet group"}`,
        required: "a writer and a reader, in a subnet group of at least 2 zones; AWS places them apart",
        fix: "add an aws.rds.ClusterInstance to the cluster (platform:database.readers at least 1)",
      };
    }
  },
});

export const databaseMultiAz = propertyRule({
  name: "database-multi-az",
  description: "A database instance has a standby in another Availability Zone",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG RDS_MULTI_AZ_SUPPORT", "NAG RDS3", "CKV_AWS_157"],
  on: { [databaseType]: ["multiAz"] },
  notByDefault: true,
  except: (database) =>
    judge(database.get("replicateSourceDb"), (source) => typeof source === "string") === true,
  holds: (value) => value === true,
  required: "true",
});

export const subnetGroupMultiAz = rule({
  name: "subnet-group-multi-az",
  description: "A subnet group of a database or cache spans at least two Availability Zones",
  severity: "critical",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const group of stack.ofType(databaseSubnetsType, cacheSubnetsType)) {
      const zones = zonesOf(group, "subnetIds");
      yield {
        resource: group,
        verdict: spans(zones, 2),
        found: `subnets in ${zones.names.join(", ") || "no zone"}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give subnetIds the isolated subnets of two or more zones",
      };
    }
  },
});

export const cacheMultiAz = rule({
  name: "cache-multi-az",
  description: "A cache fails over by itself to a node in another Availability Zone",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG ELASTICACHE_REPL_GRP_MULTI_AZ_ENABLED", "NAG AEC4", "CKV2_AWS_50"],
  *check(stack) {
    for (const cache of stack.ofType(cacheType)) {
      const nodes = cache.given("numCacheClusters");
      const replicas = cache.given("replicasPerNodeGroup");
      yield {
        resource: cache,
        verdict: every([
          judge(cache.get("automaticFailoverEnabled"), (value) => value === true),
          judge(cache.get("multiAzEnabled"), (value) => value === true),
          some([atLeast(nodes, 2), atLeast(replicas, 1)]),
        ]),
        found: ["automaticFailoverEnabled", "multiAzEnabled", "numCacheClusters"]
          .map((property) => `${property} ${show(cache.get(property))}`)
          .join(", "),
        required: "both true, and at least 2 nodes",
        fix: "set numCacheClusters to 2 or more, automaticFailoverEnabled and multiAzEnabled to true (platform:cache.nodes)",
      };
    }
  },
});

export const deletionProtection = propertyRule({
  name: "deletion-protection",
  description: "A load balancer, database or table is not deleted by one command",
  severity: "high",
  requirement: "D1",
  sources: [
    "CFG ELB_DELETION_PROTECTION_ENABLED",
    "CFG RDS_INSTANCE_DELETION_PROTECTION_ENABLED",
    "CKV_AWS_150",
    "CKV_AWS_139",
    "NAG RDS10",
  ],
  on: {
    "aws:lb/loadBalancer:LoadBalancer": ["enableDeletionProtection"],
    [clusterType]: ["deletionProtection"],
    [databaseType]: ["deletionProtection"],
    "aws:dynamodb/table:Table": ["deletionProtectionEnabled"],
  },
  holds: (value) => value === true,
  required: "true",
});

/** Whether a cluster or instance can lose a zone, for the rule on the loss of one. */
export function survivesZone(stack: Stack, database: Resource): Verdict {
  if (database.type === databaseType) return judge(database.given("multiAz"), (value) => value === true);
  const { sure, possible } = instancesOf(stack, database);
  return some([sure >= 2, possible >= 2 ? unknown : false]);
}
