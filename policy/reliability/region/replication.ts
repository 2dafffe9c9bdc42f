import { isSourceOfGlobal } from "../../model/global-database";
import { receivesLogs } from "../../model/log-targets";
import { type Finding, rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import {
  elements,
  every,
  isText,
  judge,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { clusterType, isReplica } from "../availability/database";
import { bucketType } from "../recovery/backed-up";
import { isFollowed, type RecoveryConfig, recoverySettings } from "./declared";

const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const objectTypes = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];
const tableType = "aws:dynamodb/table:Table";
const replicaType = "aws:dynamodb/tableReplica:TableReplica";

export const replicated = rule<RecoveryConfig & { types: string[] }>({
  name: "store-replicated-to-standby",
  description:
    "In a stack that another region stands by for, each store that is written to is replicated there",
  cannotKnow:
    "A read replica of a plain database, which the other region's stack has; what else is written to a bucket that the program uploads to; whether the replication keeps up, of which its alarms tell",
  severity: "high",
  requirement: "B8",
  sources: ["CFG S3_BUCKET_REPLICATION_ENABLED", "CKV_AWS_144"],
  settings: {
    ...recoverySettings,
    types: {
      default: [bucketType, clusterType, tableType],
      description: "Types of stores that have to be replicated",
    },
  },
  *check(stack, config) {
    const followed = isFollowed(stack, config);
    if (followed === false) return;
    for (const finding of findingsOf(stack)) {
      if (!config.types.includes(finding.resource.type)) continue;
      yield followed === unknown ? undecided(finding.resource, "a mode of recovery not known yet") : finding;
    }
  },
});

function* findingsOf(stack: Stack): Iterable<Finding> {
  for (const bucket of stack.ofType(bucketType)) {
    const stays = staysBehind(stack, bucket);
    if (stays === true) continue;
    yield {
      resource: bucket,
      verdict: some([stays, bucketFollowed(stack, bucket)]),
      found: "no enabled replication rule with metrics and replication time control",
      required: "a BucketReplicationConfig with destination.metrics and destination.replicationTime enabled",
      fix: "add an aws.s3.BucketReplicationConfig to a bucket of the other region, with metrics and replicationTime of 15 minutes",
      platformFix: "infra/storage.ts",
    };
  }
  for (const cluster of stack.ofType(clusterType)) {
    yield {
      resource: cluster,
      verdict: clusterFollowed(stack, cluster),
      found: `globalClusterIdentifier ${show(cluster.get("globalClusterIdentifier"))}, and no GlobalCluster made of it`,
      required: "a cluster of an Aurora global database, or a replica",
      fix: "make an aws.rds.GlobalCluster with sourceDbClusterIdentifier the ARN of the cluster; a new cluster can have globalClusterIdentifier instead",
      platformFix: "infra/database/",
    };
  }
  for (const table of stack.ofType(tableType)) {
    yield {
      resource: table,
      verdict: tableFollowed(stack, table),
      found: `replicas ${show(table.get("replicas"))}`,
      required: "a replica in another region",
      fix: "add replicas with the regionName of the other region, or an aws.dynamodb.TableReplica there",
      platformFix: "infra/session-table.ts",
    };
  }
}

/** Whether all that is written to reaches the other region. */
export function isReplicated(stack: Stack, databases: readonly Resource[]): Verdict {
  const buckets = stack.ofType(bucketType);
  return every([
    ...databases.map((it) => (it.type === clusterType ? clusterFollowed(stack, it) : true)),
    ...stack.ofType(tableType).map((table) => tableFollowed(stack, table)),
    ...buckets.map((bucket) => some([staysBehind(stack, bucket), bucketFollowed(stack, bucket)])),
  ]);
}

/** What tells of its own region, or what the program uploads, as the other region's stack does. */
function staysBehind(stack: Stack, bucket: Resource): Verdict {
  const uploads = objectTypes.flatMap((type) => stack.referring(type, bucket, "bucket"));
  return some([receivesLogs(stack, bucket), ...uploads.map(({ sure }) => sure)]);
}

function bucketFollowed(stack: Stack, bucket: Resource): Verdict {
  const configs = stack.referring(replicationType, bucket, "bucket");
  return some(configs.map(({ resource, sure }) => every([sure, someRuleFollows(resource.get("rules"))])));
}

function someRuleFollows(rules: Value): Verdict {
  const list = elements(rules);
  const on = (value: Value): Verdict => judge(value, (status) => status === "Enabled");
  if (list === unknown) return unknown;
  return some(
    list.map((it) => {
      const destination = read(it, "destination");
      return every([
        on(read(it, "status")),
        on(read(read(destination, "metrics"), "status")),
        on(read(read(destination, "replicationTime"), "status")),
      ]);
    }),
  );
}

function clusterFollowed(stack: Stack, cluster: Resource): Verdict {
  const id = cluster.given("globalClusterIdentifier");
  const isMember = id === unknown || isText(id);
  return some([isReplica(cluster), isMember, isSourceOfGlobal(stack, cluster)]);
}

function tableFollowed(stack: Stack, table: Resource): Verdict {
  const replicas = table.list("replicas");
  return some([
    replicas === unknown ? unknown : replicas.length > 0,
    ...stack.referring(replicaType, table, "globalTableArn").map(({ sure }) => sure),
  ]);
}
