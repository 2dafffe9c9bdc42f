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

/** Units of the peak, or of the event with the most users, with buffer. DynamoDB changes them in place. */
export function sessionTableOf(workload: Workload, { table }: SessionSizing): SessionTablePlan {
  const readUnitsPerRequest = roundUp(workload.sessionKb / kbPerReadUnit);
  const writeUnitsPerRequest = roundUp(workload.sessionKb / kbPerWriteUnit);
  const unitsOf = (rps: number) => ({
    readUnits: roundUp(rps * readUnitsPerRequest),
    writeUnits: roundUp(rps * writeUnitsPerRequest),
  });
  const rps = requestsPerSecond(mostConcurrentUsers(workload), workload);
  const peak = unitsOf(rps * (1 + workload.bufferShare));
  const baseline = unitsOf(requestsPerSecond(workload.baselineConcurrentUsers, workload));
  return {
    ...peak,
    baseline,
    readUnitsPerRequest,
    writeUnitsPerRequest,
    ...(table && { provisioned: scalingRange(baseline, peak, table) }),
  };
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
