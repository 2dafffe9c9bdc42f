import { failureRate, type Metric, type Service } from "./alarm";
import { escalate } from "./escalate";

const cache = (name: string, statistic: string): Metric => ({
  namespace: "AWS/ElastiCache",
  name,
  statistic,
});

/** Every node of the session cache. */
export const elastiCache: Service = {
  alarms: [
    {
      id: "cache-memory",
      title: "Cache memory used",
      watches: ["cacheNode"],
      severity: "ticket",
      composite: "platform",
      measure: cache("DatabaseMemoryUsagePercentage", "Maximum"),
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.cacheMemoryPercent,
      period: 60,
      breaching: [5, 5],
      missing: "missing",
      meaning: "The node will soon be full and let go of sessions.",
      first: "Compare the number and size of sessions with the declared workload; take the next node type.",
      runbook: {
        means: "A node uses more than `alarms.cacheMemoryPercent` of its memory for sessions.",
        lookAt: "CurrItems and the size of a session against `sessionKb` of the workload.",
        doFirst:
          "Take the next `platform:cache.nodeType` (online), or correct the workload so that the plan does.",
        escalate: escalate.workloadOwner,
      },
      dashboard: "headroom",
    },
    {
      id: "cache-engine-cpu",
      title: "Cache engine CPU",
      watches: ["cacheNode"],
      severity: "ticket",
      composite: "platform",
      measure: cache("EngineCPUUtilization", "Maximum"),
      unit: "%",
      comparison: ">",
      threshold: () => 80,
      period: 60,
      breaching: [5, 5],
      missing: "missing",
      meaning: "The engine's one thread is nearly busy; commands will queue.",
      first: "Read the slow log; read from replicas, or take a node type with a faster core.",
      runbook: {
        means: "The engine's thread is busier than 80 %.",
        lookAt: "The slow log's log group; commands that touch many keys (KEYS, large MGET).",
        doFirst: "Replace the slow command; read from the reader endpoint.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "cache-evictions",
      title: "Evictions",
      watches: ["cacheNode"],
      severity: "page",
      composite: "platform",
      measure: cache("Evictions", "Sum"),
      unit: "sessions",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning: "The node is full and drops sessions: users are logged out.",
      first: "Take the next node type (platform:cache.nodeType); AWS changes it online.",
      runbook: {
        means: "A full node drops the sessions that would have ended first: users are logged out.",
        lookAt: "DatabaseMemoryUsagePercentage; sessions without a time to live (they are never dropped).",
        doFirst: "Take the next `platform:cache.nodeType`; it is changed online.",
        escalate: escalate.workloadOwner,
      },
    },
    {
      id: "cache-hit-ratio",
      title: "Cache hit ratio",
      watches: ["cacheNode"],
      severity: "ticket",
      composite: "platform",
      measure: (limits) => ({
        metrics: { hits: cache("CacheHits", "Sum"), misses: cache("CacheMisses", "Sum") },
        expression: `100 - ${failureRate("FILL(misses, 0)", "FILL(hits, 0) + FILL(misses, 0)", limits)}`,
      }),
      unit: "%",
      comparison: "<",
      threshold: () => 80,
      period: 300,
      breaching: [3, 3],
      missing: "notBreaching",
      meaning: "Sessions are looked for and not found: evicted, expired early, or lost with a node.",
      first: "Look at evictions and at failovers in the same hour.",
      runbook: {
        means: "More than a fifth of sessions that are looked for are not there.",
        lookAt: "Evictions, failovers, restarts of a node in the same hour.",
        doFirst:
          "After a failover it passes as users log in again. Without one: compare the time to live with the " +
          "session's length.",
        escalate: escalate.applicationOwner,
      },
    },
  ],
  graphs: [
    {
      title: "Sessions in the cache",
      unit: "items",
      watches: ["cacheNode"],
      measure: { items: cache("CurrItems", "Maximum") },
    },
  ],
};
