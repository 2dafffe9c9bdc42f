import { overlap, parseDaily, parseWeekly, type Window } from "../../../capacity";

/**
 * Whether a daily window such as `23:30-00:30` and a weekly one such as `sun:23:45-mon:00:15` share a minute, also
 * across midnight and the end of the week; undefined when one of them is no such window. Windows that only touch do not.
 */
export function windowsOverlap(daily: string, weekly: string): boolean | undefined {
  const [everyDay, oneWeek] = [parseDaily(daily), parseWeekly(weekly.toLowerCase())];
  if (!everyDay || !oneWeek) return undefined;
  return everyDay.some((window) => overlap(window, oneWeek));
}

/** The times of a week at which a daily or a weekly window comes; undefined when it is no such window. */
export function occurrencesOf(text: string): Window[] | undefined {
  const weekly = parseWeekly(text.toLowerCase());
  return weekly ? [weekly] : parseDaily(text);
}
