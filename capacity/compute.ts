import { roundUp, roundUpToMultiple } from "./arithmetic";
import { type Constraint, operatingPoint } from "./operating-point";
import { floorForRise } from "./rise";
import { afterStep, leastScaleOut } from "./scaling";
import type { Sizing } from "./sizing";
import { floorForTakeover } from "./takeover";
import { combinedMultiplier } from "./together";
import { usersAt, usersOf } from "./traffic";
import type { Workload } from "./workload";

/** Instances that a number of concurrent users needs at the operating point, by each constraint on its own. */
export interface InstanceNeed {
  /** When every instance serves as many users as the best measured, and as few as the worst: for comparison. */
  readonly byUsersMin: number;
  readonly byUsersMax: number;
  /** When the users measured are what runs out. */
  readonly byUsers: number;
  /** When memory, less the reserve of the operating system, is what runs out. */
  readonly byMemory: number;
  /** When CPU is to stay below the scale-out threshold. */
  readonly byCpu: number;
  /** When requests are to be answered in time; absent where not even an idle instance does. */
  readonly byLatency?: number;
  /** The largest of them. */
  readonly required: number;
  /** The constraint that `required` comes from. */
  readonly binding: Constraint;
}

/** A need, with what is kept above it so that it is still met on a bad day. */
export interface FleetNeed extends InstanceNeed {
  /** For the workload's buffer on top of the users. */
  readonly withBuffer: number;
  /** What holds all users while a zone is lost: see {@link OperatingPoint.full}. */
  readonly whileZoneLost: number;
  /** Spread evenly over the zones so that those left, when one is lost, are so many. */
  readonly withAzLoss: number;
  /** Where the small step out arrives, from what is required. No bound: in a fast rise another is taken before its instances serve. */
  readonly reached: number;
  /** What holds the buffer with a step of scaling above it, and the loss of a zone, as a multiple of the zones. */
  readonly ceiling: number;
}

/** The need that decides a group's maximum size. */
export interface GroupNeed extends FleetNeed {
  readonly concurrentUsers: number;
  /** The event that needs the most; absent when it is the usual peak. */
  readonly event?: string;
}

/** @throws RangeError when not a single user fits an instance. */
export function instanceNeed(
  concurrentUsers: number,
  workload: Workload,
  sizing: Sizing,
  { usersBy, users, binding } = operatingPoint(workload, sizing),
): InstanceNeed {
  const { min, max } = workload.usersPerInstance;
  const by = (each: number) => roundUp(concurrentUsers / each);
  return {
    byUsersMin: by(max),
    byUsersMax: by(min),
    byUsers: by(usersBy.users),
    byMemory: by(usersBy.memory),
    byCpu: by(usersBy.cpu),
    ...(usersBy.latency !== undefined && { byLatency: by(usersBy.latency) }),
    required: by(users),
    binding,
  };
}

/** @throws RangeError when not a single user fits an instance, or there is only one zone to lose. */
export function fleetNeed(
  concurrentUsers: number,
  workload: Workload,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): FleetNeed {
  const zones = sizing.availabilityZones;
  if (zones < 2)
    throw new RangeError(`${zones} Availability Zone: at least 2 are needed to survive the loss of one`);
  const { users, full } = point;
  const need = instanceNeed(concurrentUsers, workload, sizing, point);
  const withBuffer = roundUp((concurrentUsers * (1 + workload.bufferShare)) / users);
  const whileZoneLost = roundUp(concurrentUsers / full.users);
  const withAzLoss = roundUp(whileZoneLost / (zones - 1)) * zones;
  const leastStep = leastScaleOut(sizing);
  return {
    ...need,
    withBuffer,
    whileZoneLost,
    withAzLoss,
    reached: afterStep(need.required, leastStep),
    // Of a few instances two steps are more than the buffer.
    ceiling: roundUpToMultiple(
      Math.max(afterStep(withBuffer, leastStep), need.required + 2 * leastStep, withAzLoss),
      zones,
    ),
  };
}

/**
 * Fewest instances of a group: what holds the baseline, keeps up with the declared rise, takes over in time where it is a
 * standby's, and one in each zone.
 */
export function floorOf(
  workload: Workload,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): number {
  const { required } = instanceNeed(workload.baselineConcurrentUsers, workload, sizing, point);
  return Math.max(
    required,
    floorForRise(workload, sizing, point),
    takeoverFloor(workload, sizing, point),
    sizing.availabilityZones,
  );
}

/** Of a standby: fewest instances from which it reaches the peak in the time that it has; 0 where none is asked for. */
export function takeoverFloor(
  workload: Workload,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): number {
  if (sizing.takeoverSeconds === undefined) return 0;
  const { whileZoneLost } = fleetNeed(usersOf(workload).peakConcurrent, workload, sizing, point);
  return floorForTakeover(sizing.takeoverSeconds, whileZoneLost, leastScaleOut(sizing));
}

/**
 * Instances that a group must be able to grow to: for the usual peak or the event that needs the most. The plan and
 * the policies both ask this function, each from the declared workload.
 * @throws RangeError when not a single user fits an instance, or there is only one zone to lose.
 */
export function instancesNeeded(
  workload: Workload,
  sizing: Sizing,
  point = operatingPoint(workload, sizing),
): GroupNeed {
  const needAt = (multiplier: number) => {
    const concurrentUsers = usersAt(multiplier, workload);
    return { concurrentUsers, ...fleetNeed(concurrentUsers, workload, sizing, point) };
  };
  const events = workload.events.map((event): GroupNeed => ({
    event: event.name,
    ...needAt(combinedMultiplier(event, workload.events)),
  }));
  return events.reduce((most, need) => (need.ceiling > most.ceiling ? need : most), needAt(1));
}
