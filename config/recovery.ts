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
  backup: BackupConfig,
): RecoverySetup {
  const { copyToRegion, vaultLock } = backup;
  const sizing = sizingOf(environment);
  const declared = {
    mode: recovery.mode,
    responseMinutes: recovery.responseMinutes,
    backup: { copied: copyToRegion !== undefined, locked: vaultLock !== "none" },
  };
  if (environment.isStandby) return setupOf(environment.workload, sizing, declared);
  const floor = plannedStandbyFloor(environment.workload, sizing, recovery.objectives);
  return setupOf(environment.workload, sizing, declared, floor);
}
