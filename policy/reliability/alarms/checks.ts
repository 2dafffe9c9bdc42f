import { type AlarmMetric, directionOf, metricsOf, reactionMinutes } from "../../model/alarm";
import type { Notifications } from "../../model/notification";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { judge, type Unknown, unknown } from "../../model/value";
import { type Quotient, quotientOf } from "./quotient";
import type { AlarmConfig, Check, Found, RequiredAlarm } from "./row";
import { statisticCheck } from "./statistic";

/** What a required alarm has to be. */
export function checksOf(
  row: RequiredAlarm,
  found: Found,
  config: AlarmConfig,
  notifications: Notifications,
): readonly Check[] {
  const { alarm } = found;
  const metrics = metricsOf(alarm);
  const tells: Check = {
    verdict: notifications.reachesSomebody(alarm, true),
    wrong: "notifies nobody by itself",
  };
  // What it has to be depends on the metric.
  if (metrics === unknown || metrics.some(({ name }) => name === unknown)) {
    return [{ verdict: unknown, wrong: "" }, tells];
  }
  const { direction, limit } = wantedOf(row, metrics);
  const goesOff = directionOf(alarm);
  const minutes = reactionMinutes(alarm);
  return [
    {
      verdict: direction === undefined || judge(goesOff, (it) => it === direction),
      wrong: `goes off ${show(goesOff)} its threshold`,
    },
    statisticCheck(metrics, direction),
    ...thresholdChecks(row, alarm, row.limitOf?.(found) ?? limit ?? config.limit),
    { verdict: judge(minutes, (it) => it <= config.minutes), wrong: `takes ${show(minutes)} minutes` },
    tells,
  ];
}

/** Direction and limit that a row wants of an alarm on these metrics. */
function wantedOf({ direction, byMetric = {} }: RequiredAlarm, metrics: readonly AlarmMetric[]) {
  const [, own] =
    Object.entries(byMetric).find(([name]) => metrics.every((metric) => metric.name === name)) ?? [];
  return { direction: own?.direction ?? direction, limit: own?.limit };
}

/** Whether the threshold is within its limit, and of a rate whether it is one. */
function thresholdChecks(
  { total }: RequiredAlarm,
  alarm: Resource,
  limit: number | Unknown | undefined,
): readonly Check[] {
  if (total === undefined) return limit === undefined ? [] : [thresholdCheck(alarm, limit)];
  const quotient = quotientOf(alarm);
  const isRate: Check = {
    verdict: quotient === unknown ? unknown : quotient?.divisors.includes(total) === true,
    wrong: `compares no share of ${total} with its threshold`,
  };
  if (limit === undefined || quotient === undefined || quotient === unknown) return [isRate];
  return [isRate, thresholdCheck(alarm, limitOf(quotient, limit))];
}

/** @param percent the limit of a percentage */
function limitOf({ isPercent }: Quotient, percent: number | Unknown): number | Unknown {
  return isPercent || percent === unknown ? percent : percent / 100;
}

function thresholdCheck(alarm: Resource, limit: number | Unknown): Check {
  const threshold = alarm.get("threshold");
  return {
    verdict: judge(
      threshold,
      (known) => typeof known === "number" && (limit === unknown ? unknown : known <= limit),
    ),
    wrong: `has the threshold ${show(threshold)}, more than ${show(limit)}`,
  };
}
