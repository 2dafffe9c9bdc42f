import type { RecoveryMode } from "../capacity/recovery/disruption";
import { companionOf } from "./regions";

/** A stack, and the region that it is in. */
export interface Place {
  readonly stack: string;
  readonly region: string;
}

/** The two stacks of a platform that has a standby in another region: what both know without asking each other. */
export interface Pair {
  /** Which of the two the stack is. It stays so when the standby has taken over. */
  readonly role: "primary" | "standby";
  readonly primary: Place;
  readonly standbyRegion: string;
  /** Region of the other stack. */
  readonly otherRegion: string;
}

const withStandby: readonly RecoveryMode[] = ["warm-standby", "active-active"];

export function hasStandby(mode: RecoveryMode): boolean {
  return withStandby.includes(mode);
}

/** What a stack's file says of other regions. */
export interface OtherRegions {
  readonly standbyRegion?: string;
  /** A region, `companion` or `none`. */
  readonly copyToRegion?: string;
}

/** Region of a stack's standby: the one that is named, or where its backups are copied to, or a companion. */
export function standbyRegionOf(
  region: string,
  { standbyRegion, copyToRegion }: OtherRegions,
): string | undefined {
  if (standbyRegion !== undefined) return standbyRegion;
  const named = copyToRegion === undefined || /^(companion|none)$/.test(copyToRegion);
  return named ? companionOf(region) : copyToRegion;
}

/**
 * @param place the stack's own
 * @param primary the stack that it is the standby of
 * @returns undefined where the mode keeps no standby, or nobody has named its region
 */
export function pairOf(
  { mode, ...regions }: { mode: RecoveryMode } & OtherRegions,
  place: Place,
  primary: Place | undefined,
): Pair | undefined {
  if (!hasStandby(mode)) return undefined;
  if (primary) {
    return { role: "standby", primary, standbyRegion: place.region, otherRegion: primary.region };
  }
  const region = standbyRegionOf(place.region, regions);
  return region === undefined
    ? undefined
    : { role: "primary", primary: place, standbyRegion: region, otherRegion: region };
}
