import type { Metric, Watched } from "../alarms/alarm";
import { serviceNamespace } from "../alarms/service";
import type { KnownTarget } from "../targets";
import { type Graph, series } from "./widgets";

/** What is worth to see and has no limit of its own, so no alarm: throughput, mostly. */
export interface PlainGraph {
  /** Title of the tier, in whose row it is shown. */
  readonly tier: string;
  readonly title: string;
  readonly unit: string;
  readonly watches: readonly Watched[];
  /** Metrics by what the graph calls them. */
  readonly metrics: Readonly<Record<string, Metric>>;
}

const metric = (namespace: string, name: string, statistic = "Sum"): Metric => ({
  namespace,
  name,
  statistic,
});

export const plainGraphs: readonly PlainGraph[] = [
  {
    tier: "Service",
    title: "Requests a minute, by the service",
    unit: "requests/min",
    watches: ["service"],
    metrics: { requests: metric(serviceNamespace, "Requests"), errors: metric(serviceNamespace, "Errors") },
  },
  {
    tier: "Instances",
    title: "Network of the group",
    unit: "bytes/min",
    watches: ["group"],
    metrics: { in: metric("AWS/EC2", "NetworkIn"), out: metric("AWS/EC2", "NetworkOut") },
  },
  {
    tier: "Instances",
    title: "Disk I/O of the group",
    unit: "bytes/min",
    watches: ["group"],
    metrics: {
      read: metric("CWAgent", "diskio_read_bytes"),
      written: metric("CWAgent", "diskio_write_bytes"),
    },
  },
  {
    tier: "Database",
    title: "Database throughput",
    unit: "bytes/s",
    watches: ["databaseCluster", "databaseInstance"],
    metrics: {
      read: metric("AWS/RDS", "ReadThroughput", "Average"),
      written: metric("AWS/RDS", "WriteThroughput", "Average"),
    },
  },
  {
    tier: "Sessions",
    title: "Sessions in the cache",
    unit: "items",
    watches: ["cacheNode"],
    metrics: { items: metric("AWS/ElastiCache", "CurrItems", "Maximum") },
  },
];

/** The plain graphs of a tier, for what there is. */
export function plainGraphsOf(tier: string, targets: readonly KnownTarget[]): Graph[] {
  return plainGraphs
    .filter((graph) => graph.tier === tier)
    .flatMap(({ title, unit, watches, metrics }) => {
      const watched = targets.filter((target) => watches.includes(target.watched));
      if (watched.length === 0) return [];
      const drawn = watched.flatMap((target) =>
        Object.entries(metrics).flatMap(([label, measure]) => {
          const name = [label, ...(target.name === undefined ? [] : [target.name])].join(" ");
          return series(measure, { ...target, name }, "");
        }),
      );
      return [{ title, unit, period: 60, metrics: drawn, lines: [] }];
    });
}
