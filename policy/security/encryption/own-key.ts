import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, read, some, unknown, type Value, type Verdict } from "../../model/value";

/**
 * Whether a key that a program names is one that the account manages; `alias/aws/...` are AWS's, which nobody can
 * rotate, share or take away. One that is not known yet is one that is being made.
 */
export function isOwnKey(key: Value): boolean {
  return key === unknown || (typeof key === "string" && key !== "" && !key.includes("alias/aws/"));
}

const keyProperties = {
  "aws:rds/cluster:Cluster": ["kmsKeyId"],
  "aws:rds/instance:Instance": ["kmsKeyId"],
  "aws:docdb/cluster:Cluster": ["kmsKeyId"],
  "aws:neptune/cluster:Cluster": ["kmsKeyArn"],
  "aws:redshift/cluster:Cluster": ["kmsKeyId"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["kmsKeyId"],
  "aws:elasticache/serverlessCache:ServerlessCache": ["kmsKeyId"],
  "aws:dynamodb/table:Table": ["serverSideEncryption", "kmsKeyArn"],
  "aws:ebs/volume:Volume": ["kmsKeyId"],
  "aws:efs/fileSystem:FileSystem": ["kmsKeyId"],
  "aws:backup/vault:Vault": ["kmsKeyArn"],
  "aws:secretsmanager/secret:Secret": ["kmsKeyId"],
  "aws:sns/topic:Topic": ["kmsMasterKeyId"],
  "aws:sqs/queue:Queue": ["kmsMasterKeyId"],
  "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId"],
} as const;

export const ownKey = rule({
  name: "encrypted-with-own-key",
  description:
    "A database, cache, table, volume, vault, secret, topic, queue or log group is encrypted with a key of the account's own",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG SNS_ENCRYPTED_KMS",
    "CFG CLOUDWATCH_LOG_GROUP_ENCRYPTED",
    "CFG DYNAMODB_TABLE_ENCRYPTED_KMS",
    "CKV_AWS_327",
    "CKV_AWS_191",
    "CKV_AWS_119",
    "CKV_AWS_189",
    "CKV_AWS_166",
    "CKV_AWS_149",
    "CKV_AWS_26",
    "CKV_AWS_27",
    "CKV_AWS_158",
    "PCP aws-rds-instance-storage-encryption-with-customer-managed-key",
    "PCP aws-secretsmanager-secret-configure-customer-managed-key",
  ],
  *check(stack) {
    for (const [type, [property, ...path]] of Object.entries(keyProperties)) {
      for (const resource of stack.ofType(type)) {
        // What is a copy takes over the key of its source.
        if (resource.given("replicateSourceDb") !== undefined) continue;
        const key = resource.given(property, ...path);
        const name = [property, ...path].join(".");
        yield {
          resource,
          verdict: isOwnKey(key),
          found: `${name} ${show(key)}`,
          required: `${name} the ARN of a key that the account manages, not one of AWS's`,
          fix: `set ${name} to the arn of an aws.kms.Key`,
        };
      }
    }
  },
});

const bucketType = "aws:s3/bucket:Bucket";

export const bucketOwnKey = rule({
  name: "bucket-encrypted-with-own-key",
  description:
    "A bucket encrypts its objects with a key of the account's own, unless AWS delivers logs to it",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG S3_DEFAULT_ENCRYPTION_KMS",
    "CKV_AWS_145",
    "PCP aws-s3-bucket-configure-server-side-encryption-kms",
  ],
  *check(stack) {
    const configurationType =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    for (const bucket of stack.ofType(bucketType)) {
      const receives = receivesLogs(stack, bucket);
      // The logs of load balancers and of S3 itself can only be written with S3's key.
      if (receives === true) continue;
      const configurations = stack.referring(configurationType, bucket, "bucket");
      const encrypted = configurations.map(({ resource, sure }): Verdict =>
        sure === true ? encryptsWithOwnKey(resource.get("rules")) : unknown,
      );
      const inline = encryptsWithOwnKey(bucket.given("serverSideEncryptionConfiguration"));
      yield {
        resource: bucket,
        verdict: some([receives, inline, ...encrypted]),
        found:
          configurations.length === 0
            ? "no encryption configuration, so S3's own key"
            : "S3's or AWS's own key",
        required: 'sseAlgorithm "aws:kms" and kmsMasterKeyId a key that the account manages',
        fix: "add an aws.s3.BucketServerSideEncryptionConfiguration for the bucket with sseAlgorithm aws:kms, kmsMasterKeyId the arn of an aws.kms.Key, and bucketKeyEnabled true",
      };
    }
  },
});

/** Where load balancers and buckets name the bucket that they write logs to. */
const logTargets: readonly [type: string, property: string, ...path: string[]][] = [
  ["aws:lb/loadBalancer:LoadBalancer", "accessLogs", "bucket"],
  ["aws:lb/loadBalancer:LoadBalancer", "connectionLogs", "bucket"],
  ["aws:lb/loadBalancer:LoadBalancer", "healthCheckLogs", "bucket"],
  ["aws:elb/loadBalancer:LoadBalancer", "accessLogs", "bucket"],
  ["aws:s3/bucketLogging:BucketLogging", "targetBucket"],
  ["aws:s3/bucket:Bucket", "logging", "targetBucket"],
];

/** Whether a load balancer or another bucket sends its logs to a bucket. */
function receivesLogs(stack: Stack, bucket: Resource): Verdict {
  const senders = logTargets.flatMap(([type, property, ...path]) =>
    stack.referring(type, bucket, property, ...path),
  );
  return some(senders.map(({ sure }) => sure));
}

/** @param rules rules of a configuration resource, or the configuration in the bucket itself with its one `rule` */
function encryptsWithOwnKey(rules: Value): Verdict {
  const all = elements(rules);
  if (all === unknown) return unknown;
  const defaults = [...all, read(rules, "rule")].map((it) => read(it, "applyServerSideEncryptionByDefault"));
  return defaults.some((it) => isOwnKey(read(it, "kmsMasterKeyId")));
}

export const keyRotation = propertyRule({
  name: "key-rotation",
  description: "An encryption key is rotated every year",
  severity: "medium",
  requirement: "security",
  sources: [
    "CFG CMK_BACKING_KEY_ROTATION_ENABLED",
    "CKV_AWS_7",
    "NAG KMS5",
    "PCP aws-kms-key-enable-key-rotation",
  ],
  on: { "aws:kms/key:Key": ["enableKeyRotation"] },
  // AWS rotates symmetric keys that it made itself, and no others.
  except: (key) => {
    const spec = key.given("customerMasterKeySpec");
    return (
      (spec !== undefined && spec !== unknown && spec !== "SYMMETRIC_DEFAULT") ||
      key.given("customKeyStoreId") !== undefined
    );
  },
  holds: (value) => value === true,
  required: "true",
});
