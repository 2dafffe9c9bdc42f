import { roundUp } from "./arithmetic";
import { mostConcurrentUsers, requestsPerSecond } from "./traffic";
import type { Workload } from "./workload";

export interface SessionSizing {
  /** Where sessions live. */
  readonly store: "cache" | "dynamodb";
  /** Only for a table with provisioned capacity. */
  readonly table?: ProvisionedCapacity;
}

/** Most capacity units a second, where they are set by hand in place of the plan's. */
export interface ProvisionedCapacity {
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
}

/** Capacity units a second. */
export interface TableUnits {
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The session table in DynamoDB, where every request reads its session and writes it back. */
export interface SessionTablePlan extends TableUnits {
  /** The units of quiet hours. */
  readonly baseline: TableUnits;
  /** Read units of one strongly consistent read, since a session must show what was just written: 1 for each 4 KB. */
  readonly readUnitsPerRequest: number;
  /** Write units of one write: 1 for each KB. */
  readonly writeUnitsPerRequest: number;
  /** Only of a table with provisioned capacity: between what autoscaling moves it. */
  readonly provisioned?: { readonly min: TableUnits; readonly max: TableUnits };
}

/** Largest item that DynamoDB takes, KB. */
export const largestItemKb = 400;
const kbPerReadUnit = 4;
const kbPerWriteUnit = 1;

/** What a table paid on demand may use until the account asks for more: quotas L-CF0CBE56 and L-AB614373 (AWS General Reference, read 2026-11-25). */
export const onDemandQuota: TableUnits = { readUnits: 40_000, writeUnits: 40_000 };

/** Units of the peak, or of the event with the most users, with buffer. DynamoDB changes them in place. */
export function sessionTableOf(workload: Workload, { table }: SessionSizing): SessionTablePlan {
  const buffer = 1 + workload.bufferShare;
  const peak = unitsAt(mostConcurrentUsers(workload), workload, buffer);
  const baseline = unitsAt(workload.baselineConcurrentUsers, workload);
  return {
    ...peak,
    baseline,
    readUnitsPerRequest: readUnitsPerRequest(workload),
    writeUnitsPerRequest: writeUnitsPerRequest(workload),
    ...(table && { provisioned: scalingRange(baseline, peak, table) }),
  };
}

/** Units of the peak, or of the event with the most users, no buffer. */
export function peakUnits(workload: Workload): TableUnits {
  return unitsAt(mostConcurrentUsers(workload), workload);
}

function unitsAt(concurrentUsers: number, workload: Workload, buffer = 1): TableUnits {
  const rps = requestsPerSecond(concurrentUsers, workload) * buffer;
  return {
    readUnits: roundUp(rps * readUnitsPerRequest(workload)),
    writeUnits: roundUp(rps * writeUnitsPerRequest(workload)),
  };
}

function readUnitsPerRequest({ sessionKb }: Workload): number {
  return roundUp(sessionKb / kbPerReadUnit);
}

function writeUnitsPerRequest({ sessionKb }: Workload): number {
  return roundUp(sessionKb / kbPerWriteUnit);
}

/** A capacity set by hand may be below quiet hours; then it is the floor too. */
function scalingRange(baseline: TableUnits, peak: TableUnits, byHand: ProvisionedCapacity) {
  const max = {
    readUnits: byHand.readCapacity ?? peak.readUnits,
    writeUnits: byHand.writeCapacity ?? peak.writeUnits,
  };
  const min = {
    readUnits: Math.min(max.readUnits, baseline.readUnits),
    writeUnits: Math.min(max.writeUnits, baseline.writeUnits),
  };
  return { min, max };
}
