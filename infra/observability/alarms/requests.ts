import { nextTime, type ScheduledEvent, type ScheduledTime } from "../../../capacity";
import { withoutNoise } from "../../../capacity/arithmetic";
import type { Limits } from "../limits";
import type { Measure, Metric } from "./alarm";

const requests: Metric = { namespace: "AWS/ApplicationELB", name: "RequestCount", statistic: "Sum" };

/** Month, day, hour and minute of a period as one number, UTC: 11271430 is half past two on 27 November. */
const clock = "MONTH(requests) * 1000000 + DATE(requests) * 10000 + HOUR(requests) * 100 + MINUTE(requests)";

/**
 * Requests in terms of the usual peak: while events are on, so many times fewer as they bring more together. A limit on them is
 * the usual one for the rest of the year. Source of the functions of time, and of their use in alarms: AWS Cloud Operations Blog,
 * "Enhance CloudWatch metrics with metric math functions" (2026-11-25).
 */
export function requestsInPlan({ plan: { schedule } }: Limits): Measure {
  const raising = schedule.filter(({ multiplier }) => multiplier > 1);
  if (raising.length === 0) return requests;
  const more = raising.map((event) => `IF(${isOn(event)}, ${withoutNoise(event.multiplier - 1)}, 0)`);
  return {
    metrics: { requests },
    ...(raising.some(({ scaleOut }) => scaleOut.recurrence !== undefined) && { helpers: { clock } }),
    expression: `requests / (1 + ${more.join(" + ")})`,
  };
}

function isOn({ scaleOut, scaleIn }: ScheduledEvent): string {
  if (scaleOut.startTime !== undefined && scaleIn.startTime !== undefined) {
    const [from, to] = [scaleOut.startTime, scaleIn.startTime].map((time) => Date.parse(time) / 1000);
    return `EPOCH(requests) >= ${from} && EPOCH(requests) < ${to}`;
  }
  // Where summer time moves the event in UTC, from the earliest to the latest.
  const from = Math.min(...yearsOf(scaleOut).map(clockOf));
  const to = Math.max(...yearsOf(scaleIn).map(clockOf));
  // Over New Year it begins late in one year and ends early in the next.
  return `clock >= ${from} ${from < to ? "&&" : "||"} clock < ${to}`;
}

/** The times of a yearly event in some years, summer time moving its days. */
function yearsOf(time: ScheduledTime): Date[] {
  return Array.from({ length: 8 }, (_, more) => new Date(Date.UTC(2025 + more, 0, 1))).flatMap((year) => {
    const next = nextTime(time, year);
    return next === undefined ? [] : [new Date(next.startTime)];
  });
}

/** What {@link clock} says at a time. */
function clockOf(time: Date): number {
  const [month, date] = [time.getUTCMonth() + 1, time.getUTCDate()];
  return month * 1_000_000 + date * 10_000 + time.getUTCHours() * 100 + time.getUTCMinutes();
}
