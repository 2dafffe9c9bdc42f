import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackupVault } from "./vault";

/** Days that recovery points are kept, by how often they are made. */
export interface Retention {
  daily: number;
  weekly: number;
  monthly: number;
}

/** The shortest and the longest of the retentions, days. */
export function retentionRange({ daily, weekly, monthly }: Retention): { min: number; max: number } {
  return { min: Math.min(daily, weekly, monthly), max: Math.max(daily, weekly, monthly) };
}

/** The longest that AWS keeps a continuous backup, days. Source: AWS Backup Developer Guide, "Continuous backups". */
const continuousDaysLimit = 35;

/** Times in UTC. Of rules that are due at once AWS keeps one, so each has its hours to itself. */
const schedulesFrom = (hour: number) => ({
  daily: `cron(0 ${hour} * * ? *)`,
  weekly: `cron(0 ${(hour + 2) % 24} ? * SUN *)`,
  monthly: `cron(0 ${(hour + 4) % 24} 1 * ? *)`,
});

/**
 * A plan with daily, weekly and monthly recovery points, and the selection of what carries one of its tags, `Backup`.
 * @param args.tags values of the tag
 * @param args.continuous also keeps every change of the last days, for a restore to any second of them
 * @param args.copyTo vault in another region that daily and monthly recovery points are copied to
 */
export function backupPlan(
  name: string,
  args: {
    tags: readonly string[];
    vault: BackupVault;
    copyTo?: BackupVault;
    retention: Retention;
    startHour: number;
    continuous: boolean;
    roleArn: pulumi.Input<string>;
  },
  parent: pulumi.Resource,
): aws.backup.Plan {
  const schedules = schedulesFrom(args.startHour);
  const rule = (often: keyof Retention, deleteAfter: number) => ({
    ruleName: often,
    targetVaultName: args.vault.vaultName,
    schedule: schedules[often],
    // Minutes: AWS starts within an hour, and gives up after eight.
    startWindow: 60,
    completionWindow: 480,
    lifecycle: { deleteAfter },
    ...(args.copyTo &&
      often !== "weekly" && {
        copyActions: [{ destinationVaultArn: args.copyTo.arn, lifecycle: { deleteAfter } }],
      }),
  });
  const { daily, weekly, monthly } = args.retention;
  const plan = new aws.backup.Plan(
    name,
    {
      rules: [
        args.continuous
          ? { ...rule("daily", Math.min(daily, continuousDaysLimit)), enableContinuousBackup: true }
          : rule("daily", daily),
        rule("weekly", weekly),
        rule("monthly", monthly),
      ],
    },
    { parent },
  );
  new aws.backup.Selection(
    name,
    {
      planId: plan.id,
      iamRoleArn: args.roleArn,
      // Any one of them is enough.
      selectionTags: args.tags.map((value) => ({ type: "STRINGEQUALS", key: "Backup", value })),
    },
    { parent: plan },
  );
  return plan;
}
