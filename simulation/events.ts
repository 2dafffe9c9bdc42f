import { combinedMultiplier, isEventStart, nextStart, type Workload } from "../capacity";

/** The next time of a declared event; milliseconds since 1970. */
export interface EventTime {
  readonly name: string;
  /** Users of the usual peak that there are then, those of events at the same time among them. */
  readonly multiplier: number;
  /** When its instances have to be there, when its load arrives, and when that ends. */
  readonly due: number;
  readonly start: number;
  readonly end: number;
}

/** The events that still lie ahead. */
export function nextEvents({ events }: Pick<Workload, "events">, now: number): EventTime[] {
  return events.flatMap((event) => {
    const next = isEventStart(event.start) ? nextStart(event, new Date(now)) : undefined;
    if (next === undefined) return [];
    const { due, start, end } = next;
    const multiplier = combinedMultiplier(event, events);
    return [{ name: event.name, multiplier, due: due.getTime(), start: start.getTime(), end: end.getTime() }];
  });
}
