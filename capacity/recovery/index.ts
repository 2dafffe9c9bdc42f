import { type Course, criticalParts, longestPart, type Part, secondsOf } from "./course";
import { type Disruption, disruptions, type Objective, type Objectives } from "./disruption";
import { recoveryPoints } from "./point";
import type { RecoverySetup } from "./setup";
import { readingTime, recoveryTimes } from "./time";

export type { Course, Part } from "./course";
export { criticalParts, secondsOf } from "./course";
export { disruptions, recoveryModes } from "./disruption";
export { durationText } from "./duration";
export type { Disruption, Objective, Objectives, RecoveryMode } from "./disruption";
export type { BackupSetup, DatabaseSetup, FleetSetup, RecoverySetup } from "./setup";
export { globalRegion, recordTtlSeconds } from "./figures";
export { filesGb, fleetSetup, plannedStandbyFloor, setupOf, takeoverSeconds } from "./sized";
export { volumeGb } from "../database";

/** A time or a point of a recovery, and what was asked for. */
export interface Measure {
  /** Infinity where nothing is recovered. */
  readonly seconds: number;
  readonly course: Course;
  readonly objectiveSeconds?: number;
  /** Absent where nothing was asked for. */
  readonly isKept?: boolean;
  /** What takes most of it. */
  readonly longest?: Part;
  /** What would make it less, what helps most first. */
  readonly helps: readonly string[];
}

export interface Recovery {
  readonly disruption: Disruption;
  readonly rto: Measure;
  readonly rpo: Measure;
  /** Of the region in mode active-active: until the other region serves reads; `rto` is for writes. */
  readonly reads?: Measure;
}

/** Recovery time and recovery point for each disruption, beside the objectives. */
export function recoveryOf(setup: RecoverySetup, objectives: Objectives = {}): Recovery[] {
  return disruptions.map((disruption) => {
    const { rtoSeconds, rpoSeconds }: Objective = objectives[disruption] ?? {};
    const reads = disruption === "region" ? readingTime(setup) : undefined;
    return {
      disruption,
      rto: measure(recoveryTimes[disruption](setup), rtoSeconds),
      rpo: measure(recoveryPoints[disruption](setup), rpoSeconds),
      ...(reads && { reads: measure(reads) }),
    };
  });
}

function measure(course: Course, objectiveSeconds?: number): Measure {
  const seconds = secondsOf(course);
  const longest = longestPart(course);
  return {
    seconds,
    course,
    ...(longest && { longest }),
    helps: helpsOf(course),
    ...(objectiveSeconds !== undefined && { objectiveSeconds, isKept: seconds <= objectiveSeconds }),
  };
}

function helpsOf(course: Course): string[] {
  const parts = [...criticalParts(course)].sort((one, other) => other.seconds - one.seconds || 0);
  return [...new Set(parts.flatMap(({ help }) => help ?? []))];
}
