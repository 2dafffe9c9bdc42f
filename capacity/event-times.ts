import { DateTime } from "luxon";
import type { WorkloadEvent } from "./workload";

/** When something is due, in the terms of an Auto Scaling scheduled action: a start, or a recurrence with its zone. */
export interface ScheduledTime {
  /** Once, UTC, such as `2026-11-27T05:00:00Z`. */
  readonly startTime?: string;
  /** Every year, as a cron expression. */
  readonly recurrence?: string;
  /** Zone of the recurrence, such as `America/New_York`; UTC without it. */
  readonly timeZone?: string;
}

/** When something is due next, as AWS takes it. */
export interface NextTime extends ScheduledTime {
  /** UTC, to come; of a recurrence the first time. */
  readonly startTime: string;
}

/** A time with its zone: once, or in every year. */
export interface EventTime {
  readonly yearly: boolean;
  /** Of a yearly event: that in {@link commonYear}. */
  readonly at: DateTime;
}

/** From when to when an event has its instances, its lead included. */
export interface Window {
  readonly from: EventTime;
  readonly to: EventTime;
}

// Yearly times are worked out in a year without 29 February, as those before and after it are. In a leap year an interval
// that spans it is a day longer than asked for: instances come a day early or stay a day late, never the other way round.
const commonYear = 2026;
const pattern = /^(?:(\d{4})-|--)(\d\d)-(\d\d)T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d|\[[A-Za-z0-9_+/-]+\])$/;

/** Whether `text` is a start as {@link WorkloadEvent.start} describes it, on a day that exists, in a zone that is known. */
export function isEventStart(text: string): boolean {
  return startOf(text) !== undefined;
}

function startOf(text: string): EventTime | undefined {
  const [, year, month, day, hour, minute, zone = ""] = pattern.exec(text) ?? [];
  if (month === undefined) return undefined;
  const isNamed = zone.startsWith("[");
  const name = isNamed ? zone.slice(1, -1) : zone === "Z" ? "utc" : `UTC${zone}`;
  const parts = { month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute) };
  const at = DateTime.fromObject({ year: Number(year ?? commonYear), ...parts }, { zone: name });
  if (!at.isValid || parts.hour > 23) return undefined;
  return { yearly: year === undefined, at: isNamed ? at : at.toUTC() };
}

const windows = new WeakMap<WorkloadEvent, Window>();

/** @throws RangeError for an event whose start nobody can tell. */
export function windowOf(event: WorkloadEvent): Window {
  // A forecast asks for the same events in each of its months.
  const window = windows.get(event) ?? windowIn(event);
  windows.set(event, window);
  return window;
}

function windowIn({ name, start, leadHours, durationHours }: WorkloadEvent): Window {
  const time = startOf(start);
  if (time === undefined) throw new RangeError(`event ${name}: ${start} is not a date and time with zone`);
  const { yearly, at } = time;
  // A yearly time that the clock leaves out in the common year is shown an hour later in that year alone.
  const isLeftOut = yearly && !at.zone.isUniversal && !start.includes(at.toFormat("'T'HH:mm"));
  // A time that the clock shows twice when summer time ends is taken for both.
  const starts = [...at.getPossibleOffsets(), ...(isLeftOut ? [at.minus({ hours: 1 })] : [])];
  const ends = (hours: number) =>
    starts.flatMap((start) => (yearly ? inAllYears(start, hours) : start.plus({ hours })));
  return {
    from: { yearly, at: DateTime.min(...ends(-leadHours)) ?? at },
    to: { yearly, at: DateTime.max(...ends(durationHours)) ?? at },
  };
}

/**
 * What the clock shows so many hours from a time of {@link commonYear}, in each year: where the clocks change in between, which is
 * on another day of every year, it is an hour more or less.
 */
