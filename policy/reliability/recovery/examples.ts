import { type Declared, type Example, notYetKnown } from "../../examples/example";
import { propertyExample } from "../../examples/property";

const clusterType = "aws:rds/cluster:Cluster";
const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";

const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "files", props: { bucket: notYetKnown } };
/** A bucket and a resource with one of its settings. */
const bucketWith = (
  type: string,
  good: object,
  bad: object,
  unknownYet: object,
  config?: object,
): Example => {
  const stack = (props: object): Declared[] => [
    bucket,
    { type, name: "setting", props: { bucket: notYetKnown, ...props }, refersTo: { bucket: ["files"] } },
  ];
  return { good: stack(good), bad: stack(bad), undecided: stack(unknownYet), ...(config && { config }) };
};
const lifecycle = (action: string, days: string): Example =>
  bucketWith(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    { rules: [{ status: "Enabled", [action]: { [days]: 30 } }] },
    { rules: [{ status: "Disabled", [action]: { [days]: 30 } }] },
    { rules: notYetKnown },
  );

const table = (tag: unknown): Declared => ({
  type: "aws:dynamodb/table:Table",
  name: "table",
  props: { arn: notYetKnown, tags: { Backup: tag } },
});
const selection: Declared = {
  type: "aws:backup/selection:Selection",
  name: "selection",
  props: { planId: notYetKnown, selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] },
  refersTo: { planId: ["plan"] },
};

const plan = (...rules: object[]): Declared => ({
  type: "aws:backup/plan:Plan",
  name: "plan",
  props: { rules, region: "us-east-1" },
  refersTo: { rules: ["vault"] },
});
const often = (schedule: string, deleteAfter: unknown) => ({ schedule, lifecycle: { deleteAfter } });
const vault = (props: object): Declared => ({
  type: "aws:backup/vault:Vault",
  name: "vault",
  props: { arn: notYetKnown, name: notYetKnown, ...props },
  refersTo: { kmsKeyArn: [] },
});
const copying = plan({ copyActions: [{ destinationVaultArn: notYetKnown }] });
const locked = (minRetentionDays: unknown): Declared[] => [
  vault({}),
  {
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    name: "lock",
    props: { backupVaultName: notYetKnown, minRetentionDays },
    refersTo: { backupVaultName: ["vault"] },
  },
];
const databaseWindows = (preferredMaintenanceWindow: unknown): Declared[] => [
  {
    type: clusterType,
    name: "it",
    props: { preferredBackupWindow: "23:30-00:30", preferredMaintenanceWindow },
  },
];

/** A plain PostgreSQL that is backed up at five, by its tag. */
const backedUpAtFive = (maintenanceWindow: unknown): Declared[] => [
  {
    type: "aws:rds/instance:Instance",
    name: "database",
    props: { engine: "postgres", backupWindow: "02:00-03:00", maintenanceWindow, tags: { Backup: "daily" } },
  },
  plan(often("cron(0 5 * * ? *)", 30)),
  selection,
];

/** A bucket, and the key that its objects are encrypted with. */
const keyOfBucket = (deletionWindowInDays: unknown, forceDestroy: unknown = false): Declared[] => [
  { ...bucket, props: { ...bucket.props, forceDestroy } },
  {
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "encryption",
    props: {
      bucket: notYetKnown,
      rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: notYetKnown } }],
    },
    refersTo: { bucket: ["files"], rules: ["key"] },
  },
  { type: "aws:kms/key:Key", name: "key", props: { arn: notYetKnown, deletionWindowInDays } },
];

