import { millisecondsOf, type Window, windowOf, yearsAround } from "./event-times";
import type { WorkloadEvent } from "./workload";

/**
 * Users when an event begins, as a multiple of the usual peak: of events that are on at the same time, each brings its own
 * users above the usual peak.
 */
export function combinedMultiplier(event: WorkloadEvent, events: readonly WorkloadEvent[]): number {
  if (events.length < 2) return event.multiplier;
  const { from } = windowOf(event);
  const others = events.filter((other) => other !== event && isOnAt(windowOf(other), from));
  return together([event, ...others]);
}

/** Of the usual peak; events that bring fewer users than it take none of another's away. */
export function together(events: readonly WorkloadEvent[]): number {
  const [only, second] = events;
  if (only !== undefined && second === undefined) return only.multiplier;
  return events.reduce((sum, { multiplier }) => sum + Math.max(0, multiplier - 1), 1);
}

/** Whether a window is open at a time, in the same year or, where both are yearly, in every one. */
export function isOnAt({ from, to }: Window, time: Window["from"]): boolean {
  const at = time.at.toMillis();
  return (from.yearly ? yearsAround(time) : [0]).some(
    (years) => millisecondsOf(from, years) <= at && at < millisecondsOf(to, years),
  );
}

const largest = new WeakMap<readonly WorkloadEvent[], number>();

/** The most that events bring at once, as a multiple of the usual peak; 1 without events. */
export function largestMultiplier(events: readonly WorkloadEvent[]): number {
  const known = largest.get(events);
  if (known !== undefined) return known;
  const most = Math.max(1, ...events.map((event) => combinedMultiplier(event, events)));
  largest.set(events, most);
  return most;
}
