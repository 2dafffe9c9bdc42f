import { type Demand, objectiveShare } from "./demand";
import type { Fleet } from "./fleet";
import type { Load } from "./load";
import { highestUtilisation } from "./queueing";
import { signalOf, signal } from "./signals";

/** What a fleet costs that has in every minute exactly the instances which that minute needs. */
export interface Clairvoyant {
  readonly instanceHours: number;
  /** USD, instances only. */
  readonly cost: number;
}

/**
 * The least that any scaling could come to with these instances: each minute's sessions in memory up to the group's own
 * memory alarm (above it somebody is paged), its requests within the objective, one instance in every zone. It boots in no
 * time and knows what comes; a lost zone costs it nothing.
 */
export function clairvoyant(
  fleet: Fleet,
  demand: Demand,
  load: Load,
  memoryPercent = memoryLimit(fleet),
): Clairvoyant {
  const needed = needOf(fleet, demand, load, memoryPercent);
  return costOf(fleet, load.minutes, (at) => Math.max(fleet.zones, needed[at] ?? 0));
}

/** Instances that each minute's load needs, with memory filled to a percentage at most. */
function needOf({ instance }: Fleet, demand: Demand, load: Load, memoryPercent: number): Float64Array {
  const sessions = Math.max(
    0,
    ((memoryPercent / 100) * instance.memoryMib - demand.osReserveMib) / demand.memoryMibPerSession,
  );
  const server = { vcpus: instance.vcpus, serviceSeconds: demand.cpuSecondsPerRequest };
  const busiest = highestUtilisation(server, objectiveShare, demand.latencySeconds);
  const requests = (busiest * instance.vcpus * 60) / demand.cpuSecondsPerRequest;
  return load.sessions.map((held, at) =>
    Math.max(Math.ceil(held / sessions), Math.ceil((load.requests[at] ?? 0) / requests)),
  );
}

function costOf({ instance }: Fleet, minutes: number, sizeAt: (at: number) => number): Clairvoyant {
  let sum = 0;
  for (let at = 0; at < minutes; at++) sum += sizeAt(at);
  const instanceHours = sum / 60;
  return { instanceHours, cost: instanceHours * instance.usdPerHour };
}

/** What a fleet costs that is as good as any which only knows what it has measured. */
export interface Reacting extends Clairvoyant {
  /** Instances as a multiple of those that the load needed when it was measured; and the fewest. */
  readonly headroom: number;
  readonly floor: number;
}

/** Floors that are tried, as multiples of the zones. */
const floorsTried = [1, 2, 3, 4, 6, 8, 12, 16];

/**
 * The least that a fleet could come to which has in every minute a fixed multiple of the instances that the load of some
 * minutes ago needed: the metric, the alarm and the boot take so long. Multiple and floor are the cheapest for this very load,
 * known afterwards; it shrinks at once. It fills memory to the limit by what it measured, and all of it by what has come since.
 * @param missed minutes in which it may be too small
 * @param share of the instances that have to hold the load
 */
export function reacting(
  fleet: Fleet,
  demand: Demand,
  load: Load,
  { minutes, missed, share, memoryPercent = memoryLimit(fleet) }: Reaction,
): Reacting {
  const known = needOf(fleet, demand, load, memoryPercent);
  const full = needOf(fleet, demand, load, 100).map((need) => need / share);
  const measured = known.map((_, at) => Math.max(1, known[Math.max(0, at - minutes)] ?? 1));
  const fleets = floorsTried.map((zones): Reacting => {
    const floor = zones * fleet.zones;
    const multiples = full.map((need, at) => (need <= floor ? 0 : need / (measured[at] ?? 1)));
    const headroom = Math.max(1, multiples.sort().at(-1 - missed) ?? 1);
    const sizeAt = (at: number) => Math.max(floor, Math.ceil(headroom * (measured[at] ?? 1) - 1e-9));
    return { headroom, floor, ...costOf(fleet, load.minutes, sizeAt) };
  });
  return fleets.reduce((best, it) => (it.cost < best.cost ? it : best));
}

export interface Reaction {
  readonly minutes: number;
  readonly missed: number;
  readonly share: number;
  readonly memoryPercent?: number;
}

/** Percent of memory above which the group pages, 100 where it never does. */
export function memoryLimit({ alarms, composites }: Fleet): number {
  const limits = alarms.flatMap(({ name, measure, threshold, comparison, pages }) => {
    const [term, ...more] = measure.terms;
    const isMemory =
      term && more.length === 0 && signalOf(term) === signal.memory && comparison.startsWith(">");
    const isPaging = pages || composites.some((it) => it.pages && it.rule.includes(`"${name}"`));
    return isMemory && isPaging ? [threshold] : [];
  });
  return Math.min(100, ...limits);
}
