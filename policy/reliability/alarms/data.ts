import { metricsOf } from "../../model/alarm";
import type { Resource } from "../../model/stack";
import { asKnown, type Unknown, unknown, type Value, type Verdict } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterInstanceType, clusterType, databaseType } from "../availability/database";
import { connectionsAllowed, databaseFound } from "../capacity/found";
import type { Found, Judged, RequiredAlarm } from "./row";

type What = Pick<
  RequiredAlarm,
  "metrics" | "direction" | "byMetric" | "unit" | "limit" | "limitOf" | "platformFix"
> & {
  /** Last part of the rule's name. */
  readonly id: string;
  readonly what: string;
  readonly severity?: RequiredAlarm["severity"];
};

const databaseAlarms = "infra/observability/alarms/rds.ts";
const databaseNeeds: readonly What[] = [
  {
    id: "cpu",
    what: "the CPU",
    metrics: [["CPUUtilization"]],
    direction: "above",
    unit: "%",
    limit: 80,
    platformFix: "platform:alarms.databaseCpuPercent",
  },
  {
    id: "memory",
    what: "the free memory",
    metrics: [["FreeableMemory"]],
    direction: "below",
    unit: "bytes",
    platformFix: databaseAlarms,
  },
  {
    id: "connections",
    what: "the connections",
    metrics: [["DatabaseConnections"]],
    direction: "above",
    unit: "connections",
    limitOf: mostConnections,
    platformFix: databaseAlarms,
  },
  {
    id: "latency",
    what: "the latency",
    metrics: [["CommitLatency"], ["WriteLatency"], ["ReadLatency"], ["SelectLatency"], ["DMLLatency"]],
    direction: "above",
    unit: "ms of Aurora's statements, s of a volume",
    platformFix: databaseAlarms,
  },
];

/** An alarm above what the database takes would never go off. */
function mostConnections({ resource, stack }: Found): number | undefined {
  const found = databaseFound(resource, stack);
  return found === unknown || typeof found === "string" ? undefined : connectionsAllowed(resource, found);
}

const clusterRows = databaseNeeds.map(({ id, what, severity, ...need }): RequiredAlarm => ({
  ...need,
  name: `alarm-database-cluster-${id}`,
  watches: `${what} of a database cluster`,
  severity: severity ?? "high",
  on: clusterType,
  dimension: "DBClusterIdentifier",
  parts: { type: clusterInstanceType, property: "clusterIdentifier", dimension: "DBInstanceIdentifier" },
  namespaces: ["AWS/RDS"],
}));

const freeStorage: What = {
  id: "storage",
  what: "the free storage",
  metrics: [["FreeStorageSpace"]],
  direction: "below",
  unit: "bytes",
  platformFix: databaseAlarms,
};

const instanceRows = [...databaseNeeds, freeStorage].map(
  ({ id, what, severity, ...need }): RequiredAlarm => ({
    ...need,
    name: `alarm-database-${id}`,
    watches: `${what} of a database`,
    severity: severity ?? "high",
    on: databaseType,
    dimension: "DBInstanceIdentifier",
    namespaces: ["AWS/RDS"],
  }),
);

const cacheAlarms = "infra/observability/alarms/elasticache.ts";
const cacheNeeds: readonly What[] = [
  {
    id: "memory",
    what: "the memory",
    metrics: [["DatabaseMemoryUsagePercentage"], ["DatabaseMemoryUsageCountedForEvictPercentage"]],
    direction: "above",
    unit: "%",
    limit: 80,
    platformFix: "platform:alarms.cacheMemoryPercent",
  },
  {
    id: "cpu",
    what: "the CPU",
    metrics: [["EngineCPUUtilization"], ["CPUUtilization"]],
    direction: "above",
    unit: "%",
    limit: 90,
    platformFix: cacheAlarms,
  },
  {
    id: "evictions",
    what: "the evictions",
    metrics: [["Evictions"]],
    direction: "above",
    unit: "keys",
    platformFix: cacheAlarms,
  },
  {
    id: "hit-ratio",
    what: "the hit ratio",
    // An expression may be of hits or of misses.
    metrics: [["CacheHitRate"], ["CacheHits", "CacheMisses"]],
    byMetric: { CacheHitRate: { direction: "below" } },
    unit: "%",
    severity: "medium",
    platformFix: cacheAlarms,
  },
];

