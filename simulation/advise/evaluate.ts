import { outageMinutes } from "../cases";
import { clairvoyant, memoryLimit } from "../clairvoyant";
import type { Demand } from "../demand";
import type { Fleet } from "../fleet";
import type { Load } from "../load";
import { type Outcome, simulate } from "../run";
import { isKept } from "../verdict";
import { withScalingAlone, worstMinute } from "../zone-loss";
import { fleetWith, type Setting } from "./settings";

/** What a setting comes to under one load. */
export interface Evaluation {
  readonly violatedMinutes: number;
  readonly droppedRequests: number;
  /** USD. */
  readonly cost: number;
  readonly clairvoyantCost: number;
  readonly isKept: boolean;
  readonly minutes: number;
  /** Minute in which the zone is lost. */
  readonly lostAt?: number;
}

/** Candidates for the worst minute: fewer than for a verdict, since many settings are tried. */
const tried = 10;

export function evaluate(
  setting: Setting,
  base: Fleet,
  demand: Demand,
  load: Load,
  isZoneLost: boolean,
): Evaluation {
  const fleet = fleetWith(setting, base, load.startTime, load.minutes);
  return evaluateFleet(fleet, demand, load, isZoneLost, memoryLimit(base));
}

/** @param memoryPercent up to which a clairvoyant fleet fills its memory: what the deployed group's own alarm allows */
export function evaluateFleet(
  fleet: Fleet,
  demand: Demand,
  load: Load,
  isZoneLost: boolean,
  memoryPercent = memoryLimit(fleet),
): Evaluation {
  const scaling = withScalingAlone(fleet);
  if (!isZoneLost) return summary(simulate(scaling, demand, load), 0);
  const at = worstMinute(scaling, demand, load, outageMinutes, tried);
  const outcome = simulate(scaling, demand, load, {
    happenings: { zoneLost: { at, minutes: outageMinutes } },
  });
  return { ...summary(outcome, clairvoyant(fleet, demand, load, memoryPercent).cost), lostAt: at };
}

function summary(outcome: Outcome, clairvoyantCost: number): Evaluation {
  const { violatedMinutes, droppedRequests, cost, minutes } = outcome;
  return { violatedMinutes, droppedRequests, cost, clairvoyantCost, minutes, isKept: isKept(outcome) };
}
