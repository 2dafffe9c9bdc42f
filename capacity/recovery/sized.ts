import { fleetNeed, floorOf } from "../compute";
import { volumeGb } from "../database";
import { operatingPoint } from "../operating-point";
import { leastScaleOut } from "../scaling";
import type { Sizing } from "../sizing";
import { storageOf } from "../storage";
import { usersOf } from "../traffic";
import type { Workload } from "../workload";
import { healthCheck, recordTtlSeconds } from "./figures";
import type { BackupSetup, FleetSetup, RecoverySetup } from "./setup";

/** AWS Backup's daily rule: infra/backup/plan.ts. */
const backupIntervalHours = 24;

/** What is not sized: what the environment declares of its recovery and its backups. */
export interface DeclaredRecovery extends Pick<RecoverySetup, "mode"> {
  readonly responseMinutes: number;
  readonly backup: Omit<BackupSetup, "intervalHours">;
}

/**
 * What a recovery depends on, as a workload and its sizing make it.
 * @throws RangeError when no fleet of the chosen type can serve the workload.
 */
export function setupOf(workload: Workload, sizing: Sizing, declared: DeclaredRecovery): RecoverySetup {
  const { database, sessions, cache } = sizing;
  return {
    mode: declared.mode,
    responseSeconds: declared.responseMinutes * 60,
    fleet: fleetSetup(workload, sizing),
    natPerZone: sizing.natGateways >= sizing.availabilityZones,
    healthCheck,
    recordTtlSeconds,
    database: { engine: database.engine, readers: database.readers, gb: volumeGb(workload) },
    sessions: sessions.store === "cache" ? { store: "cache", nodes: cache.nodes } : { store: "dynamodb" },
    filesGb: filesGb(workload),
    backup: { ...declared.backup, intervalHours: backupIntervalHours },
  };
}

/** What of a fleet a recovery depends on. @throws RangeError when it cannot serve the workload. */
export function fleetSetup(workload: Workload, sizing: Sizing): FleetSetup {
  const point = operatingPoint(workload, sizing);
  const { peakConcurrent, baselineConcurrent } = usersOf(workload);
  const peak = fleetNeed(peakConcurrent, workload, sizing, point);
  const floor = sizing.minSize ?? floorOf(workload, sizing, point);
  const hold = (instances: number, users: number) => instances * point.full.users >= users;
  return {
    holdsInstanceLoss: hold(floor - 1, baselineConcurrent) && hold(peak.required - 1, peakConcurrent),
    holdsZoneLoss: sizing.holdsZoneLoss ?? true,
    peak: peak.whileZoneLost,
    standbyFloor: floor,
    leastScaleOut: leastScaleOut(sizing),
  };
}

/** Static files and file backups, GB. */
export function filesGb(workload: Workload): number {
  const { staticGb, backupGb } = storageOf(workload);
  return staticGb + backupGb;
}
