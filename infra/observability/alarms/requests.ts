import type { ScheduledEvent } from "../../../capacity";
import type { Limits } from "../limits";
import type { Measure, Metric } from "./alarm";

const requests: Metric = { namespace: "AWS/ApplicationELB", name: "RequestCount", statistic: "Sum" };

/** Month, day, hour and minute of a period as one number, UTC: 11271430 is half past two on 27 November. */
const clock = "MONTH(requests) * 1000000 + DATE(requests) * 10000 + HOUR(requests) * 100 + MINUTE(requests)";

/**
 * Requests in terms of the usual peak: while an event is on, so many times fewer as it brings more. A limit on them is the
 * usual one for the rest of the year. Source of the functions of time, and of their use in alarms: AWS Cloud Operations Blog,
 * "Enhance CloudWatch metrics with metric math functions" (2026-11-25).
 */
export function requestsInPlan({ plan: { schedule } }: Limits): Measure {
  if (schedule.length === 0) return requests;
  return {
    metrics: { requests },
    ...(schedule.some(({ scaleOut }) => scaleOut.recurrence !== undefined) && { helpers: { clock } }),
    expression: schedule.reduce(
      (otherwise, event) => `IF(${isOn(event)}, requests / ${Math.max(1, event.multiplier)}, ${otherwise})`,
      "requests",
    ),
  };
}

function isOn({ scaleOut, scaleIn }: ScheduledEvent): string {
  if (scaleOut.startTime !== undefined && scaleIn.startTime !== undefined) {
    const [from, to] = [scaleOut.startTime, scaleIn.startTime].map((time) => Date.parse(time) / 1000);
    return `EPOCH(requests) >= ${from} && EPOCH(requests) < ${to}`;
  }
  const [from = 0, to = 0] = [scaleOut, scaleIn].map(({ recurrence = "" }) => clockOf(recurrence));
  // Over New Year it begins late in one year and ends early in the next.
  return `clock >= ${from} ${from < to ? "&&" : "||"} clock < ${to}`;
}

/** What {@link clock} says at the time of a yearly cron expression. */
function clockOf(recurrence: string): number {
  const [minute = 0, hour = 0, date = 0, month = 0] = recurrence.split(" ").map(Number);
  return month * 1_000_000 + date * 10_000 + hour * 100 + minute;
}
