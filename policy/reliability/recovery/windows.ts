/** A time that comes back every week. */
export interface Window {
  /** Minutes from Monday 00:00 UTC. */
  readonly start: number;
  readonly minutes: number;
}

const day = 24 * 60;
const week = 7 * day;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const timePattern = /^(?:([a-z]{3}):)?(\d{2}):(\d{2})$/;

/**
 * Whether a daily window such as `23:30-00:30` and a weekly one such as `sun:23:45-mon:00:15` share a minute, also
 * across midnight and the end of the week; undefined when one of them is no such window. Windows that only touch do not.
 */
export function windowsOverlap(daily: string, weekly: string): boolean | undefined {
  const [everyDay, oneWeek] = [occurrencesOf(daily), occurrencesOf(weekly)?.[0]];
  if (!everyDay || !oneWeek) return undefined;
  return everyDay.some((window) => overlap(window, oneWeek));
}

/** The times of a week at which a daily or a weekly window comes; undefined when it is no such window. */
export function occurrencesOf(text: string): Window[] | undefined {
  const isWeekly = /^[a-z]/i.test(text);
  const window = windowOf(text, isWeekly ? week : day);
  if (!window) return undefined;
  return isWeekly ? [window] : days.map((_, index) => ({ ...window, start: window.start + index * day }));
}

function windowOf(text: string, period: number): Window | undefined {
  const [from, to, ...more] = text.toLowerCase().split("-").map(minuteOf);
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return { start: from, minutes: (to - from + period) % period };
}

function minuteOf(text: string): number | undefined {
  const [, name, hour, minute] = timePattern.exec(text) ?? [];
  if (hour === undefined) return undefined;
  const index = name === undefined ? 0 : days.indexOf(name);
  return index < 0 ? undefined : index * day + Number(hour) * 60 + Number(minute);
}

/** Whether two windows share a minute, also across the end of the week. */
export function overlap(one: Window, other: Window): boolean {
  const startsIn = (inner: Window, outer: Window) =>
    (inner.start - outer.start + week) % week < outer.minutes;
  return startsIn(one, other) || startsIn(other, one);
}
