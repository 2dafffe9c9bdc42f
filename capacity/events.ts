import { fleetNeed, type FleetNeed } from "./compute";
import {
  type EventTime,
  later,
  millisecondsOf,
  type ScheduledTime,
  scheduledTime,
  type Window,
  windowOf,
  yearsAround,
} from "./event-times";
import { operatingPoint } from "./operating-point";
import { minutesIn, scaleInStep } from "./scaling";
import type { Sizing } from "./sizing";
import { combinedMultiplier, isOnAt, together } from "./together";
import { usersAt } from "./traffic";
import type { Workload, WorkloadEvent } from "./workload";

/** An event, what it needs, and when that must be there. */
export interface ScheduledEvent {
  readonly name: string;
  /** Of the usual peak, as declared. */
  readonly multiplier: number;
  /** Users at once when it begins, those of events that are on at the same time among them. */
  readonly concurrentUsers: number;
  readonly need: FleetNeed;
  /** The lead time before the load arrives. */
  readonly scaleOut: ScheduledTime;
  /** The end of the event. */
  readonly scaleIn: ScheduledTime;
}

/** A change of the group's sizes: AWS allows one at a time. */
export interface ScheduledAction {
  /** `launch-before`, `launch-after` and, when scaling has taken the instances back, `launch-settled`. */
  readonly name: string;
  readonly time: ScheduledTime;
  readonly minSize: number;
  /** Absent where the maximum is set by hand: it stays. */
  readonly maxSize?: number;
}

/** Sizes of the group when no event is on. */
export interface UsualSizes {
  readonly minSize: number;
  readonly maxSize: number;
}

export function scheduleOf(
  workload: Workload,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): ScheduledEvent[] {
  return workload.events.map((event) => {
    const { name, multiplier } = event;
    const { from, to } = windowOf(event);
    const concurrentUsers = usersAt(combinedMultiplier(event, workload.events), workload);
    const need = fleetNeed(concurrentUsers, workload, sizing, point);
    return {
      name,
      multiplier,
      concurrentUsers,
      need,
      scaleOut: scheduledTime(from),
      scaleIn: scheduledTime(to),
    };
  });
}

/**
 * What has to be changed for the events, and when. Floor and ceiling are raised ahead of an event, the floor is lowered when it
 * ends, and the ceiling when scaling has had the time to remove what is too much: a lower one stops instances at once. While
 * events are on together the sizes are those for the users of all.
 */
export function actionsOf(
  workload: Workload,
  usual: UsualSizes,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): ScheduledAction[] {
  const needAt = (multiplier: number) => fleetNeed(usersAt(multiplier, workload), workload, sizing, point);
  const spans = workload.events.map((event) => {
    const window = windowOf(event);
    const { ceiling } = needAt(combinedMultiplier(event, workload.events));
    return { event, ...window, settled: later(window.to, settlingHours(ceiling, usual.maxSize)) };
  });
  const sizesAt = (time: EventTime) => {
    const on = onAt(spans, time, ({ to }) => to);
    const settling = onAt(spans, time, ({ settled }) => settled);
    const floor = on.length === 0 ? 0 : needAt(together(on)).required;
    const ceiling = settling.length === 0 ? 0 : needAt(together(settling)).ceiling;
    return {
      minSize: Math.max(usual.minSize, floor),
      ...(sizing.maxSize === undefined && { maxSize: Math.max(usual.maxSize, ceiling) }),
    };
  };
  const actions = spans.flatMap(({ event: { name }, from, to, settled }) =>
    [
      { step: "before", at: from },
      { step: "after", at: to },
      // A ceiling by hand is not moved, so there is nothing to take back.
      ...(sizing.maxSize === undefined ? [{ step: "settled", at: settled }] : []),
    ].map(({ step, at }) => ({ name: `${name}-${step}`, time: scheduledTime(at), ...sizesAt(at) })),
  );
  const times = actions.map(({ time }) => JSON.stringify(time));
  return actions.filter((_, index) => times.indexOf(times[index] ?? "") === index);
}

/** Hours in which steps of scaling in take a group from one ceiling to another. */
function settlingHours(from: number, to: number): number {
  const steps = Math.ceil(Math.log(to / from) / Math.log(1 + scaleInStep.amount / 100));
  return Math.ceil((Math.max(1, steps) * minutesIn) / 60);
}

interface Span extends Window {
  readonly event: WorkloadEvent;
  readonly settled: EventTime;
}

/** The events that have begun at a time and not reached `end`; a yearly time knows of yearly ones only. */
function onAt(spans: readonly Span[], time: EventTime, end: (span: Span) => EventTime): WorkloadEvent[] {
  return spans
    .filter(({ from }) => from.yearly || !time.yearly)
    .filter((span) => isOnAt({ from: span.from, to: end(span) }, time))
    .map(({ event }) => event);
}

/**
 * Pairs of a yearly and a dated event whose times touch in some year, lead and settling included. A yearly action cannot have
 * other sizes in one year, so these must be declared in one way.
 */
export function mixedOverlaps(events: readonly WorkloadEvent[]): [WorkloadEvent, WorkloadEvent][] {
  return events.flatMap((event, index) =>
    events
      .slice(0, index)
      .filter((earlier) => overlapMixed(earlier, event))
      .map((earlier): [WorkloadEvent, WorkloadEvent] => [earlier, event]),
  );
}

function overlapMixed(one: WorkloadEvent, other: WorkloadEvent): boolean {
  const [a, b] = [windowOf(one), windowOf(other)];
  if (a.from.yearly === b.from.yearly) return false;
  const [yearly, dated] = a.from.yearly ? [a, b] : [b, a];
  return yearsAround(dated.from).some(
    (years) =>
      millisecondsOf(yearly.from, years) <= millisecondsOf(later(dated.to, mostSettlingHours)) &&
      millisecondsOf(dated.from) <= millisecondsOf(later(yearly.to, mostSettlingHours), years),
  );
}

/** From a hundred times the usual ceiling. */
const mostSettlingHours = settlingHours(100, 1);
