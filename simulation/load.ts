import type { Demand } from "./demand";

/** What arrives, minute by minute. */
export interface Load {
  /** Beginning of the first minute, milliseconds since 1970. */
  readonly startTime: number;
  readonly minutes: number;
  /** Requests of a minute. */
  readonly requests: Float64Array;
  /** Sessions that hold memory in a minute, and those of them that begin in it. */
  readonly sessions: Float64Array;
  readonly starts: Float64Array;
}

export const minute = 60_000;

/** Concurrent users at a minute. */
export type Profile = (at: number) => number;

/** Users who send their requests at random times; the same for the same seed. */
export function generatedLoad(
  demand: Demand,
  users: Profile,
  { minutes, startTime = 0, seed = 1 }: { minutes: number; startTime?: number; seed?: number },
): Load {
  const random = randomOf(seed);
  const active = Float64Array.from({ length: minutes }, (_, at) => users(at));
  const requests = active.map((count) => poisson(count * demand.requestsPerSessionMinute, random));
  return { startTime, minutes, requests, ...sessionsOf(active, demand.sessionMinutes) };
}

/** A day with one peak: up from the baseline in so many hours, there for one, and down again in as many. */
export function dayProfile(
  { baselineUsers, peakUsers }: Pick<Demand, "baselineUsers" | "peakUsers">,
  rampHours: number,
  { quietMinutes = 60, peakMinutes = 60 } = {},
): Profile {
  const ramp = rampHours * 60;
  const low = Math.min(baselineUsers, peakUsers);
  return (at) => {
    const since = at - quietMinutes;
    const away = Math.max(0, -since + ramp, since - ramp - peakMinutes);
    const share = away >= ramp ? 0 : (1 + Math.cos((Math.PI * away) / ramp)) / 2;
    return low + (peakUsers - low) * share;
  };
}

/** A recorded load, scaled so that its largest minute is the declared peak. */
export function tracedLoad(requests: ArrayLike<number>, demand: Demand, startTime = 0): Load {
  const largest = Array.prototype.reduce.call(requests, (most, it) => Math.max(Number(most), Number(it)), 0);
  const scale = (demand.peakUsers * demand.requestsPerSessionMinute) / Math.max(Number(largest), 1e-9);
  const scaled = Float64Array.from(requests, (count) => count * scale);
  return {
    startTime,
    minutes: scaled.length,
    requests: scaled,
    ...sessionsOf(usersOf(scaled, demand), demand.sessionMinutes),
  };
}

/** A part of a load. */
export function part(load: Load, from: number, to = load.minutes): Load {
  return {
    startTime: load.startTime + from * minute,
    minutes: Math.min(to, load.minutes) - from,
    requests: load.requests.subarray(from, to),
    sessions: load.sessions.subarray(from, to),
    starts: load.starts.subarray(from, to),
  };
}

/** Requests of a minute vary by chance, the people who send them do not: the mean of two minutes around. */
function usersOf(requests: Float64Array, { requestsPerSessionMinute }: Demand): Float64Array {
  const reach = 2;
  return requests.map((_, at) => {
    const around = requests.subarray(Math.max(0, at - reach), at + reach + 1);
    return around.reduce((sum, it) => sum + it, 0) / around.length / requestsPerSessionMinute;
  });
}

/**
 * Sessions of active users: each lasts its whole length from when it began, so they come with the users at once, and go only
 * as they end.
 */
export function sessionsOf(
  active: Float64Array,
  sessionMinutes: number,
): { sessions: Float64Array; starts: Float64Array } {
  const length = Math.max(1, Math.round(sessionMinutes));
  const sessions = new Float64Array(active.length);
  const starts = new Float64Array(active.length);
  const before = active[0] ?? 0;
  let held = before;
  for (let at = 0; at < active.length; at++) {
    const ended = at < length ? before / length : (starts[at - length] ?? 0);
    const begun = Math.max(0, (active[at] ?? 0) - (held - ended));
    held += begun - ended;
    starts[at] = begun;
    sessions[at] = held;
  }
  return { sessions, starts };
}

/** Random numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number of independent events that are so many in the mean; by the normal distribution, which large ones come to. */
function poisson(mean: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
}
