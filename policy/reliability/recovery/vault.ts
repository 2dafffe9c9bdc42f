import { show } from "../../model/show";
import { rule } from "../../model/rule";
import { atLeast, every, isText, judge, some, unknown, type Verdict } from "../../model/value";

const vaultType = "aws:backup/vault:Vault";
const keyType = "aws:kms/key:Key";
export const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export const vaultEncrypted = rule({
  name: "backup-vault-encrypted",
  description: "A backup vault encrypts its recovery points with a key of its owner",
  cannotKnow: "Whose key an ARN names that the stack does not make",
  severity: "high",
  requirement: "D2",
  sources: ["CKV_AWS_166"],
  *check(stack) {
    for (const vault of stack.ofType(vaultType)) {
      // Where none is given AWS fills in the key that it manages itself.
      const key = vault.given("kmsKeyArn");
      const isSet = judge(key, isText);
      const isOfStack = key === unknown && vault.references(keyType, "kmsKeyArn").resources.length > 0;
      yield {
        resource: vault,
        verdict: some([isOfStack, isSet]),
        found: `kmsKeyArn ${show(key)}`,
        required: "kmsKeyArn with the ARN of a KMS key",
        fix: "set kmsKeyArn to the arn of an aws.kms.Key",
      };
    }
  },
});

export const vaultLocked = rule<{ minRetentionDays: number }>({
  name: "backup-vault-locked",
  description: "A backup vault is locked, so that nobody deletes recovery points before their time",
  cannotKnow: "Whether the grace time of a compliance lock is over; a lock that another stack sets",
  severity: "high",
  requirement: "D2",
  sources: ["CFG BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED"],
  settings: {
    minRetentionDays: {
      default: 7,
      minimum: 1,
      description: "Days for which the lock keeps recovery points at least",
    },
  },
  *check(stack, { minRetentionDays }) {
    for (const vault of stack.ofType(vaultType)) {
      const locks = stack.referring(lockType, vault, "backupVaultName");
      const kept = locks.map(({ resource, sure }): Verdict =>
        every([sure, atLeast(resource.get("minRetentionDays"), minRetentionDays)]),
      );
      const found = locks.map(({ resource }) => `minRetentionDays ${show(resource.get("minRetentionDays"))}`);
      yield {
        resource: vault,
        verdict: some(kept),
        found: found.join(", ") || "no lock",
        required: `an aws.backup.VaultLockConfiguration with minRetentionDays ${minRetentionDays} or more`,
        fix: `add a VaultLockConfiguration for the vault with minRetentionDays ${minRetentionDays} or more`,
        platformFix: "platform:backup.vaultLock",
      };
    }
  },
});
