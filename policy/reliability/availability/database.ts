import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { every, isText, judge, unknown, type Verdict } from "../../model/value";
import { spans, type Zones, zonesOf } from "../../model/zones";

export const clusterType = "aws:rds/cluster:Cluster";
export const databaseType = "aws:rds/instance:Instance";
export const clusterInstanceType = "aws:rds/clusterInstance:ClusterInstance";

/** The kinds of database clusters, with the type of their instances and where they name their subnets. */
const clusters = [
  {
    type: clusterType,
    instances: clusterInstanceType,
    subnets: "aws:rds/subnetGroup:SubnetGroup",
    property: "dbSubnetGroupName",
  },
  {
    type: "aws:docdb/cluster:Cluster",
    instances: "aws:docdb/clusterInstance:ClusterInstance",
    subnets: "aws:docdb/subnetGroup:SubnetGroup",
    property: "dbSubnetGroupName",
  },
  {
    type: "aws:neptune/cluster:Cluster",
    instances: "aws:neptune/clusterInstance:ClusterInstance",
    subnets: "aws:neptune/subnetGroup:SubnetGroup",
    property: "neptuneSubnetGroupName",
  },
] as const;
const cacheSubnetsType = "aws:elasticache/subnetGroup:SubnetGroup";

/** Whether a database is a copy of another, from which it is made anew; its source may not be known yet. */
export function isReplica(database: Resource): boolean {
  return ["replicateSourceDb", "replicationSourceIdentifier"].some((property) => {
    const source = database.given(property);
    return source !== undefined && source !== "";
  });
}

/**
 * Whether a cluster has instances in two zones. AWS spreads them over the subnets' zones unless the program places them,
 * and says after the update where they are.
 */
function isSpread(stack: Stack, cluster: Resource, instanceType: string): Verdict {
  // RDS runs a Multi-AZ DB cluster's writer and two readers by itself, in three zones.
  if (isText(cluster.get("dbClusterInstanceClass"))) return true;
  const instances = stack.referring(instanceType, cluster, "clusterIdentifier");
  if (instances.length < 2) return false;
  const zones = instances.map(({ resource }) => resource.get("availabilityZone"));
  if (zones.every(isText) && new Set(zones).size < 2) return false;
  return instances.filter(({ sure }) => sure === true).length >= 2 || unknown;
}

export const clusterMultiAz = rule({
  name: "database-cluster-multi-az",
  description: "A database cluster has instances in at least two Availability Zones",
  cannotKnow: "Instances that another stack, or Aurora's own scaling, adds to the cluster",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG RDS_CLUSTER_MULTI_AZ_ENABLED", "NAG RDS3"],
  *check(stack) {
    for (const kind of clusters) {
      for (const cluster of stack.ofType(kind.type)) {
        const [subnets] = cluster.references(kind.subnets, kind.property).resources;
        const zones = subnets && zonesOf(subnets, "subnetIds");
        yield {
          resource: cluster,
          verdict: every([isSpread(stack, cluster, kind.instances), zones ? spans(zones, 2) : unknown]),
          found: `instances: ${sayInstances(stack, cluster, kind.instances)}; subnets in ${sayZones(zones)}`,
          required: "a writer and a reader in different zones, in a subnet group of at least 2",
          fix: "add a ClusterInstance to the cluster, and leave its availabilityZone to AWS",
          platformFix: "platform:database.readers",
        };
      }
    }
  },
});

function sayInstances(stack: Stack, cluster: Resource, instanceType: string): string {
  const instances = stack.referring(instanceType, cluster, "clusterIdentifier").map(({ resource }) => {
    const zone = resource.get("availabilityZone");
    return isText(zone) ? `${resource.name} (${zone})` : resource.name;
  });
  return instances.join(", ") || "none";
}

function sayZones(zones: Zones | undefined): string {
  if (!zones) return "a group of another stack";
  return zones.names.join(", ") || "no zone";
}

export const databaseMultiAz = propertyRule({
  name: "database-multi-az",
  description: "A database instance has a standby in another Availability Zone",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG RDS_MULTI_AZ_SUPPORT", "NAG RDS3", "CKV_AWS_157"],
  on: { [databaseType]: ["multiAz"] },
  notByDefault: true,
  except: isReplica,
  holds: (value) => value === true,
  required: "true",
});

export const subnetGroupMultiAz = rule({
  name: "subnet-group-multi-az",
  description: "A subnet group of a database or cache spans at least two Availability Zones",
  cannotKnow: "The zones of subnets that another stack or a look-up gives",
  severity: "critical",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const group of stack.ofType(...clusters.map(({ subnets }) => subnets), cacheSubnetsType)) {
      const zones = zonesOf(group, "subnetIds");
      yield {
        resource: group,
        verdict: spans(zones, 2),
        found: `subnets in ${sayZones(zones)}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give subnetIds the isolated subnets of two or more zones",
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
    "aws:docdb/cluster:Cluster": ["deletionProtection"],
    "aws:neptune/cluster:Cluster": ["deletionProtection"],
    "aws:dynamodb/table:Table": ["deletionProtectionEnabled"],
  },
  holds: (value) => value === true,
  required: "true",
});

/** Whether a cluster or instance can lose a zone, for the rule on the loss of one. */
export function survivesZone(stack: Stack, database: Resource): Verdict {
  if (database.type === databaseType) return judge(database.given("multiAz"), (value) => value === true);
  return isSpread(stack, database, clusterInstanceType);
}
