import { type Clairvoyant, clairvoyant, type Reacting, reacting } from "../clairvoyant";
import type { Demand } from "../demand";
import type { Fleet } from "../fleet";
import type { Load } from "../load";
import { allowedMinutes } from "../verdict";
import { sessionsAt } from "./settings";

/** What no scaling on measurements can do: be there before it has measured. */
export interface PhysicalLimit {
  /** Minutes from a rise until instances serve for it: metric, alarm, launch, boot, registration. */
  readonly reactionMinutes: number;
  /** Largest growth of the sessions within them, as a multiple. */
  readonly largestGrowth: number;
  /** Minutes of the load in which it is more than the fleet's memory above its threshold takes. */
  readonly minutesBeyond: number;
  /** Of the deployed instances, exactly as many as each minute needs. */
  readonly clairvoyant: Clairvoyant;
  /** The cheapest that follows the load so many minutes late and keeps the objective, a lost zone included. */
  readonly reacting: Reacting;
  /** The same whose other zones hold all users at once when one is lost. */
  readonly holdingZoneLoss: Reacting;
}

/** Metric, two periods, and the minute in which the group acts. */
const decisionMinutes = 3;

export function limitOf(fleet: Fleet, demand: Demand, load: Load): PhysicalLimit {
  const { bootSeconds, balancer, instance, zones } = fleet;
  const ready = bootSeconds + balancer.healthyChecks * balancer.checkSeconds;
  const reactionMinutes = decisionMinutes + Math.ceil(ready / 60);
  const room = sessionsAt(instance.type, 100, demand) / sessionsAt(instance.type, 66, demand);
  let [largestGrowth, minutesBeyond] = [1, 0];
  for (let at = reactionMinutes; at < load.minutes; at++) {
    const before = Math.max(demand.baselineUsers, load.sessions[at - reactionMinutes] ?? 0);
    const growth = (load.sessions[at] ?? 0) / before;
    largestGrowth = Math.max(largestGrowth, growth);
    if (growth > room) minutesBeyond += 1;
  }
  const allowed = Math.floor(allowedMinutes(load.minutes));
  const following = (missed: number, share: number) =>
    reacting(fleet, demand, load, { minutes: reactionMinutes, missed: Math.max(0, missed), share });
  return {
    reactionMinutes,
    largestGrowth,
    minutesBeyond,
    clairvoyant: clairvoyant(fleet, demand, load),
    // Until a lost zone's instances are replaced, the others hold less than all.
    reacting: following(allowed - reactionMinutes, 1),
    holdingZoneLoss: following(allowed, zones > 1 ? (zones - 1) / zones : 1),
  };
}