const cacheRows = cacheNeeds.map(({ id, what, severity, ...need }): RequiredAlarm => ({
  ...need,
  name: `alarm-cache-${id}`,
  watches: `${what} of each node of a cache`,
  severity: severity ?? "high",
  on: cacheType,
  dimension: "CacheClusterId",
  namespaces: ["AWS/ElastiCache"],
  covers: everyNode,
}));

/** CloudWatch knows nodes, not the group: each needs an alarm of its own. */
function everyNode(cache: Resource, candidates: readonly Judged[]): Verdict {
  const nodes = nodesOf(cache);
  if (nodes === unknown) return unknown;
  const possible = candidates.filter(({ verdict }) => verdict !== false);
  const sure = possible.filter(({ verdict }) => verdict === true).map(({ alarm }) => nodeOf(alarm));
  if (distinct(sure) >= nodes) return true;
  // Each alarm on a node that is not known yet may be on another one.
  const all = possible.map(({ alarm }) => nodeOf(alarm));
  return distinct(all) + all.filter((node) => node === unknown).length >= nodes ? unknown : false;
}

function distinct(nodes: readonly Value[]): number {
  return new Set(nodes.filter((node) => node !== unknown)).size;
}

function nodesOf(cache: Resource): number | Unknown {
  const members = cache.list("memberClusters");
  if (members !== unknown && members.length > 0) return members.length;
  const nodes = cache.given("numCacheClusters");
  if (nodes === unknown || typeof nodes === "number") return nodes;
  const shards = cache.given("numNodeGroups") ?? 1;
  const replicas = cache.given("replicasPerNodeGroup") ?? 0;
  return typeof shards === "number" && typeof replicas === "number" ? shards * (replicas + 1) : unknown;
}

/** The node that an alarm names. */
function nodeOf(alarm: Resource): Value {
  const [metric] = asKnown(metricsOf(alarm));
  return metric ? alarm.get(...metric.dimensions, "CacheClusterId") : unknown;
}

const tableNeeds: readonly What[] = [
  {
    id: "throttles",
    what: "the throttled requests",
    metrics: [
      ["ThrottledRequests"],
      ["ReadThrottleEvents"],
      ["WriteThrottleEvents"],
      ["ReadThrottleEvents", "WriteThrottleEvents"],
    ],
    direction: "above",
    unit: "requests",
    platformFix: "infra/observability/alarms/dynamodb.ts",
  },
  {
    id: "throughput",
    what: "the throughput",
    metrics: [["ConsumedReadCapacityUnits"], ["ConsumedWriteCapacityUnits"]],
    direction: "above",
    unit: "capacity units",
    severity: "medium",
    platformFix: "infra/observability/alarms/dynamodb.ts",
  },
  {
    id: "latency",
    what: "the latency",
    metrics: [["SuccessfulRequestLatency"]],
    direction: "above",
    unit: "ms",
    severity: "medium",
    platformFix: "infra/observability/alarms/dynamodb.ts",
  },
];

const tableRows = tableNeeds.map(({ id, what, severity, ...need }): RequiredAlarm => ({
  ...need,
  name: `alarm-table-${id}`,
  watches: `${what} of a table`,
  severity: severity ?? "high",
  on: "aws:dynamodb/table:Table",
  dimension: "TableName",
  namespaces: ["AWS/DynamoDB"],
}));

export const dataRows = [...clusterRows, ...instanceRows, ...cacheRows, ...tableRows];
