import { stateOf, type Store } from "../cloud/store";
import { structureOf } from "./arguments";
import { type Operation, refused } from "./call";

/**
 * Vaults with a lock: "AWS Backup Vault Lock [...] prevents deletion", and refuses what its limits do not allow. Source: AWS
 * Backup Developer Guide, "AWS Backup Vault Lock" (2026-11-28).
 */
export const backup: Readonly<Record<string, Operation>> = {
  "backup describe-backup-vault": ({ store, region, option }) => {
    const lock = lockOf(store, region, option("backup-vault-name"), "DescribeBackupVault");
    return {
      BackupVaultName: option("backup-vault-name"),
      Locked: lock !== undefined,
      ...(lock && { MinRetentionDays: lock.min, MaxRetentionDays: lock.max }),
    };
  },
  "backup start-backup-job": ({ store, region, option, values }) => {
    const lock = lockOf(store, region, option("backup-vault-name"), "StartBackupJob");
    const { DeleteAfterDays } = structureOf(values("lifecycle")[0] ?? "DeleteAfterDays=0");
    const days = Number(DeleteAfterDays);
    if (lock !== undefined && (days < lock.min || days > lock.max))
      throw refused(
        "InvalidParameterValueException",
        "StartBackupJob",
        `Retention period ${days} is not within the limits of the vault lock, ${lock.min} to ${lock.max} days`,
      );
    return { BackupJobId: option("resource-arn"), State: "CREATED" };
  },
  "backup delete-recovery-point": ({ store, region, option }) => {
    if (lockOf(store, region, option("backup-vault-name"), "DeleteRecoveryPoint") !== undefined)
      throw refused(
        "AccessDeniedException",
        "DeleteRecoveryPoint",
        "Recovery points of a locked vault are not deleted before their time",
      );
    return undefined;
  },
};

function lockOf(store: Store, region: string, vault: string, operation: string) {
  if (store.get(region, "aws:backup/vault:Vault", vault) === undefined)
    throw refused("ResourceNotFoundException", operation, `Backup vault ${vault} does not exist`);
  const lock = store.get(region, "aws:backup/vaultLockConfiguration:VaultLockConfiguration", vault);
  if (lock === undefined) return undefined;
  const { minRetentionDays, maxRetentionDays } = stateOf(lock);
  return { min: Number(minRetentionDays ?? 1), max: Number(maxRetentionDays ?? 36500) };
}
