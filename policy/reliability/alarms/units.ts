import type { AlarmMetric } from "../../model/alarm";

/** What a threshold in a unit looks like; outside, it is one in another unit. */
export interface Unit {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** Whether a threshold of 0 is one in this unit all the same. */
  readonly orNone?: boolean;
  /** What CloudWatch calls the unit in which the service publishes the metric. */
  readonly published?: string;
}

const percent: Unit = { unit: "percent, 0 to 100", from: 0, to: 100, published: "Percent" };
const seconds: Unit = { unit: "seconds, not milliseconds", from: 0, to: 60, published: "Seconds" };
const milliseconds: Unit = {
  unit: "milliseconds, not seconds",
  from: 1,
  to: 600_000,
  published: "Milliseconds",
};
const bytes: Unit = { unit: "bytes, not MB or GB", from: 1_000_000, to: Infinity, published: "Bytes" };

/** Units by the names of metrics. Source: the CloudWatch pages of the services' own guides. */
const units: readonly [namespace: string, metric: RegExp, Unit][] = [
  ["AWS/ApplicationELB", /^TargetResponseTime$/, seconds],
  ["AWS/RDS", /^(?:ReadLatency|WriteLatency)$/, seconds],
  ["AWS/RDS", /^(?:Commit|Select|DML|DDL|Insert|Update|Delete)Latency$|^AuroraReplicaLag/, milliseconds],
  ["AWS/RDS", /^(?:FreeableMemory|FreeStorageSpace|FreeLocalStorage|VolumeBytesUsed)$/, bytes],
  ["AWS/RDS", /^SwapUsage$/, { ...bytes, orNone: true }],
  ["AWS/RDS", /^(?:CPU|ACU)Utilization$/, percent],
  ["AWS/EC2", /^CPUUtilization$/, percent],
  ["AWS/ElastiCache", /Utilization$|Percentage$|^CacheHitRate$/, percent],
  ["AWS/ElastiCache", /^(?:FreeableMemory|BytesUsedForCache)$/, bytes],
  ["AWS/DynamoDB", /^SuccessfulRequestLatency$/, milliseconds],
  ["AWS/S3", /^BucketSizeBytes$/, bytes],
  ["AWS/S3", /^(?:FirstByteLatency|TotalRequestLatency)$/, milliseconds],
  ["CWAgent", /_percent$/, percent],
];

export function unitOf({ namespace, name }: AlarmMetric): Unit | undefined {
  return units.find(([of, names]) => of === namespace && typeof name === "string" && names.test(name))?.[2];
}

/** Whether a threshold can be meant in a unit. */
export function isWithin({ from, to, orNone = false }: Unit, threshold: number): boolean {
  return (threshold >= from && threshold <= to) || (orNone && threshold === 0);
}
