import type { ScheduledEvent, ScheduledTime } from "./events";

/**
 * Floor of the group at a time: that of the event whose instances have to be there, as the scheduled actions have left it, or
 * the usual one. A deployment asks for it, so that it neither takes back what an action raised nor keeps what is over.
 */
export function floorAt(events: readonly ScheduledEvent[], usual: number, now: Date): number {
  const due = events.filter((event) => isDue(event, now)).map(({ minSize }) => minSize);
  return Math.max(usual, ...due);
}

/** Whether the last that happened of an event is its beginning. */
function isDue({ scaleOut, scaleIn }: ScheduledEvent, now: Date): boolean {
  const [out, back] = [scaleOut, scaleIn].map((time) => lastTime(time, now.getTime()));
  return out !== undefined && (back === undefined || back < out);
}

/** The last time that something was due, milliseconds since 1970; undefined when it never was. */
function lastTime({ startTime, recurrence }: ScheduledTime, now: number): number | undefined {
  if (recurrence === undefined) return [Date.parse(startTime ?? "")].find((time) => time <= now);
  const [minute = 0, hours = 0, date = 1, month = 1] = recurrence.split(" ").map(Number);
  const year = new Date(now).getUTCFullYear();
  const times = [year, year - 1].map((it) => Date.UTC(it, month - 1, date, hours, minute));
  return times.find((time) => time <= now);
}
