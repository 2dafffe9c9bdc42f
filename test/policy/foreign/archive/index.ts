import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: a bucket of documents, kept well, with plain resources and no component.
const defaultTags = { tags: { Project: "archive", Environment: "prod" } };
const provider = new aws.Provider("home", { region: "us-east-1", defaultTags });
const elsewhere = new aws.Provider("elsewhere", { region: "eu-west-1", defaultTags });
const opts = { provider };

const key = new aws.kms.Key("archive", { enableKeyRotation: true }, opts);
const copyKey = new aws.kms.Key("copy", { enableKeyRotation: true }, { provider: elsewhere });

const logs = new aws.s3.Bucket("logs", {}, opts);
const documents = new aws.s3.Bucket("documents", {}, opts);
new aws.s3.BucketLogging(
  "documents",
  { bucket: documents.id, targetBucket: logs.id, targetPrefix: "s3/" },
  opts,
);
new aws.s3.BucketServerSideEncryptionConfiguration(
  "documents",
  {
    bucket: documents.id,
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
  },
  opts,
);
for (const [name, bucket] of Object.entries({ logs, documents })) {
  new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    opts,
  );
  new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    opts,
  );
  new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "tidy",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 30 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    opts,
  );
  new aws.s3.BucketPolicy(
    name,
    {
      bucket: bucket.id,
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    },
    opts,
  );
}

const vault = new aws.backup.Vault("archive", { kmsKeyArn: key.arn }, opts);
const copies = new aws.backup.Vault("copies", { kmsKeyArn: copyKey.arn }, { provider: elsewhere });
new aws.backup.VaultLockConfiguration("archive", { backupVaultName: vault.name, minRetentionDays: 30 }, opts);
new aws.backup.VaultLockConfiguration(
  "copies",
  { backupVaultName: copies.name, minRetentionDays: 30 },
  { provider: elsewhere },
);
const rule = (ruleName: string, schedule: string, deleteAfter: number) => ({
  ruleName,
  targetVaultName: vault.name,
  schedule,
  lifecycle: { deleteAfter },
  copyActions: [{ destinationVaultArn: copies.arn, lifecycle: { deleteAfter } }],
});
const plan = new aws.backup.Plan(
  "archive",
  { rules: [rule("daily", "cron(0 5 * * ? *)", 35), rule("monthly", "cron(0 5 1 * ? *)", 400)] },
  opts,
);
const role = new aws.iam.Role(
  "backup",
  {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "backup.amazonaws.com" } },
      ],
    }),
  },
  opts,
);
new aws.backup.Selection("all", { planId: plan.id, iamRoleArn: role.arn, resources: ["*"] }, opts);
