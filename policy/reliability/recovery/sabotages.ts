import type { Sabotage } from "../../examples/sabotage";

const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "web-cache" };
const plan = { type: "aws:backup/plan:Plan", name: "web-backup-snapshots" };
const vault = { type: "aws:backup/vault:Vault", name: "web-backup" };
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

export const recoverySabotages: readonly Sabotage[] = [
  { policy: "database-backup-retention", ...cluster, set: { backupRetentionPeriod: 1 } },
  {
    policy: "backup-and-maintenance-apart",
    ...cluster,
    set: { preferredBackupWindow: "03:00-04:00", preferredMaintenanceWindow: "sun:03:30-sun:04:30" },
  },
  { policy: "stateful-resource-backed-up", ...cluster, set: { "tags.Backup": null, "tagsAll.Backup": null } },
  {
    policy: "stateful-resource-backed-up",
    type: "aws:s3/bucket:Bucket",
    name: "web-files-static",
    set: { "tags.Backup": null, "tagsAll.Backup": null },
    knownLater: "which bucket the logs of others go to",
  },
  {
    policy: "backup-plan-selects",
    type: "aws:backup/selection:Selection",
    name: "web-backup-snapshots",
    remove: true,
  },
  {
    policy: "backup-plan-frequency",
    ...plan,
    set: { "rules.0.schedule": "cron(0 5 1 * ? *)", "rules.1.schedule": "cron(0 5 1 * ? *)" },
  },
  { policy: "backup-plan-long-retention", ...plan, set: { rules: { keep: 1 } } },
  {
    policy: "backup-copied-to-another-region",
    ...plan,
    set: { "rules.0.copyActions": null, "rules.2.copyActions": null },
  },
  { policy: "backup-vault-encrypted", ...vault, set: { kmsKeyArn: null } },
  {
    policy: "backup-vault-locked",
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "web-backup",
    remove: true,
  },
  {
    policy: "bucket-versioning",
    type: "aws:s3/bucketVersioning:BucketVersioning",
    name: "web-files-static",
    set: { "versioningConfiguration.status": "Suspended" },
  },
  {
    policy: "bucket-expires-noncurrent-versions",
    type: lifecycleType,
    name: "web-files-backup",
    remove: true,
  },
  {
    policy: "bucket-aborts-multipart-uploads",
    type: lifecycleType,
    name: "web-files-static",
    set: { "rules.0.abortIncompleteMultipartUpload": null },
  },
  {
    policy: "bucket-object-lock",
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    name: "unlocked",
    add: { bucket: "web-files-backup" },
    config: { buckets: ["web-files-backup"] },
  },
  {
    policy: "bucket-replication",
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "web-replica-backup",
    remove: true,
    config: { buckets: ["web-files-backup"] },
  },
  {
    policy: "table-point-in-time-recovery",
    type: "aws:dynamodb/table:Table",
    name: "unrecoverable",
    add: { billingMode: "PAY_PER_REQUEST" },
  },
  {
    policy: "backup-schedule-clear-of-windows",
    type: "aws:rds/instance:Instance",
    name: "busy",
    add: {
      engine: "postgres",
      backupWindow: "04:30-05:30",
      maintenanceWindow: "sun:09:00-sun:10:00",
      tags: { Backup: "platform-prod-snapshots" },
    },
  },
  { policy: "cache-snapshots", ...cache, set: { snapshotRetentionLimit: 0 } },
  { policy: "final-snapshot", ...cluster, set: { skipFinalSnapshot: true } },
  { policy: "cache-final-snapshot", ...cache, set: { finalSnapshotIdentifier: null } },
  { policy: "automated-backups-kept", ...cluster, set: { deleteAutomatedBackups: true } },
  ...["web-data", "web-storage", "web-backup"].map((name) => ({
    policy: "kept-data-key-recoverable",
    type: "aws:kms/key:Key",
    name,
    set: { deletionWindowInDays: 7 },
  })),
  { policy: "copy-tags-to-snapshots", ...cluster, set: { copyTagsToSnapshot: false } },
];
