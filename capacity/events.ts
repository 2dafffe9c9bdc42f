import { fleetNeed, type FleetNeed } from "./compute";
import { operatingPoint } from "./operating-point";
import type { Sizing } from "./sizing";
import { usersAt } from "./traffic";
import type { Workload, WorkloadEvent } from "./workload";

/** When something is due, in the terms of an Auto Scaling scheduled action: exactly one of the two is there. */
export interface ScheduledTime {
  /** Once, UTC, such as `2026-11-27T05:00:00Z`. */
  readonly startTime?: string;
  /** Every year, UTC, as a cron expression. */
  readonly recurrence?: string;
}

/** When something is due next, as AWS takes it. */
export interface NextTime {
  /** UTC, to come, such as `2026-11-27T05:00:00Z`. */
  readonly startTime: string;
  /** Every year from then on, UTC, as a cron expression; without it once. */
  readonly recurrence?: string;
}

/** An event, what it needs, and when that must be there. */
export interface ScheduledEvent {
  readonly name: string;
  readonly multiplier: number;
  readonly concurrentUsers: number;
  readonly need: FleetNeed;
  /** Floor of the group from {@link scaleOut} to {@link scaleIn}: what the event requires, buffer aside. */
  readonly minSize: number;
  /** The lead time before the load arrives. */
  readonly scaleOut: ScheduledTime;
  /** The end of the event, when the group's own floor holds again. */
  readonly scaleIn: ScheduledTime;
}

interface Start {
  readonly yearly: boolean;
  /** Milliseconds since 1970. Of a yearly event: that in {@link commonYear}. */
  readonly at: number;
}

const hour = 3_600_000;
// Yearly times are worked out in a year without 29 February, as those before and after it are. In a leap year an interval
// that spans it is a day longer than asked for: instances come a day early or stay a day late, never the other way round.
const commonYear = 2026;
const pattern = /^(?:(\d{4})-|--)(\d\d)-(\d\d)T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)$/;

/** Whether `text` is a start as {@link WorkloadEvent.start} describes it, on a day that exists. */
export function isEventStart(text: string): boolean {
  return parseStart(text) !== undefined;
}

export function scheduleOf(
  workload: Workload,
  floor: number,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): ScheduledEvent[] {
  return workload.events.map((event) => {
    const concurrentUsers = usersAt(event.multiplier, workload);
    const need = fleetNeed(concurrentUsers, workload, sizing, point);
    const { yearly, from, to } = windowOf(event);
    const when = (time: number): ScheduledTime =>
      yearly ? { recurrence: cron(time) } : { startTime: utc(time) };
    return {
      name: event.name,
      multiplier: event.multiplier,
      concurrentUsers,
      need,
      minSize: Math.max(floor, need.required),
      scaleOut: when(from),
      scaleIn: when(to),
    };
  });
}

/**
 * Pairs of events whose times, lead included, touch in some year. The end of one would take away the instances of
 * the other, so such events must be declared as one.
 */
export function overlappingEvents(events: readonly WorkloadEvent[]): [WorkloadEvent, WorkloadEvent][] {
  return events.flatMap((event, index) =>
    events
      .slice(0, index)
      .filter((earlier) => overlap(earlier, event))
      .map((earlier): [WorkloadEvent, WorkloadEvent] => [earlier, event]),
  );
}

function overlap(one: WorkloadEvent, other: WorkloadEvent): boolean {
  const years = [one, other].map(windowOf).map(({ from }) => new Date(from).getUTCFullYear());
  const first = Math.min(...years) - 1;
  const span = Array.from({ length: Math.max(...years) - first + 2 }, (_, index) => first + index);
  const windows = occurrences(other, span);
  return occurrences(one, span).some((a) => windows.some((b) => a.from <= b.to && b.from <= a.to));
}

function occurrences(event: WorkloadEvent, years: readonly number[]) {
  const { yearly, from, to } = windowOf(event);
  if (!yearly) return [{ from, to }];
  return years.map((year) => {
    const start = new Date(from).setUTCFullYear(year);
    return { from: start, to: start + (to - from) };
  });
}

/**
 * When the instances of an event have to be there, its lead time before the load arrives, for the next time that this lies
 * ahead; undefined when it does not any more.
 */
export function nextDue(event: WorkloadEvent, now: Date): Date | undefined {
  const { yearly, from } = windowOf(event);
  const next = yearly
    ? nextOfYear((year) => new Date(from).setUTCFullYear(year), now)
    : [from].find((time) => time > now.getTime());
  return next === undefined ? undefined : new Date(next);
}

/**
 * A time as it lies ahead; undefined when it does not any more. A yearly one has its next occurrence as the start: left
 * out, AWS would compute it, and the provider would keep sending that with every change, also when it is over and AWS
 * refuses it (pulumi/pulumi-aws #2473 and hashicorp/terraform-provider-aws #38983, read 2026-11-25).
 */
export function nextTime({ startTime, recurrence }: ScheduledTime, now: Date): NextTime | undefined {
  if (recurrence !== undefined) {
    const [minute = 0, hours = 0, date = 1, month = 1] = recurrence.split(" ").map(Number);
    const next = nextOfYear((year) => Date.UTC(year, month - 1, date, hours, minute), now);
    return next === undefined ? undefined : { startTime: utc(next), recurrence };
  }
  return startTime !== undefined && new Date(startTime) > now ? { startTime } : undefined;
}

/** The next of the times that come once a year. */
function nextOfYear(inYear: (year: number) => number, now: Date): number | undefined {
  const year = now.getUTCFullYear();
  return [year, year + 1].map(inYear).find((time) => time > now.getTime());
}

function windowOf(event: WorkloadEvent) {
  const start = parseStart(event.start);
  if (start === undefined)
    throw new RangeError(`event ${event.name}: ${event.start} is not a date and time with zone`);
  return {
    yearly: start.yearly,
    from: start.at - event.leadHours * hour,
    to: start.at + event.durationHours * hour,
  };
}

function parseStart(text: string): Start | undefined {
  const [, year, month, day, hours, minutes, zone] = pattern.exec(text) ?? [];
  if (month === undefined) return undefined;
  const date = `${year ?? commonYear}-${month}-${day}`;
  const at = Date.parse(`${date}T${hours}:${minutes}:00${zone}`);
  // Date.parse takes 31 April for 1 May.
  const exists = new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
  return exists && !Number.isNaN(at) ? { yearly: year === undefined, at } : undefined;
}

function utc(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}

function cron(time: number): string {
  const date = new Date(time);
  return `${date.getUTCMinutes()} ${date.getUTCHours()} ${date.getUTCDate()} ${date.getUTCMonth() + 1} *`;
}
