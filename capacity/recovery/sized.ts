import { fleetNeed, floorOf } from "../compute";
import { volumeGb } from "../database";
import { operatingPoint } from "../operating-point";
import { leastScaleOut } from "../scaling";
import type { Sizing } from "../sizing";
import { storageOf } from "../storage";
import { usersOf } from "../traffic";
import type { Workload } from "../workload";
import type { Objectives } from "./disruption";
import { globalRegion, healthCheck, recordTtlSeconds } from "./figures";
import type { BackupSetup, FleetSetup, RecoverySetup } from "./setup";

/** AWS Backup's daily rule: infra/backup/plan.ts. */
const backupIntervalHours = 24;

/** What is not sized: what the environment declares of its recovery and its backups. */
export interface DeclaredRecovery extends Pick<RecoverySetup, "mode"> {
  /** Of the stack. */
  readonly region: string;
  readonly responseMinutes: number;
  readonly backup: Omit<BackupSetup, "intervalHours">;
}

/**
 * What a recovery depends on, as a workload and its sizing make it.
 * @param standbyFloor instances of the stack that takes over, where it is another one: {@link plannedStandbyFloor}
 * @throws RangeError when no fleet of the chosen type can serve the workload.
 */
export function setupOf(
  workload: Workload,
  sizing: Sizing,
  declared: DeclaredRecovery,
  standbyFloor?: number,
): RecoverySetup {
  const { database, sessions, cache } = sizing;
  return {
    mode: declared.mode,
    isGlobalRegion: declared.region === globalRegion,
    responseSeconds: declared.responseMinutes * 60,
    fleet: fleetSetup(workload, sizing, standbyFloor),
    natPerZone: sizing.natGateways >= sizing.availabilityZones,
    healthCheck,
    recordTtlSeconds,
    database: { engine: database.engine, readers: database.readers, gb: volumeGb(workload) },
    sessions: sessions.store === "cache" ? { store: "cache", nodes: cache.nodes } : { store: "dynamodb" },
    filesGb: filesGb(workload),
    backup: { ...declared.backup, intervalHours: backupIntervalHours },
  };
}

/**
 * Seconds that the objective of a lost region leaves a standby's group to grow to the peak, once Route 53 has found the loss and
 * resolvers have its address; undefined where no recovery time is asked for.
 */
export function takeoverSeconds({ region }: Objectives): number | undefined {
  const { intervalSeconds, threshold } = healthCheck;
  return region?.rtoSeconds === undefined
    ? undefined
    : region.rtoSeconds - intervalSeconds * threshold - recordTtlSeconds;
}

/** The floor that the plan of a primary's standby has, whatever the primary's own. @throws RangeError as {@link setupOf} */
export function plannedStandbyFloor(workload: Workload, sizing: Sizing, objectives: Objectives): number {
  const seconds = takeoverSeconds(objectives);
  return floorOf(workload, { ...sizing, ...(seconds !== undefined && { takeoverSeconds: seconds }) });
}

/** What of the fleets of both stacks a recovery depends on. @throws RangeError when they cannot serve the workload. */
export function fleetSetup(workload: Workload, sizing: Sizing, standbyFloor?: number): FleetSetup {
  const point = operatingPoint(workload, sizing);
  const { peakConcurrent, baselineConcurrent } = usersOf(workload);
  const peak = fleetNeed(peakConcurrent, workload, sizing, point);
  const floor = sizing.minSize ?? floorOf(workload, sizing, point);
  const hold = (instances: number, users: number) => instances * point.full.users >= users;
  return {
    holdsInstanceLoss: hold(floor - 1, baselineConcurrent) && hold(peak.required - 1, peakConcurrent),
    holdsZoneLoss: sizing.holdsZoneLoss ?? true,
    peak: peak.whileZoneLost,
    standbyFloor: standbyFloor ?? floor,
    growsByItself: true,
    leastScaleOut: leastScaleOut(sizing),
  };
}

/** Static files and file backups, GB. */
export function filesGb(workload: Workload): number {
  const { staticGb, backupGb } = storageOf(workload);
  return staticGb + backupGb;
}
