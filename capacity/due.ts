import type { ScheduledAction, UsualSizes } from "./events";
import { lastTime } from "./event-times";

/**
 * Sizes of the group at a time, as the scheduled actions have left them, or the usual ones. A deployment asks for them, so
 * that it neither takes back what an action raised nor keeps what is over.
 */
export function sizesAt(actions: readonly ScheduledAction[], usual: UsualSizes, now: Date): UsualSizes {
  const past = actions.flatMap(({ time, minSize, maxSize = usual.maxSize }) => {
    const at = lastTime(time, now);
    return at === undefined ? [] : [{ at, minSize, maxSize }];
  });
  const last = past.reduce<(typeof past)[number] | undefined>(
    (latest, next) => (latest === undefined || next.at > latest.at ? next : latest),
    undefined,
  );
  if (last === undefined) return usual;
  return {
    minSize: Math.max(usual.minSize, last.minSize),
    maxSize: Math.max(usual.maxSize, last.maxSize),
  };
}
