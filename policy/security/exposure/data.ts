import { ofAllReferenced } from "../../model/candidates";
import { propertyRule } from "../../model/property-rule";
import { type Finding, rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { isText, judge, not, unknown, type Verdict } from "../../model/value";
import { isPublic, subnetsOf } from "./public-subnet";

export const dataNotPublic = propertyRule({
  name: "database-not-public",
  description: "A database, broker or replication instance has no public address",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    "CKV_AWS_17",
    "PCP aws-rds-instance-disallow-public-access",
  ],
  on: {
    "aws:rds/instance:Instance": ["publiclyAccessible"],
    "aws:rds/clusterInstance:ClusterInstance": ["publiclyAccessible"],
    "aws:neptune/clusterInstance:ClusterInstance": ["publiclyAccessible"],
    "aws:redshift/cluster:Cluster": ["publiclyAccessible"],
    "aws:redshiftserverless/workgroup:Workgroup": ["publiclyAccessible"],
    "aws:mq/broker:Broker": ["publiclyAccessible"],
    // The API's default is a public address, but the provider always sends a value: false where none is given.
    "aws:dms/replicationInstance:ReplicationInstance": ["publiclyAccessible"],
  },
  holds: (value) => value !== true,
  required: "false",
});

/** Subnet groups, by the service that knows them. */
const groupTypes = {
  rds: "aws:rds/subnetGroup:SubnetGroup",
  docdb: "aws:docdb/subnetGroup:SubnetGroup",
  neptune: "aws:neptune/subnetGroup:SubnetGroup",
  elasticache: "aws:elasticache/subnetGroup:SubnetGroup",
  redshift: "aws:redshift/subnetGroup:SubnetGroup",
} as const;

/** Amazon DocumentDB and Neptune share the subnet groups of Amazon RDS. */
const ofDatabases = [groupTypes.rds, groupTypes.docdb, groupTypes.neptune];
const ofCaches = [groupTypes.elasticache];

interface Placement {
  /** The property that names the subnet group. */
  readonly property: string;
  readonly groups: readonly string[];
  /** The property that names another resource whose subnet group this one takes over. */
  readonly source?: string;
}

const placements: Readonly<Record<string, Placement>> = {
  "aws:rds/instance:Instance": {
    property: "dbSubnetGroupName",
    groups: ofDatabases,
    source: "replicateSourceDb",
  },
  "aws:rds/cluster:Cluster": { property: "dbSubnetGroupName", groups: ofDatabases },
  "aws:docdb/cluster:Cluster": { property: "dbSubnetGroupName", groups: ofDatabases },
  "aws:neptune/cluster:Cluster": { property: "neptuneSubnetGroupName", groups: ofDatabases },
  "aws:elasticache/replicationGroup:ReplicationGroup": { property: "subnetGroupName", groups: ofCaches },
  "aws:elasticache/cluster:Cluster": {
    property: "subnetGroupName",
    groups: ofCaches,
    source: "replicationGroupId",
  },
  "aws:redshift/cluster:Cluster": { property: "clusterSubnetGroupName", groups: [groupTypes.redshift] },
};

export const dataSubnetsPrivate = rule({
  name: "data-in-private-subnets",
  description: "Databases and caches are in subnets without a route to an internet gateway",
  cannotKnow: "The routes of subnets that another stack or a look-up gives; routes that another stack adds",
  severity: "high",
  requirement: "security",
  sources: ["CFG RDS_INSTANCE_SUBNET_IGW_CHECK", "NAG AEC1"],
  *check(stack) {
    for (const group of stack.ofType(...Object.values(groupTypes))) yield groupIsPrivate(stack, group);
    for (const [type, placement] of Object.entries(placements)) {
      for (const store of stack.ofType(type)) {
        if (placement.source === undefined || store.given(placement.source) === undefined)
          yield* storeIsPlaced(store, placement);
      }
    }
  },
});

function groupIsPrivate(stack: Stack, group: Resource): Finding {
  const subnets = subnetsOf(group, "subnetIds");
  const open = subnets.resources.filter((subnet) => isPublic(stack, subnet) === true);
  return {
    resource: group,
    verdict: ofAllReferenced(subnets, (subnet) => not(isPublic(stack, subnet))),
    found: `subnets with a route to an internet gateway: ${open.map(({ name }) => name).join(", ")}`,
    required: "subnetIds of subnets whose route tables have no internet gateway",
    fix: "give subnetIds the isolated subnets (awsx.ec2.Vpc: isolatedSubnetIds), or private ones",
  };
}

/** Of a store in a subnet group of the stack the group tells; another stack's is not to be decided from this one. */
function* storeIsPlaced(store: Resource, { property, groups }: Placement): Iterable<Finding> {
  const name = store.given(property);
  const isInDefault = inDefaultVpc(name);
  if (isInDefault !== true && groups.some((type) => store.references(type, property).resources.length > 0)) {
    return;
  }
  yield {
    resource: store,
    verdict: isInDefault === true ? false : unknown,
    found: `${property} ${show(name)}: AWS takes subnets of the default VPC, which are public`,
    required: `${property} of a subnet group in private subnets`,
    fix: `set ${property} to a subnet group whose subnets have no route to an internet gateway`,
  };
}

/**
 * Whether AWS takes the default VPC's subnets: where there is no group, or the one that it calls `default`. Source: Amazon
 * RDS API Reference, "CreateDBInstance", DBSubnetGroupName and PubliclyAccessible; Amazon ElastiCache User Guide, "Subnets
 * and subnet groups"; read 2026-11-25.
 */
function inDefaultVpc(group: Parameters<typeof isText>[0]): Verdict {
  return judge(group, (name) => !isText(name) || name === "default");
}
