import { withoutNoise } from "./arithmetic";
import type { CachePlan } from "./cache";
import { cacheNodeType } from "./catalogue/cache-nodes";
import type { DatabasePlan } from "./database";
import { classFor } from "./database-capacity";
import { databaseClass } from "./catalogue/database-classes";
import {
  aurora,
  dynamoDb,
  hoursPerMonth,
  rdsStorageUsdPerGbMonth,
  s3UsdPerGbMonth,
  secondsPerMonth,
} from "./catalogue/prices";
import type { SessionTablePlan, TableUnits } from "./session-table";
import type { Sizing } from "./sizing";
import type { StoragePlan } from "./storage";
import { requestsPerSecond, usersOf } from "./traffic";
import type { Range, Workload } from "./workload";

/** USD a month of what keeps state: on demand, us-east-1, without backups and data transfer. */
export interface StateCost {
  /** Instances of the database: all month at the minimum of the ACU, and at the maximum. */
  readonly database: Range;
  readonly databaseStorage: number;
  /** Only for Serverless v2: the cheapest class that the plan's need fits, as many instances. */
  readonly provisioned?: { readonly instanceClass: string; readonly usdPerMonth: number };
  /** The session store in use: all month at the baseline, and at the peak. */
  readonly sessions: Range;
  readonly staticFiles: number;
  readonly fileBackups: number;
}

/** What of the plan costs by the month and keeps state. */
export interface PlannedState {
  readonly database: DatabasePlan;
  readonly cache: CachePlan;
  readonly sessionTable: SessionTablePlan;
  readonly storage: StoragePlan;
}

export function stateCost(state: PlannedState, workload: Workload, { sessions }: Sizing): StateCost {
  const { database, cache, sessionTable, storage } = state;
  return {
    ...databaseCost(database),
    sessions: sessions.store === "cache" ? cacheCost(cache) : tableCost(sessionTable, workload),
    staticFiles: withoutNoise(storage.staticGb * s3UsdPerGbMonth),
    fileBackups: withoutNoise(storage.backupGb * s3UsdPerGbMonth),
  };
}

function databaseCost({ engine, acu, instanceClass, readers, gb, need, storage }: DatabasePlan) {
  const instances = 1 + readers;
  const monthOf = (usdPerHour: number) => withoutNoise(instances * usdPerHour * hoursPerMonth);
  const usdOf = (name: string) => monthOf(databaseClass(name).usdPerHour[engine] ?? 0);
  const databaseStorage = withoutNoise(
    storage === undefined
      ? gb * aurora.usdPerGbMonth
      : instances * storage.allocatedGib * rdsStorageUsdPerGbMonth,
  );
  if (acu === undefined) {
    return { database: { min: usdOf(instanceClass), max: usdOf(instanceClass) }, databaseStorage };
  }
  const provisioned = classFor(need, engine, ({ burstable }) => !burstable).name;
  return {
    database: { min: monthOf(acu.min * aurora.usdPerAcuHour), max: monthOf(acu.max * aurora.usdPerAcuHour) },
    databaseStorage,
    provisioned: { instanceClass: provisioned, usdPerMonth: usdOf(provisioned) },
  };
}

function cacheCost({ nodeType, nodes }: CachePlan): Range {
  const usd = withoutNoise(nodes * cacheNodeType(nodeType).usdPerHour * hoursPerMonth);
  return { min: usd, max: usd };
}

function tableCost(table: SessionTablePlan, workload: Workload): Range {
  const { provisioned, readUnitsPerRequest, writeUnitsPerRequest } = table;
  if (provisioned !== undefined) {
    const usdOf = ({ readUnits, writeUnits }: TableUnits) =>
      withoutNoise(
        (readUnits * dynamoDb.usdPerReadUnitHour + writeUnits * dynamoDb.usdPerWriteUnitHour) * hoursPerMonth,
      );
    return { min: usdOf(provisioned.min), max: usdOf(provisioned.max) };
  }
  const usdPerMillion =
    readUnitsPerRequest * dynamoDb.usdPerMillionReads + writeUnitsPerRequest * dynamoDb.usdPerMillionWrites;
  const usdOf = (concurrentUsers: number) =>
    withoutNoise(
      (requestsPerSecond(concurrentUsers, workload) * secondsPerMonth * usdPerMillion) / 1_000_000,
    );
  const { baselineConcurrent, peakConcurrent } = usersOf(workload);
  return { min: usdOf(baselineConcurrent), max: usdOf(peakConcurrent) };
}
