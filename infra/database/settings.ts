import * as pulumi from "@pulumi/pulumi";
import type { DatabaseArgs, Foundation } from "./args";

/** Major version of PostgreSQL: AWS chooses the minor one and moves on by itself, which then is no change here. */
export const engineVersion = "17";

/** Name of the database that applications find on the server. */
export const databaseName = "app";

/** Not `postgres`, which is the first that anybody tries. */
export const masterUsername = "platform_admin";

/** Parameters of the server, the same for Aurora's cluster and for an instance. */
export const parameters = [
  // 1 is the default from version 15 (Aurora 17) on. RDS keeps a parameter with its default's value as the system's, whose
  // apply method is pending-reboot: any other would be a difference on every `up`. Source: hashicorp/terraform-provider-aws,
  // internal/service/rds/parameter_group.go (Read); RDS User Guide, "Requiring an SSL connection", read 2026-11-25.
  { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
  // Statements that take longer than a second, in milliseconds.
  { name: "log_min_duration_statement", value: "1000" },
  // The library is loaded when the server starts.
  { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
];

/** Arguments that cluster and plain instance share. */
export function serverSettings(
  args: DatabaseArgs,
  { identifier, subnetGroupName, securityGroupId }: Foundation,
) {
  return {
    engineVersion,
    dbSubnetGroupName: subnetGroupName,
    vpcSecurityGroupIds: [securityGroupId],
    storageEncrypted: true,
    kmsKeyId: args.kmsKeyArn,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: args.backupRetentionDays,
    copyTagsToSnapshot: true,
    deletionProtection: args.deletionProtection,
    deleteAutomatedBackups: !args.retainBackups,
    skipFinalSnapshot: !args.retainBackups,
    finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final`,
    // With `up`, whose time a person chooses; state and cloud would differ until the window otherwise.
    applyImmediately: true,
    tags: args.tags,
  };
}

/** The master user, whose password RDS makes, keeps in Secrets Manager and rotates. */
export function managedMaster({ kmsKeyArn }: DatabaseArgs) {
  return { masterUsername, manageMasterUserPassword: true, masterUserSecretKmsKeyId: kmsKeyArn };
}

/** Arguments of every instance that let somebody see inside: the operating system each minute, and load by statement. */
export function insight({ kmsKeyArn }: DatabaseArgs, { monitoringRoleArn }: Foundation) {
  return {
    monitoringInterval: 60,
    monitoringRoleArn,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: kmsKeyArn,
    // Days; free of charge up to here.
    performanceInsightsRetentionPeriod: 7,
  };
}
