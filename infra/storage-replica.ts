import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessLogBucket, type AccessLogsArgs } from "./access-logs";
import type { Bucket } from "./bucket";
import { componentTypes } from "./component-types";
import { serviceRole } from "./service-role";
import { archiving, filesBucket, type Storage, type StorageArgs, type Transition } from "./storage";

export interface StorageReplicaArgs extends Pick<
  StorageArgs,
  "archiveAfterDays" | "noncurrentDays" | "forceDestroy" | "kmsKeyArn" | "tags"
> {
  /** The buckets that are replicated, in another region, and their key. */
  source: { storage: Storage; kmsKeyArn: pulumi.Input<string> };
  /** Names of the replicas. */
  names: { staticFiles: pulumi.Input<string>; fileBackups: pulumi.Input<string> };
  /** Access logs of the replicas. */
  accessLogs: AccessLogsArgs;
}

/** One way in which objects go: by a rule, from one bucket into another. */
export interface Replication {
  /** What is replicated: `static` or `backup`. */
  readonly name: string;
  /** CloudWatch's `SourceBucket`, `DestinationBucket` and `RuleId`. */
  readonly source: pulumi.Output<string>;
  readonly destination: pulumi.Output<string>;
  readonly rule: string;
}

/**
 * Copies of the storage's buckets in the region of the provider, kept up to date both ways: what is written to the copies while
 * the region of the originals is lost comes back by itself.
 */
export class StorageReplica extends pulumi.ComponentResource {
  readonly staticFiles: Bucket;
  readonly fileBackups: Bucket;
  /** Those from the originals into the copies. */
  readonly replications: readonly Replication[];

  constructor(name: string, args: StorageReplicaArgs, opts?: pulumi.ComponentResourceOptions) {
    // Not with the arguments: the replications are the source's children, and so it would wait for itself.
    super(componentTypes.StorageReplica, name, {}, opts);
    const { storage } = args.source;

    const logs = accessLogBucket(`${name}-logs`, args.accessLogs, this);
    const copy = (purpose: string, bucketName: pulumi.Input<string>, transitions: Transition[]) =>
      filesBucket(`${name}-${purpose}`, { ...args, accessLogs: logs, transitions }, this, { bucketName });
    this.staticFiles = copy("static", args.names.staticFiles, []);
    this.fileBackups = copy("backup", args.names.fileBackups, archiving(args.archiveAfterDays));
    const copies = { static: this.staticFiles, backup: this.fileBackups };
    for (const [purpose, { bucketName: bucket }] of Object.entries(copies)) {
      new aws.s3.BucketMetric(`${name}-${purpose}`, { bucket, name: "EntireBucket" }, { parent: this });
    }
    const role = this.createRole(name, args);
    const [here, there] = [args.kmsKeyArn, args.source.kmsKeyArn];
    this.replications = [
      { name: "static", from: storage.staticFiles, to: this.staticFiles },
      { name: "backup", from: storage.fileBackups, to: this.fileBackups },
    ].map((way) => {
      this.replicate(`${name}-${way.name}-back`, role, way.to, way.from, there);
      const rule = this.replicate(`${name}-${way.name}`, role, way.from, way.to, here);
      return { name: way.name, source: way.from.bucketName, destination: way.to.bucketName, rule };
    });
    this.registerOutputs({
      staticFiles: this.staticFiles.bucketName,
      fileBackups: this.fileBackups.bucketName,
    });
  }

  /** Source: Amazon S3 User Guide, "Setting up permissions for live replication" (2026-11-28). */
  private createRole(name: string, { source, kmsKeyArn }: StorageReplicaArgs) {
    const buckets = [
      source.storage.staticFiles,
      source.storage.fileBackups,
      this.staticFiles,
      this.fileBackups,
    ].map(({ arn }) => arn);
    return serviceRole(
      name,
      "s3.amazonaws.com",
      {
        description: "Lets S3 replicate the platform's buckets",
        statements: [
          {
            Effect: "Allow",
            Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
            Resource: buckets,
          },
          {
            Effect: "Allow",
            Action: [
              "s3:GetObjectVersionForReplication",
              "s3:GetObjectVersionAcl",
              "s3:GetObjectVersionTagging",
              "s3:ReplicateObject",
              "s3:ReplicateDelete",
              "s3:ReplicateTags",
            ],
            Resource: buckets.map((arn) => pulumi.interpolate`${arn}/*`),
          },
          {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
            Resource: [kmsKeyArn, source.kmsKeyArn],
          },
        ],
      },
      this,
    );
  }

  private replicate(
    name: string,
    { role, permissions }: ReturnType<typeof serviceRole>,
    source: Bucket,
    destination: Bucket,
    replicaKmsKeyId: pulumi.Input<string>,
  ): string {
    const rule = "all";
    // Within a quarter of an hour, or S3 says so: "99.99 percent of those objects within 15 minutes". Source: Amazon S3 User
    // Guide, "Meeting compliance requirements with S3 Replication Time Control" (2026-11-28).
    const minutes = 15;
    new aws.s3.BucketReplicationConfig(
      name,
      {
        bucket: source.bucketName,
        role: role.arn,
        rules: [
          {
            id: rule,
            status: "Enabled",
            filter: { prefix: "" },
            deleteMarkerReplication: { status: "Enabled" },
            sourceSelectionCriteria: {
              sseKmsEncryptedObjects: { status: "Enabled" },
              replicaModifications: { status: "Enabled" },
            },
            destination: {
              bucket: destination.arn,
              encryptionConfiguration: { replicaKmsKeyId },
              replicationTime: { status: "Enabled", time: { minutes } },
              metrics: { status: "Enabled", eventThreshold: { minutes } },
            },
          },
        ],
      },
      {
        // It is made where the source is.
        parent: source,
        dependsOn: [...source.settings, ...destination.settings, ...permissions],
      },
    );
    return rule;
  }
}
