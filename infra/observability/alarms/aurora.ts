import type { Metric, Service } from "./alarm";
import { escalate } from "./escalate";

const metric = (name: string, statistic: string): Metric => ({ namespace: "AWS/RDS", name, statistic });

/** An Aurora cluster. */
export const aurora: Service = {
  alarms: [
    {
      id: "database-acu",
      title: "ACU used of the maximum",
      watches: ["databaseCluster"],
      severity: "ticket",
      composite: "platform",
      measure: metric("ACUUtilization", "Maximum"),
      unit: "%",
      comparison: ">",
      threshold: () => 90,
      period: 60,
      breaching: [10, 10],
      // A cluster of a provisioned class has no capacity units.
      missing: "notBreaching",
      meaning: "Serverless capacity is nearly at the maximum of its range.",
      first:
        "Raise the workload or platform:database.acu in the stack's file; AWS widens the range in place.",
      runbook: {
        means: "Serverless v2 uses 90 % of the maximum of its range for ten minutes.",
        lookAt: "ServerlessDatabaseCapacity; top SQL in Performance Insights.",
        doFirst:
          "Raise the declared workload or `platform:database.acu`, `pulumi up`: in place, without a restart.",
        escalate: escalate.workloadOwner,
      },
    },
    {
      id: "database-replica-lag",
      title: "Replica lag",
      watches: ["databaseCluster"],
      severity: "ticket",
      composite: "platform",
      measure: metric("AuroraReplicaLagMaximum", "Maximum"),
      unit: "ms",
      comparison: ">",
      threshold: () => 1000,
      period: 60,
      breaching: [5, 5],
      // A cluster without readers has no lag.
      missing: "notBreaching",
      meaning: "Readers answer with data more than a second old.",
      first: "See whether a reader is short of CPU or a long transaction holds it up.",
      runbook: {
        means: "A reader is more than a second behind the writer.",
        lookAt: "CPU of the reader; long transactions on it (`pg_stat_activity`, oldest `xact_start`).",
        doFirst: "End the transaction that holds it up. With a reader short of CPU raise `readers`.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "database-commit-latency",
      title: "Commit latency",
      watches: ["databaseCluster"],
      severity: "ticket",
      composite: "platform",
      measure: metric("CommitLatency", "Average"),
      unit: "ms",
      comparison: ">",
      threshold: () => 50,
      period: 60,
      breaching: [5, 5],
      missing: "notBreaching",
      meaning: "Writes take long to become durable, and every request that writes waits.",
      first: "Look for a bulk write or a wait on locks in Performance Insights.",
      runbook: {
        means: "Commits take more than 50 ms on average.",
        lookAt: "Performance Insights: waits of type IO and Lock; bulk jobs.",
        doFirst: "Stop or slow down the bulk job; commit in fewer, larger transactions.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "database-volume",
      title: "Database volume used",
      watches: ["databaseCluster"],
      severity: "ticket",
      composite: "none",
      measure: metric("VolumeBytesUsed", "Average"),
      unit: "bytes",
      comparison: ">",
      // The declared volume grows for a year before this fires; then the runway is no longer what the plan says.
      threshold: ({ plan }) => Math.round(plan.database.gbInAYear * 1e9),
      period: 3600,
      breaching: [3, 3],
      missing: "missing",
      meaning: "The data is larger than the declared workload grows to in a year.",
      first: "Correct databaseKbPerUser or registeredUsers in the stack's file; the runway follows.",
      runbook: {
        means:
          "The cluster stores more than the declared data grows to in a year, so the runway is shorter than " +
          "the plan says.",
        lookAt:
          "Largest tables: `SELECT relname, pg_total_relation_size(oid) FROM pg_class ORDER BY 2 DESC LIMIT " +
          "10`; bloat and old replication slots.",
        doFirst:
          "Correct `databaseKbPerUser`, or delete what should not be there. Aurora grows by itself: nothing " +
          "breaks today.",
        escalate: escalate.workloadOwner,
      },
    },
  ],
};
