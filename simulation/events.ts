import { isEventStart, type Workload, type WorkloadEvent } from "../capacity";

/** The next time of a declared event; milliseconds since 1970. */
export interface EventTime {
  readonly name: string;
  readonly multiplier: number;
  /** When its instances have to be there, when its load arrives, and when that ends. */
  readonly due: number;
  readonly start: number;
  readonly end: number;
}

const hour = 3_600_000;

/** The events that still lie ahead. */
export function nextEvents({ events }: Pick<Workload, "events">, now: number): EventTime[] {
  return events.flatMap((event) => {
    const start = nextStart(event, now);
    if (start === undefined) return [];
    const { name, multiplier, leadHours, durationHours } = event;
    return [{ name, multiplier, due: start - leadHours * hour, start, end: start + durationHours * hour }];
  });
}

function nextStart({ start, leadHours }: WorkloadEvent, now: number): number | undefined {
  if (!isEventStart(start)) return undefined;
  const year = new Date(now).getUTCFullYear();
  const texts = start.startsWith("--")
    ? [year, year + 1, year + 2].map((it) => `${it}-${start.slice(2)}`)
    : [start];
  return texts.map((text) => Date.parse(text)).find((time) => time - leadHours * hour > now);
}