function inAllYears(at: DateTime, hours: number): DateTime[] {
  // After 28 years the days of the week, by which clocks change, are those of the same dates again.
  const years = at.zone.isUniversal ? 1 : 28;
  return Array.from({ length: years }, (_, year) => {
    const shown = at.set({ year: at.year + year }).plus({ hours });
    return shown.set({ year: shown.year - year });
  });
}

export function later({ yearly, at }: EventTime, hours: number): EventTime {
  return { yearly, at: at.plus({ hours }) };
}

/** Milliseconds since 1970; of a yearly time that of a window that begins in so many years after {@link commonYear}. */
export function millisecondsOf({ at }: EventTime, years = 0): number {
  return at.set({ year: at.year + years }).toMillis();
}

/** Years after {@link commonYear} in which a yearly window may touch another time. */
export function yearsAround({ at }: EventTime): number[] {
  return [-2, -1, 0, 1, 2].map((years) => at.year - commonYear + years);
}

export function scheduledTime({ yearly, at }: EventTime): ScheduledTime {
  if (!yearly) return { startTime: utc(at.toMillis()) };
  const recurrence = `${at.minute} ${at.hour} ${at.day} ${at.month} *`;
  return at.zoneName === "UTC" ? { recurrence } : { recurrence, timeZone: at.zoneName ?? "UTC" };
}

/**
 * A time as it lies ahead; undefined when it does not any more. A yearly one has its next occurrence as the start: left
 * out, AWS would compute it, and the provider would keep sending that with every change, also when it is over and AWS
 * refuses it (pulumi/pulumi-aws #2473 and hashicorp/terraform-provider-aws #38983, read 2026-11-25).
 */
export function nextTime(time: ScheduledTime, now: Date): NextTime | undefined {
  const year = now.getUTCFullYear();
  const next = timesOf(time, [year - 1, year, year + 1, year + 2]).find((at) => at > now.getTime());
  return next === undefined ? undefined : { ...time, startTime: utc(next) };
}

/** The last time that something was due, milliseconds since 1970; undefined when it never was. */
export function lastTime(time: ScheduledTime, now: Date): number | undefined {
  const year = now.getUTCFullYear();
  return timesOf(time, [year + 1, year, year - 1, year - 2]).find((at) => at <= now.getTime());
}

function timesOf(
  { startTime, recurrence, timeZone = "UTC" }: ScheduledTime,
  years: readonly number[],
): number[] {
  if (recurrence === undefined) return startTime === undefined ? [] : [Date.parse(startTime)];
  const [minute = 0, hour = 0, day = 1, month = 1] = recurrence.split(" ").map(Number);
  return years.map((year) =>
    DateTime.fromObject({ year, month, day, hour, minute }, { zone: timeZone }).toMillis(),
  );
}

/** When the load of an event arrives next and how far it lies ahead, its lead included; undefined when it is over. */
export function nextStart(
  event: WorkloadEvent,
  now: Date,
): { due: Date; start: Date; end: Date } | undefined {
  const due = nextDue(event, now);
  const time = startOf(event.start);
  if (due === undefined || time === undefined) return undefined;
  const next = nextTime(scheduledTime(time), new Date(due.getTime() - 1));
  if (next === undefined) return undefined;
  const start = new Date(next.startTime);
  return { due, start, end: new Date(start.getTime() + event.durationHours * 3_600_000) };
}

/**
 * When the instances of an event have to be there, its lead time before the load arrives, for the next time that this lies
 * ahead; undefined when it does not any more.
 */
export function nextDue(event: WorkloadEvent, now: Date): Date | undefined {
  const next = nextTime(scheduledTime(windowOf(event).from), now);
  return next && new Date(next.startTime);
}

/** When an event was over for good; undefined for one that comes every year, or lies ahead. */
export function overSince(event: WorkloadEvent, now: Date): Date | undefined {
  const { to } = windowOf(event);
  return !to.yearly && to.at.toMillis() <= now.getTime() ? to.at.toJSDate() : undefined;
}

function utc(time: number): string {
  return new Date(time).toISOString().replace(".000Z", "Z");
}
