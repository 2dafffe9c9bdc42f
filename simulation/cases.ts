import type { Sizing, Workload } from "../capacity";
import { clairvoyant } from "./clairvoyant";
import { type Demand, demandOf } from "./demand";
import { type EventTime, nextEvents } from "./events";
import type { Fleet } from "./fleet";
import { dayProfile, generatedLoad, type Load, minute, type Profile } from "./load";
import { type Outcome, pagedBy, type RunOptions } from "./run";
import { worstMinute } from "./zone-loss";

/** What an environment declares. */
export interface Declaration {
  readonly workload: Workload;
  readonly sizing: Pick<Sizing, "osReserveMb"> & {
    readonly availabilityZones?: number;
    /** False where the fleet is not meant to hold its load when a zone is lost. */
    readonly holdsZoneLoss?: boolean;
  };
}

/** One load, with what happens beside it. */
export interface Case {
  readonly name: string;
  readonly load: Load;
  readonly happenings?: RunOptions["happenings"];
  /** Whether it is a day as others are, on which nobody may be paged and the ceiling not be touched. */
  readonly isOrdinary: boolean;
  /** Whether the objective is promised for it. */
  readonly isPromised: boolean;
}

/** A case and what came of it. */
export interface CaseResult {
  readonly name: string;
  readonly minutes: number;
  readonly violatedMinutes: number;
  readonly droppedRequests: number;
  readonly touchedCeiling: boolean;
  readonly paged: readonly string[];
  readonly instanceHours: number;
  /** USD. */
  readonly cost: number;
  readonly clairvoyantCost: number;
}

export interface CaseOptions {
  /** Now, from which the next time of an event is looked for; milliseconds since 1970. */
  readonly now: number;
  readonly seed?: number;
  /** Minute in which the zone is lost; the worst one of a load that is over by then. */
  readonly loseZone?: number | "worst";
  /** A recorded load, beside the standard cases. */
  readonly trace?: Load;
  /** Whether the zone is lost in the trace as well. */
  readonly loseZoneInTrace?: boolean;
}

const rampHours = [2, 4, 8] as const;
/** The day that other cases vary. */
const usualRamp = 4;
/** Minutes of a case, but of events and recorded loads. */
export const day = 24 * 60;
/** In which the instances of a lost zone are not there; outages of a zone have taken hours. */
export const outageMinutes = 240;

/** Days as others are, and the events that are declared: nobody is to notice them. */
export function ordinaryCases(
  { workload, sizing }: Declaration,
  { now, seed = 1 }: Pick<CaseOptions, "now" | "seed">,
): Case[] {
  const demand = demandOf(workload, sizing);
  const ordinary = { isOrdinary: true, isPromised: true };
  return [
    ...rampHours.map((hours) => ({
      name: `peak in ${hours} h`,
      load: generatedLoad(demand, dayProfile(demand, hours), { minutes: day, seed }),
      ...ordinary,
    })),
    ...nextEvents(workload, now).map((event) => ({
      name: `event ${event.name}`,
      load: eventLoad(demand, event, seed),
      ...ordinary,
    })),
  ];
}

/** The standard cases of a group: see docs/simulation.md. */
export function casesOf(fleet: Fleet, { workload, sizing }: Declaration, options: CaseOptions): Case[] {
  const demand = demandOf(workload, sizing);
  const { seed = 1 } = options;
  // Ordinary days begin when no event is due, so that no scheduled action helps.
  const dayOf = (profile: Profile, startTime = 0) =>
    generatedLoad(demand, profile, { minutes: day, startTime, seed });
  const usual = dayOf(dayProfile(demand, usualRamp));
  const buffered = { ...demand, peakUsers: demand.peakUsers * (1 + workload.bufferShare) };
  const losing = (name: string, load: Load, at: CaseOptions["loseZone"] = "worst"): Case => ({
    name,
    load,
    happenings: {
      zoneLost: {
        at: at === "worst" || at >= load.minutes ? worstMinute(fleet, demand, load, outageMinutes) : at,
        minutes: outageMinutes,
      },
    },
    isOrdinary: false,
    isPromised: sizing.holdsZoneLoss !== false,
  });
  return [
    ...ordinaryCases({ workload, sizing }, options),
    {
      name: "peak + buffer",
      load: dayOf(dayProfile(buffered, usualRamp)),
      isOrdinary: false,
      isPromised: true,
    },
    losing("zone lost", usual, options.loseZone),
    {
      name: "refresh",
      load: usual,
      happenings: { refreshAt: 60 + usualRamp * 60 },
      isOrdinary: true,
      isPromised: true,
    },
    ...(options.trace ? [{ name: "trace", load: options.trace, isOrdinary: false, isPromised: true }] : []),
    ...(options.trace && options.loseZoneInTrace
      ? [losing("trace, zone lost", options.trace, options.loseZone)]
      : []),
  ];
}

export function resultOf(fleet: Fleet, demand: Demand, it: Case, outcome: Outcome): CaseResult {
  return {
    name: it.name,
    minutes: outcome.minutes,
    violatedMinutes: outcome.violatedMinutes,
    droppedRequests: Math.round(outcome.droppedRequests),
    touchedCeiling: outcome.minutesAtCeiling > 0,
    paged: pagedBy(outcome),
    instanceHours: rounded(outcome.instanceHours),
    cost: rounded(outcome.cost),
    clairvoyantCost: rounded(clairvoyant(fleet, demand, it.load).cost),
  };
}

const [leadMinutes, arrivalMinutes, longestMinutes] = [120, 15, 2 * day];

/** Users of quiet hours, who become those of the event when it begins and go again when it ends; its end only if it is not far. */
function eventLoad(demand: Demand, event: EventTime, seed: number): Load {
  const before = leadMinutes + (event.start - event.due) / minute;
  const length = (event.end - event.start) / minute;
  const minutes = Math.round(before + Math.min(length + leadMinutes, longestMinutes));
  const users = demand.peakUsers * event.multiplier;
  const profile: Profile = (at) => {
    const arrived = Math.min(1, Math.max(0, (at - before) / arrivalMinutes));
    // Those who are still there at the end leave before the floor goes down.
    const left = Math.min(1, Math.max(0, (at - before - length + arrivalMinutes) / arrivalMinutes));
    return demand.baselineUsers + (users - demand.baselineUsers) * arrived * (1 - left);
  };
  return generatedLoad(demand, profile, { minutes, startTime: event.due - leadMinutes * minute, seed });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
