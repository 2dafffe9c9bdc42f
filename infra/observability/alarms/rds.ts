import type { Metric, Service } from "./alarm";
import { escalate } from "./escalate";

const metric = (name: string, statistic: string): Metric => ({ namespace: "AWS/RDS", name, statistic });
const gib = 2 ** 30;

/**
 * A database on RDS: an Aurora cluster or a plain instance. The metrics of a cluster are over all its instances, readers
 * that scaling adds included, so that the largest or the smallest is the instance that is worst off.
 */
export const rds: Service = {
  alarms: [
    {
      id: "database-cpu",
      title: "Database CPU",
      watches: ["databaseCluster", "databaseInstance"],
      severity: "ticket",
      composite: "platform",
      measure: metric("CPUUtilization", "Maximum"),
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.databaseCpuPercent,
      period: 60,
      breaching: [10, 10],
      missing: "missing",
      meaning: "An instance of the database is short of CPU.",
      first:
        "Find the query on top in Performance Insights; raise the class or the ACU range if it is plain load.",
      runbook: {
        means: "An instance of the database is above `alarms.databaseCpuPercent` CPU for ten minutes.",
        lookAt: "Performance Insights: top SQL by load; connections; on Serverless v2 the ACU in use.",
        doFirst: "One query: index it or stop it. All: raise the class, or the maximum of the ACU range.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "database-connections",
      title: "Database connections",
      watches: ["databaseCluster", "databaseInstance"],
      severity: "page",
      composite: "platform",
      measure: metric("DatabaseConnections", "Maximum"),
      unit: "connections",
      comparison: ">",
      threshold: ({ alarms, plan }) => Math.floor(plan.database.connections.limit * alarms.warningShare),
      period: 60,
      breaching: [3, 5],
      missing: "missing",
      meaning: "Connections near what the database takes; beyond it requests fail.",
      first:
        "Look for a leak (pg_stat_activity by client address); lower the pool of an instance or raise the class.",
      runbook: {
        means:
          "The instance with the most connections has `alarms.warningShare` of what it takes. Beyond the " +
          'limit requests fail with "too many clients".',
        lookAt: "`SELECT client_addr, state, count(*) FROM pg_stat_activity GROUP BY 1, 2`.",
        doFirst:
          "Idle ones from one address: restart that instance's service. From all: lower " +
          "`databaseConnectionsPerInstance`, or raise the class.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "headroom",
    },
    {
      id: "database-memory",
      title: "Database memory free",
      watches: ["databaseCluster", "databaseInstance"],
      severity: "ticket",
      composite: "platform",
      measure: metric("FreeableMemory", "Minimum"),
      unit: "bytes",
      comparison: "<",
      // Of a Serverless v2 instance AWS reports what is free of its maximum capacity.
      threshold: ({ plan }) => Math.round(plan.database.capacity.memoryGib * gib * 0.05),
      period: 300,
      breaching: [3, 3],
      missing: "missing",
      meaning: "Less than a twentieth of the memory is free: swapping and a restart are near.",
      first: "Count connections and their work_mem; raise the class or the maximum of the ACU range.",
      runbook: {
        means: "Less than a twentieth of the database's memory is free.",
        lookAt: "Connections, and SwapUsage; Performance Insights for sorts and hashes.",
        doFirst:
          "End runaway sessions (`pg_terminate_backend`). Then raise the class or the maximum of the ACU " +
          "range.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "database-write-latency",
      title: "Write latency",
      watches: ["databaseInstance"],
      severity: "ticket",
      composite: "platform",
      measure: metric("WriteLatency", "Average"),
      unit: "s",
      comparison: ">",
      threshold: () => 0.02,
      period: 60,
      breaching: [5, 5],
      missing: "notBreaching",
      meaning: "The volume takes long to write.",
      first: "Compare WriteIOPS with what the volume provides; look for a bulk write.",
      runbook: {
        means: "Writes to the volume take more than 20 ms on average.",
        lookAt: "WriteIOPS and DiskQueueDepth against what the gp3 volume provides.",
        doFirst: "Stop or slow down the bulk job; raise the declared workload if it is plain growth.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "database-free-storage",
      title: "Database storage free",
      watches: ["databaseInstance"],
      severity: "page",
      composite: "platform",
      measure: metric("FreeStorageSpace", "Minimum"),
      unit: "bytes",
      comparison: "<",
      // RDS enlarges the volume below 10 %; less means that it is at its maximum, or was enlarged in the last six hours.
      threshold: ({ plan }) => Math.round((plan.database.storage?.allocatedGib ?? 0) * gib * 0.08),
      period: 300,
      breaching: [3, 3],
      missing: "missing",
      meaning: "The volume fills up and RDS does not enlarge it; when it is full the database stops.",
      first: "Raise the declared workload (the maximum follows), or delete what is not needed.",
      runbook: {
        means:
          "Less than 8 % of the volume is free, and RDS has not enlarged it: it is at its maximum, or was " +
          "enlarged within six hours.",
        lookAt: "FreeStorageSpace over a day; WAL kept by a replication slot (`pg_replication_slots`).",
        doFirst:
          "Drop a dead slot, delete what can go. Then raise the declared workload: the maximum follows.",
        escalate: escalate.awsSupport,
      },
    },
    {
      id: "database-failover",
      title: "Failovers and failures of the database",
      watches: ["databaseEventRule"],
      severity: "ticket",
      composite: "platform",
      measure: { namespace: "AWS/Events", name: "TriggeredRules", statistic: "Sum" },
      unit: "events",
      comparison: ">",
      threshold: () => 0,
      period: 300,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: "RDS reports a failover or a failure.",
      first: "Read the event in the stack's event log group; check that the service reconnected.",
      runbook: {
        means: "RDS reports that the database failed over, or failed.",
        lookAt: "Log group `/aws/events/web-STACK`; errors of the service at that minute.",
        doFirst:
          "Check that the service reconnected (5xx back to zero) and that there is a reader in another zone " +
          "again.",
        escalate: escalate.awsSupport,
      },
    },
  ],
  graphs: [
    {
      title: "Database throughput",
      unit: "bytes/s",
      watches: ["databaseCluster", "databaseInstance"],
      measure: { read: metric("ReadThroughput", "Average"), written: metric("WriteThroughput", "Average") },
    },
  ],
};
