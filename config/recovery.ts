import type { RecoverySetup } from "../capacity/recovery";
import { plannedStandbyFloor, setupOf } from "../capacity/recovery";
import type { BackupConfig, RecoveryConfig, SizedEnvironment } from "./environment";
import { sizingOf } from "./sizing";

/**
 * What the recovery model needs to know of an environment.
 * @throws RangeError when no fleet of the chosen type can serve the workload.
 */
export function recoverySetupOf(
  environment: SizedEnvironment,
  recovery: RecoveryConfig,
  { copyToRegion, vaultLock }: BackupConfig,
  region: string,
): RecoverySetup {
  const sizing = sizingOf(environment);
  const declared = {
    mode: recovery.mode,
    region,
    responseMinutes: recovery.responseMinutes,
    backup: { copied: copyToRegion !== undefined, locked: vaultLock !== "none" },
  };
  if (environment.isStandby) return setupOf(environment.workload, sizing, declared);
  const floor = plannedStandbyFloor(environment.workload, sizing, recovery.objectives);
  return setupOf(environment.workload, sizing, declared, floor);
}
