import type { Metric, Service } from "./alarm";
import { escalate } from "./escalate";

/** The objective that replication is to keep, seconds: what may be gone when the region is lost. */
const recoveryPointSeconds = 900;

/** Of a cluster that follows another region's. */
const followed: Metric = {
  namespace: "AWS/RDS",
  name: "AuroraGlobalDBReplicationLag",
  statistic: "Maximum",
};

/** What one region's stores send to another region. */
export const replication: Service = {
  alarms: [
    {
      id: "global-database-lag",
      title: "Lag behind the writer's region",
      watches: ["globalMember"],
      severity: "ticket",
      composite: "none",
      measure: followed,
      unit: "ms",
      comparison: ">",
      threshold: () => 10_000,
      period: 60,
      breaching: [5, 5],
      // The cluster that writes has no lag.
      missing: "notBreaching",
      meaning: "The database in this region is ten seconds behind the one that takes writes.",
      first:
        "See whether the writer commits more than usual, or the network between the regions has a fault.",
      runbook: {
        means:
          "Aurora follows within a second as a rule. What is behind would be lost if the other region were.",
        lookAt:
          "`AuroraGlobalDBReplicationLag` and CommitThroughput of the writer; `select * from " +
          "aurora_global_db_status()`; the AWS Health Dashboard of both regions.",
        doFirst: "End what writes in bulk. Plan no switchover before the lag is under a second again.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "global-database-read-only",
      title: "The writer is in another region",
      watches: ["globalPrimary"],
      severity: "ticket",
      composite: "none",
      measure: followed,
      unit: "ms",
      comparison: ">=",
      threshold: () => 0,
      period: 60,
      // Route 53 follows this alarm, and takes none that looks at some of several periods.
      breaching: [1, 1],
      // Only a cluster that follows another has a lag.
      missing: "notBreaching",
      meaning: "The primary region's database can only be read: the standby's has been promoted.",
      first: "See docs/failover.md: DNS sends users to the standby until the writer is back here.",
      runbook: {
        means:
          "The database of this region follows that of the standby, planned or after a failover. The health check of " +
          "this region follows this alarm, so that users are not sent to a database that takes no writes.",
        lookAt: "`aws rds describe-global-clusters`: which member is the writer.",
        doFirst: "Nothing, if somebody moved it. [Fail back](failover.md) when the region is well again.",
        escalate: escalate.platformOwner,
      },
    },
    {
      id: "global-database-not-following",
      title: "The standby follows",
      watches: ["globalStandby"],
      // All that pages when the lost region is us-east-1, where Route 53's metrics and their alarm are.
      severity: "page",
      composite: "none",
      measure: followed,
      unit: "ms",
      comparison: ">",
      // Less than a minute: the first whole minute without the writer breaches, whether it has a lag that grows or none at all.
      threshold: () => 30_000,
      period: 60,
      breaching: [5, 5],
      // No lag is reported where nothing is followed.
      missing: "breaching",
      meaning:
        "The standby's database follows no other: the primary's region is lost, or it was promoted or taken out.",
      first: "Decide whether the region is lost: docs/failover.md. Else make the standby follow again.",
      runbook: {
        means:
          "The primary's region is lost, or could not be lost now, or the standby serves users already. When us-east-1 is lost " +
          "this is the only page: `endpoint-unreachable` is there.",
        lookAt:
          "AWS Health Dashboard of the primary's region; `aws rds describe-global-clusters`: is this cluster a member, and " +
          "which one writes.",
        doFirst:
          "The region is lost: [fail over](failover.md). Promoted on purpose: nothing. Taken out: [make it follow again](failover.md).",
        escalate: escalate.platformOwner,
      },
    },
    {
      id: "table-replication-lag",
      title: "Session table, lag of the replica",
      watches: ["tableReplica"],
      severity: "ticket",
      composite: "none",
      measure: { namespace: "AWS/DynamoDB", name: "ReplicationLatency", statistic: "Average" },
      unit: "ms",
      comparison: ">",
      threshold: () => 60_000,
      period: 300,
      breaching: [3, 3],
      // No sessions change, none are replicated.
      missing: "notBreaching",
      meaning: "Sessions arrive in the standby's region a minute late.",
      first: "See whether the replica is throttled; its write capacity has to be the table's.",
      runbook: {
        means: "Whoever signed in within the last minutes would have to do so again if the region were lost.",
        lookAt: "ReplicationLatency by ReceivingRegion; throttled writes of the replica.",
        doFirst: "Raise the capacity of the table, which is the replica's as well.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "files-replication-lag",
      title: "Files, lag of the replica",
      watches: ["replication"],
      severity: "ticket",
      composite: "none",
      measure: { namespace: "AWS/S3", name: "ReplicationLatency", statistic: "Maximum" },
      unit: "s",
      comparison: ">",
      threshold: () => recoveryPointSeconds,
      period: 300,
      breaching: [3, 3],
      // Nothing is written, nothing is replicated.
      missing: "notBreaching",
      meaning: "Files arrive in the standby's region more than a quarter of an hour late.",
      first: "See OperationsFailedReplication, and BytesPendingReplication for how much is waiting.",
      runbook: {
        means: "S3 promises a quarter of an hour (Replication Time Control); what is waiting would be lost.",
        lookAt: "BytesPendingReplication, OperationsPendingReplication; the AWS Health Dashboard.",
        doFirst: "With millions of small objects written at once, wait; otherwise call support.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "files-replication-failed",
      title: "Files that were not replicated",
      watches: ["replication"],
      severity: "ticket",
      composite: "none",
      measure: { namespace: "AWS/S3", name: "OperationsFailedReplication", statistic: "Sum" },
      unit: "operations",
      comparison: ">",
      threshold: () => 0,
      period: 300,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: "S3 could not replicate files into the standby's region, and does not try again by itself.",
      first:
        "See what the role and the two keys allow; then replicate what is missing by S3 Batch Operations.",
      runbook: {
        means: "Objects are in one region only. As a rule the role lost a permission, or a key was changed.",
        lookAt: "`aws s3api head-object`: ReplicationStatus FAILED; policies of role, buckets and both keys.",
        doFirst: "`pulumi up` puts the permissions back. Then S3 Batch Replication for objects that failed.",
        escalate: escalate.platformOwner,
      },
    },
  ],
};
