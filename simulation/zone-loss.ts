import type { Demand } from "./demand";
import type { Fleet } from "./fleet";
import { type Load, part } from "./load";
import { simulate } from "./run";

/** Candidates that are tried, and how far they are apart at least. */
const [mostTried, apartMinutes] = [24, 20];
/** A fleet that has lost a zone answers the load of the next minutes with what is left of it. */
const recoveryMinutes = 12;
/** Of a long load only what is around a candidate is simulated: what settles before, and what follows. */
const [beforeMinutes, afterMinutes] = [720, 60];

/**
 * The minute in which losing a zone hurts most: of those after which the load is largest for what is left of the fleet, the
 * one with the most violated minutes, and then the most dropped requests.
 */
export function worstMinute(
  fleet: Fleet,
  demand: Demand,
  load: Load,
  outageMinutes: number,
  tried = mostTried,
): number {
  const scaling = withScalingAlone(fleet);
  const serving = new Float64Array(load.minutes);
  simulate(scaling, demand, load, { watch: (at, { instances }) => (serving[at] = instances.servingCount) });
  const [strain, last] = [new Float64Array(load.minutes), load.minutes - recoveryMinutes];
  for (let at = 0; at < last; at++) {
    let most = 0;
    for (let next = at; next < at + recoveryMinutes; next += 3) {
      most = Math.max(
        most,
        load.sessions[next] ?? 0,
        (load.requests[next] ?? 0) / demand.requestsPerSessionMinute,
      );
    }
    strain[at] = most / Math.max(1, serving[at] ?? 1);
  }
  const outcomes = peaksOf(strain, tried).map((at) => {
    const from = Math.max(0, at - beforeMinutes);
    const around = part(load, from, at + outageMinutes + afterMinutes);
    const zoneLost = { at: at - from, minutes: outageMinutes };
    return { at, ...simulate(scaling, demand, around, { happenings: { zoneLost } }) };
  });
  const [worst] = outcomes.sort(
    (one, other) =>
      other.violatedMinutes - one.violatedMinutes || other.droppedRequests - one.droppedRequests,
  );
  return worst?.at ?? 0;
}

/** A fleet without the alarms that only tell people. */
export function withScalingAlone(fleet: Fleet): Fleet {
  const scaling = new Set(fleet.policies.flatMap((policy) => (policy.kind === "step" ? policy.alarms : [])));
  return { ...fleet, alarms: fleet.alarms.filter(({ name }) => scaling.has(name)), composites: [] };
}

/** The minutes with the most strain that are not close to one another. */
function peaksOf(strain: Float64Array, count: number): number[] {
  const left = Float64Array.from(strain);
  const found: number[] = [];
  while (found.length < count) {
    let top = 0;
    for (let at = 1; at < left.length; at++) if ((left[at] ?? 0) > (left[top] ?? 0)) top = at;
    if ((left[top] ?? 0) <= 0) break;
    found.push(top);
    left.fill(0, Math.max(0, top - apartMinutes), top + apartMinutes + 1);
  }
  return found;
}