export const recoveryExamples: Readonly<Record<string, Example>> = {
  "database-backup-retention": propertyExample(clusterType, "backupRetentionPeriod", { good: 7, bad: 6 }),
  "backup-and-maintenance-apart": {
    good: databaseWindows("sun:00:30-sun:01:30"),
    bad: databaseWindows("sun:00:00-sun:01:00"),
    undecided: databaseWindows(notYetKnown),
  },
  "stateful-resource-backed-up": {
    good: [table("daily"), selection],
    bad: [table("never"), selection],
    undecided: [table(notYetKnown), selection],
  },
  "backup-plan-selects": {
    good: [plan(), selection],
    bad: [plan()],
    undecided: [plan(), { ...selection, refersTo: {} }],
  },
  "backup-plan-frequency": {
    good: [plan(often("cron(0 5 * * ? *)", 30))],
    bad: [plan(often("cron(0 5 ? * SUN *)", 30), often("cron(0 5 * * ? *)", 29))],
    undecided: [plan(often("cron(0 5 * * ? *)", notYetKnown))],
  },
  "backup-plan-long-retention": {
    good: [plan(often("cron(0 5 1 * ? *)", 365))],
    bad: [plan(often("cron(0 5 1 * ? *)", 364))],
    undecided: [plan(often("cron(0 5 1 * ? *)", notYetKnown))],
  },
  "backup-copied-to-another-region": {
    good: [copying, vault({ region: "us-west-2" })],
    bad: [copying, vault({ region: "us-east-1" })],
    undecided: [copying, vault({ region: notYetKnown })],
  },
  "backup-schedule-clear-of-windows": {
    good: backedUpAtFive("sun:04:00-sun:05:00"),
    bad: backedUpAtFive("sun:05:30-sun:06:30"),
    undecided: backedUpAtFive(notYetKnown),
  },
  "backup-vault-encrypted": propertyExample("aws:backup/vault:Vault", "kmsKeyArn", {
    good: "arn:aws:kms:us-east-1:123456789012:key/1",
    bad: "",
  }),
  "backup-vault-locked": { good: locked(7), bad: [vault({})], undecided: locked(notYetKnown) },
  "bucket-versioning": bucketWith(
    "aws:s3/bucketVersioning:BucketVersioning",
    { versioningConfiguration: { status: "Enabled" } },
    { versioningConfiguration: { status: "Suspended" } },
    { versioningConfiguration: { status: notYetKnown } },
  ),
  "bucket-expires-noncurrent-versions": lifecycle("noncurrentVersionExpiration", "noncurrentDays"),
  "bucket-aborts-multipart-uploads": lifecycle("abortIncompleteMultipartUpload", "daysAfterInitiation"),
  "bucket-object-lock": bucketWith(
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    { rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } },
    {},
    { rule: notYetKnown },
    { buckets: ["files"] },
  ),
  "bucket-replication": bucketWith(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    { rules: [{ status: "Enabled" }] },
    { rules: [{ status: "Disabled" }] },
    { rules: notYetKnown },
    { buckets: ["files"] },
  ),
  "cache-snapshots": propertyExample(cacheType, "snapshotRetentionLimit", { good: 1, bad: 0 }),
  "final-snapshot": propertyExample(clusterType, "skipFinalSnapshot", { good: false, bad: true }),
  "cache-final-snapshot": propertyExample(cacheType, "finalSnapshotIdentifier", {
    good: "sessions-final",
    bad: undefined,
  }),
  "automated-backups-kept": propertyExample(clusterType, "deleteAutomatedBackups", {
    good: false,
    bad: true,
  }),
  "table-point-in-time-recovery": {
    good: [
      { type: "aws:dynamodb/table:Table", name: "it", props: { pointInTimeRecovery: { enabled: true } } },
    ],
    bad: [{ type: "aws:dynamodb/table:Table", name: "it" }],
    undecided: [
      { type: "aws:dynamodb/table:Table", name: "it", props: { pointInTimeRecovery: notYetKnown } },
    ],
  },
  "kept-data-key-recoverable": {
    good: keyOfBucket(30),
    bad: keyOfBucket(29),
    undecided: keyOfBucket(29, notYetKnown),
  },
  "copy-tags-to-snapshots": propertyExample(clusterType, "copyTagsToSnapshot", { good: true, bad: false }),
};
