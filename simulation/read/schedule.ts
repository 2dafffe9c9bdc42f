import { type CronExpression, CronExpressionParser } from "cron-parser";
import type { ScheduledAction } from "../fleet";
import { numberOf, type StackResource, textOf } from "./resources";

export const scheduleType = "aws:autoscaling/schedule:Schedule";
const mostTimes = 2000;

/** A scheduled action with the times at which it is due within a span, milliseconds since 1970. */
export function scheduledAction(resource: StackResource, from: number, to: number): ScheduledAction {
  const { properties } = resource;
  const size = (property: string) => {
    const value = numberOf(properties[property]);
    // AWS's provider writes -1 for a size that stays.
    return value === undefined || value < 0 ? undefined : value;
  };
  return {
    name: textOf(properties.scheduledActionName) ?? resource.name,
    times: timesOf(resource, from, to),
    minSize: size("minSize"),
    maxSize: size("maxSize"),
    desired: size("desiredCapacity"),
  };
}

function timesOf({ properties }: StackResource, from: number, to: number): number[] {
  const start = Date.parse(textOf(properties.startTime) ?? "");
  const recurrence = textOf(properties.recurrence);
  if (recurrence === undefined) return start >= from && start < to ? [start] : [];
  const end = Date.parse(textOf(properties.endTime) ?? "");
  const last = Number.isNaN(end) ? to : Math.min(to, end);
  const first = Number.isNaN(start) ? from : Math.max(from, start);
  const times: number[] = [];
  const cron = cronOf(recurrence, new Date(first - 1), textOf(properties.timeZone) ?? "UTC");
  if (!cron) return [];
  while (times.length < mostTimes) {
    const next = cron.next().getTime();
    if (next >= last) break;
    times.push(next);
  }
  return times;
}

/** None where AWS would not take the expression either. */
function cronOf(recurrence: string, currentDate: Date, tz: string): CronExpression | undefined {
  try {
    return CronExpressionParser.parse(recurrence, { currentDate, tz });
  } catch {
    return undefined;
  }
}
