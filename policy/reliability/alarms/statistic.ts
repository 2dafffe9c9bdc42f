import type { AlarmMetric } from "../../model/alarm";
import { show } from "../../model/show";
import { every, judge, type Verdict } from "../../model/value";
import type { Check, Direction } from "./row";

/**
 * Counts, of which only the sum says how many. A load balancer publishes a one for each request, so that Minimum, Maximum
 * and Average are all 1; the Average of DynamoDB's units is that of a request. Sources: "CloudWatch metrics for your
 * Application Load Balancer", "DynamoDB Metrics and dimensions", "Metrics for Valkey and Redis OSS".
 */
const counts =
  /^(?:RequestCount|HTTPCode_\w+|Evictions|CacheHits|CacheMisses|\w*Throttle\w*|Consumed\w+CapacityUnits)$/;

/** Statistics that do not show the worst, and what does, by where an alarm goes off. */
const sides: Readonly<Record<Direction, { hiding: readonly string[]; showing: string }>> = {
  above: { hiding: ["Minimum", "SampleCount"], showing: "Average, Maximum or a percentile" },
  below: { hiding: ["Maximum", "SampleCount"], showing: "Average, Minimum or a percentile" },
};

/** Each zone's node of a load balancer reports: only when even the Maximum is low does none of them see a healthy host. */
const reportedByZone = "HealthyHostCount";

/** Whether an alarm looks at its metrics by statistics in which it sees what it is for. */
export function statisticCheck(metrics: readonly AlarmMetric[], direction: Direction | undefined): Check {
  const wrong = metrics.find((metric) => fits(metric, direction) === false);
  return {
    verdict: every(metrics.map((metric) => fits(metric, direction))),
    wrong: wrong
      ? `looks at the ${show(wrong.statistic)} of ${show(wrong.name)}, which needs ${neededBy(wrong, direction)}`
      : "",
  };
}

function fits(metric: AlarmMetric, direction: Direction | undefined): Verdict {
  const { name, statistic } = metric;
  if (isCount(metric)) return judge(statistic, (known) => known === "Sum");
  if (direction === undefined || name === reportedByZone) return true;
  return judge(statistic, (known) => typeof known !== "string" || !sides[direction].hiding.includes(known));
}

function neededBy(metric: AlarmMetric, direction: Direction | undefined): string {
  return isCount(metric) || direction === undefined ? "Sum" : sides[direction].showing;
}

function isCount({ name }: AlarmMetric): boolean {
  return typeof name === "string" && counts.test(name);
}
