import { alarmType, expressionOf, metricsOf } from "../../model/alarm";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { judge, unknown } from "../../model/value";

/** What a threshold in a unit looks like; outside, it is one in another unit. */
interface Unit {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

const percent: Unit = { unit: "percent, 0 to 100", from: 0, to: 100 };
const seconds: Unit = { unit: "seconds, not milliseconds", from: 0, to: 60 };
const milliseconds: Unit = { unit: "milliseconds, not seconds", from: 1, to: 600_000 };
const bytes: Unit = { unit: "bytes, not MB or GB", from: 1_000_000, to: Infinity };

/** Units by the names of metrics. Source: the CloudWatch pages of the services' own guides. */
const units: readonly [namespace: string, metric: RegExp, Unit][] = [
  ["AWS/ApplicationELB", /^TargetResponseTime$/, seconds],
  ["AWS/RDS", /^(?:ReadLatency|WriteLatency)$/, seconds],
  ["AWS/RDS", /^(?:Commit|Select|DML|DDL|Insert|Update|Delete)Latency$|^AuroraReplicaLag/, milliseconds],
  ["AWS/RDS", /^(?:FreeableMemory|FreeStorageSpace|FreeLocalStorage|VolumeBytesUsed|SwapUsage)$/, bytes],
  ["AWS/RDS", /^(?:CPU|ACU)Utilization$/, percent],
  ["AWS/EC2", /^CPUUtilization$/, percent],
  ["AWS/ElastiCache", /Utilization$|Percentage$|^CacheHitRate$/, percent],
  ["AWS/ElastiCache", /^(?:FreeableMemory|BytesUsedForCache)$/, bytes],
  ["AWS/DynamoDB", /^SuccessfulRequestLatency$/, milliseconds],
  ["AWS/S3", /^BucketSizeBytes$/, bytes],
  ["AWS/S3", /^(?:FirstByteLatency|TotalRequestLatency)$/, milliseconds],
  ["CWAgent", /_percent$/, percent],
];

/** A share of something: a quotient that nobody turns into percent. */
const share: Unit = {
  unit: "a share, 0 to 1: the expression divides and does not multiply by 100",
  from: 0,
  to: 1,
};

export const thresholdUnit = rule({
  name: "alarm-threshold-unit",
  description: "An alarm's threshold is in the unit of its metric",
  severity: "high",
  requirement: "D3",
  sources: [],
  *check(stack) {
    for (const alarm of stack.ofType(alarmType)) {
      const unit = unitOf(alarm);
      if (!unit) continue;
      const threshold = alarm.get("threshold");
      yield {
        resource: alarm,
        verdict: judge(
          threshold,
          (known) => typeof known === "number" && known >= unit.from && known <= unit.to,
        ),
        found: `threshold ${show(threshold)}`,
        required: `a threshold in ${unit.unit}`,
        fix: "give the threshold in the metric's unit: an alarm in another one is always on, or never",
      };
    }
  },
});

function unitOf(alarm: Resource): Unit | undefined {
  const metrics = metricsOf(alarm);
  if (metrics === unknown) return undefined;
  const expression = expressionOf(alarm);
  if (expression !== undefined) return isShareOf(expression, metrics.length) ? share : undefined;
  const [metric] = metrics;
  // Of a percentile rank such as PR(:0.3), the metric's value is a share of the requests.
  if (metrics.length !== 1 || !metric || show(metric.statistic).startsWith("PR(")) return undefined;
  const { namespace, name } = metric;
  return units.find(([of, names]) => of === namespace && typeof name === "string" && names.test(name))?.[2];
}

/** Whether an expression is one metric over another; a division by a number, of seconds or bytes, makes no share. */
function isShareOf(expression: string, metrics: number): boolean {
  return metrics > 1 && /\/\s*\(?\s*[A-Za-z]/.test(expression) && !/\b100\b/.test(expression);
}
