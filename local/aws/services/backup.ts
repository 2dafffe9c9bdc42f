import { policy } from "./normal-forms";
import type { Service } from "./service";

export const backup: Service = {
  modules: ["backup"],
  types: {
    "backup/plan": {
      id: "{uuid}",
      replaces: { name: false },
      crossRegion: ["rules.copyActions.destinationVaultArn"],
    },
    "backup/restoreTestingSelection": { id: "{name}:{restoreTestingPlanName}" },
    "backup/selection": {
      id: "{uuid}",
      immutable: true,
      usesNothing: true,
      crossRegion: ["resources", "notResources"],
    },
    "backup/vault": {
      replaces: { kmsKeyArn: true },
      namedBy: {
        arguments: ["backupVaultName", "targetVaultName"],
        missing: "ResourceNotFoundException: Backup vault {} does not exist",
      },
    },
    "backup/vaultPolicy": { normalises: { policy } },
    // Without a lock date, "change the Vault Lock configuration using PutBackupVaultLockConfiguration at any time" (AWS Backup API
    // Reference, read 2026-11-29): so does who makes a stack again whose destroy left the lock.
    "backup/vaultLockConfiguration": { id: "{backupVaultName}", immutable: true, overwrites: true },
  },
};
