import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { serviceRole, type ServiceRole } from "../service-role";
import { failureNotifications } from "./notifications";
import { backupPlan, type Retention, retentionRange } from "./plan";
import { type RestorableType, type RestoreTests, restoreTesting } from "./restore-testing";
import { BackupVault, type BackupVaultArgs } from "./vault";

export { BackupVault, type RestorableType, type Retention, retentionRange };

/**
 * How a resource is backed up, as its tag `Backup` says. `snapshots` is for services that restore to any second by
 * themselves (Aurora, RDS, DynamoDB): AWS Backup's continuous backup would take their retention and windows over.
 * `continuous` is for S3, which cannot. ElastiCache is none of AWS Backup's services; it makes snapshots of its own.
 */
export type BackupKind = "snapshots" | "continuous";

/**
 * The tag by which a stack's backup plan finds a resource. Stacks of one account do not find each other's, but for a standby, which
 * backs up what its primary replicates into the region.
 */
export function backupTag(kind: BackupKind, stack = pulumi.getStack()): { Backup: string } {
  return { Backup: `${pulumi.getProject()}-${stack}-${kind}` };
}

export interface BackupArgs {
  /** Vault of the region. */
  vault: Omit<BackupVaultArgs, "retentionDays">;
  /** Days that recovery points are kept, by how often they are made; the lock refuses shorter and longer ones. */
  retention: Retention;
  /** Hour of the day, UTC, at which daily backups begin; weekly and monthly ones do two and four hours later. */
  startHour: number;
  /** Another stack whose buckets in the region are backed up as well, by the tag that it gives them. */
  alsoOf?: string;
  /** Vault in another region for copies; its lock must allow the same retention. */
  copyTo?: BackupVault;
  /** What to restore once a week as a test; none for no tests. */
  restoreTests?: RestoreTests;
  /** Topic that failures are sent to. */
  failureTopicArn?: pulumi.Input<string>;
}

/** Recovery points of everything in the region that carries a {@link backupTag}. */
export class Backup extends pulumi.ComponentResource {
  readonly vaultName: pulumi.Output<string>;

  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Backup, name, args, opts);

    const vault = new BackupVault(
      name,
      { ...args.vault, retentionDays: retentionRange(args.retention) },
      { parent: this },
    );
    const { role } = this.createRole(name, args.vault.retain);
    const roleArn = role.arn;
    const plan = {
      vault,
      copyTo: args.copyTo,
      retention: args.retention,
      startHour: args.startHour,
      roleArn,
    };
    for (const kind of ["snapshots", "continuous"] as const) {
      const others = args.alsoOf !== undefined && kind === "continuous" ? [args.alsoOf] : [];
      const tags = [pulumi.getStack(), ...others].map((stack) => backupTag(kind, stack).Backup);
      backupPlan(`${name}-${kind}`, { ...plan, tags, continuous: kind === "continuous" }, this);
    }
    if (args.restoreTests) {
      const tagOf = (type: RestorableType) => backupTag(type === "S3" ? "continuous" : "snapshots").Backup;
      restoreTesting(name, { vault, tests: args.restoreTests, tagOf, roleArn }, this);
    }
    if (args.failureTopicArn !== undefined) {
      failureNotifications(name, { vault, role, topicArn: args.failureTopicArn }, this);
    }

    this.vaultName = vault.vaultName;
    this.registerOutputs({ vaultName: this.vaultName });
  }

  /** Kept with the vault: by this role AWS Backup deletes what has had its time, and keeps it for ever without. */
  private createRole(name: string, retain: boolean): ServiceRole {
    return serviceRole(
      name,
      "backup.amazonaws.com",
      {
        description: "Lets AWS Backup back up and restore what carries its tag",
        managedPolicies: [
          "service-role/AWSBackupServiceRolePolicyForBackup",
          "service-role/AWSBackupServiceRolePolicyForRestores",
          "AWSBackupServiceRolePolicyForS3Backup",
          "AWSBackupServiceRolePolicyForS3Restore",
        ],
        retain,
      },
      this,
    );
  }
}
