/** A time that comes back every week, as long as it is. */
export interface Window {
  /** Minutes from Monday 00:00 UTC. */
  readonly start: number;
  readonly minutes: number;
}

const day = 24 * 60;
const week = 7 * day;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const time = "([01]\\d|2[0-3]):([0-5]\\d)";
const dailyPattern = new RegExp(`^${time}-${time}$`);
const weeklyPattern = new RegExp(`^(${days.join("|")}):${time}-(${days.join("|")}):${time}$`);

/** Reads `23:30-00:30`, every day; its occurrences of a week, or undefined when it is no such window. */
export function parseDaily(text: string): Window[] | undefined {
  const [, ...parts] = dailyPattern.exec(text) ?? [];
  const [fromHour, fromMinute, toHour, toMinute] = parts.map(Number);
  if (fromHour === undefined || fromMinute === undefined || toHour === undefined || toMinute === undefined)
    return undefined;
  const start = fromHour * 60 + fromMinute;
  const minutes = (toHour * 60 + toMinute - start + day) % day;
  return days.map((_, index) => ({ start: index * day + start, minutes }));
}

/** Reads `sun:23:30-mon:00:30`; undefined when it is no such window. */
export function parseWeekly(text: string): Window | undefined {
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = weeklyPattern.exec(text) ?? [];
  if (fromDay === undefined || toDay === undefined) return undefined;
  const at = (name: string, hour: string | undefined, minute: string | undefined) =>
    days.indexOf(name) * day + Number(hour) * 60 + Number(minute);
  const start = at(fromDay, fromHour, fromMinute);
  return { start, minutes: (at(toDay, toHour, toMinute) - start + week) % week };
}

/** Whether two windows share a minute, also across the end of the week. Windows that only touch do not. */
export function overlap(one: Window, other: Window): boolean {
  const startsIn = (inner: Window, outer: Window) =>
    (inner.start - outer.start + week) % week < outer.minutes;
  return startsIn(one, other) || startsIn(other, one);
}
