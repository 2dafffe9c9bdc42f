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
  const { instance, zones } = fleet;
  const sessions = Math.max(
    0,
    ((memoryPercent / 100) * instance.memoryMib - demand.osReserveMib) / demand.memoryMibPerSession,
  );
  const server = { vcpus: instance.vcpus, serviceSeconds: demand.cpuSecondsPerRequest };
  const busiest = highestUtilisation(server, objectiveShare, demand.latencySeconds);
  const requests = (busiest * instance.vcpus * 60) / demand.cpuSecondsPerRequest;
  let minutes = 0;
  for (let at = 0; at < load.minutes; at++) {
    const bySessions = Math.ceil((load.sessions[at] ?? 0) / sessions);
    const byRequests = Math.ceil((load.requests[at] ?? 0) / requests);
    minutes += Math.max(zones, bySessions, byRequests);
  }
  const instanceHours = minutes / 60;
  return { instanceHours, cost: instanceHours * instance.usdPerHour };
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
