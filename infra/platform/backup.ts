import type * as pulumi from "@pulumi/pulumi";
import { Backup, BackupVault, retentionRange } from "../backup";
import type { Notifications } from "../observability/notifications";
import type { Network } from "../network";
import type { DataStores } from "./data";
import type { PlatformArgs } from "./args";

/** Backups of what the region's data stores keep, with copies in another region where there is a provider for it. */
export function createBackup(
  name: string,
  { environment, backupCopyProvider }: PlatformArgs,
  { network, data, notifications }: { network: Network; data: DataStores; notifications: Notifications },
  parent: pulumi.Resource,
): Backup {
  const { backup, pair } = environment;
  const vault = { lock: backup.vaultLock, retain: backup.retainVault };
  const retention = {
    daily: backup.dailyRetentionDays,
    weekly: backup.weeklyRetentionDays,
    monthly: backup.monthlyRetentionDays,
  };
  return new Backup(
    `${name}-backup`,
    {
      vault,
      retention,
      ...(backupCopyProvider && {
        copyTo: new BackupVault(
          `${name}-backup-copy`,
          { ...vault, retentionDays: retentionRange(retention) },
          { parent, provider: backupCopyProvider },
        ),
      }),
      startHour: backup.startHour,
      ...(pair?.role === "standby" && { alsoOf: pair.primary.stack }),
      ...(backup.restoreTesting && {
        restoreTests: {
          types: data.restorableTypes,
          vpcId: network.vpcId,
          subnetGroupName: data.database.subnetGroupName,
        },
      }),
      failureTopicArn: notifications.topicArns.ticket,
    },
    { parent },
  );
}
