import { type Finding, rule, type Rule, type RuleInfo } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import {
  atLeast,
  elements,
  every,
  judge,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { bucketType } from "./backed-up";

/** A setting of a bucket: in the bucket itself, as it was once, or in a resource of its own, as it is now. */
interface BucketSetting {
  /** Type of the resource that has the setting. */
  readonly type: string;
  readonly holds: (setting: Resource) => Verdict;
  readonly inline: (bucket: Resource) => Verdict;
}

function isSet(stack: Stack, bucket: Resource, { type, holds, inline }: BucketSetting): Verdict {
  const settings = stack.referring(type, bucket, "bucket");
  return some([...settings.map(({ resource, sure }) => every([sure, holds(resource)])), inline(bucket)]);
}

/** A rule on a setting of every bucket. */
function bucketRule(
  info: Pick<RuleInfo, "name" | "description" | "cannotKnow" | "severity" | "sources">,
  setting: BucketSetting,
  message: Omit<Finding, "resource" | "verdict">,
): Rule {
  return rule({
    ...info,
    requirement: "D2",
    *check(stack) {
      for (const bucket of stack.ofType(bucketType)) {
        yield { resource: bucket, verdict: isSet(stack, bucket, setting), ...message };
      }
    },
  });
}

/** A rule on a setting of the buckets that the policy configuration names. */
function namedBucketRule(
  info: Pick<RuleInfo, "name" | "description" | "cannotKnow" | "severity" | "sources">,
  setting: BucketSetting,
  message: Omit<Finding, "resource" | "verdict">,
): Rule<{ buckets: string[] }> {
  return rule<{ buckets: string[] }>({
    ...info,
    requirement: "D2",
    settings: { buckets: { default: [], description: "Logical names of the buckets that have to have it" } },
    *check(stack, { buckets }) {
      for (const bucket of stack.ofType(bucketType)) {
        if (!buckets.includes(bucket.name)) continue;
        yield { resource: bucket, verdict: isSet(stack, bucket, setting), ...message };
      }
    },
  });
}

const equals = (value: Value, wanted: Value): Verdict => judge(value, (known) => known === wanted);

const versioning: BucketSetting = {
  type: "aws:s3/bucketVersioning:BucketVersioning",
  holds: (setting) => equals(setting.get("versioningConfiguration", "status"), "Enabled"),
  inline: (bucket) => equals(bucket.given("versioning", "enabled"), true),
};

export const bucketVersioning = bucketRule(
  {
    name: "bucket-versioning",
    description: "A bucket keeps noncurrent versions of its objects",
    cannotKnow: "A configuration that another stack, or somebody by hand, gives the bucket",
    severity: "high",
    sources: ["CFG S3_BUCKET_VERSIONING_ENABLED", "CKV_AWS_21"],
  },
  versioning,
  {
    found: "versioning is not enabled",
    required: "an aws.s3.BucketVersioning of the bucket with the status Enabled",
    fix: 'add an aws.s3.BucketVersioning with versioningConfiguration.status "Enabled"',
  },
);

/** Whether an enabled lifecycle rule has an action with a number of days. */
function someLifecycleRule(
  rules: Value,
  action: string,
  days: string,
  isOn: (rule: Value) => Verdict,
): Verdict {
  const list = elements(rules);
  if (list === unknown) return unknown;
  return some(list.map((it) => every([isOn(it), atLeast(read(read(it, action), days), 1)])));
}

const isEnabled = (it: Value) => equals(read(it, "status"), "Enabled");
const isInlineEnabled = (it: Value) => equals(read(it, "enabled"), true);

const expiresFormer: BucketSetting = {
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  holds: (it) =>
    someLifecycleRule(it.get("rules"), "noncurrentVersionExpiration", "noncurrentDays", isEnabled),
  inline: (it) =>
    someLifecycleRule(it.given("lifecycleRules"), "noncurrentVersionExpiration", "days", isInlineEnabled),
};

export const bucketExpiresNoncurrentVersions = bucketRule(
  {
    name: "bucket-expires-noncurrent-versions",
    description: "A bucket deletes noncurrent versions of its objects after a while",
    cannotKnow: "A configuration that another stack, or somebody by hand, gives the bucket",
    severity: "medium",
    sources: ["CFG S3_VERSION_LIFECYCLE_POLICY_CHECK", "CKV2_AWS_61"],
  },
  expiresFormer,
  {
    found:
      "no enabled lifecycle rule with noncurrentVersionExpiration: every version ever is kept and paid for",
    required: "a lifecycle rule, enabled, with noncurrentVersionExpiration.noncurrentDays",
    fix: "add noncurrentVersionExpiration to a rule of the bucket's BucketLifecycleConfiguration",
    platformFix: "platform:storage.noncurrentDays",
  },
);

const abortsUploads: BucketSetting = {
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  holds: (it) =>
    someLifecycleRule(it.get("rules"), "abortIncompleteMultipartUpload", "daysAfterInitiation", isEnabled),
  inline: (bucket) => {
    const rules = elements(bucket.given("lifecycleRules"));
    const days = "abortIncompleteMultipartUploadDays";
    return rules === unknown
      ? unknown
      : some(rules.map((it) => every([isInlineEnabled(it), atLeast(read(it, days), 1)])));
  },
};

export const bucketAbortsUploads = bucketRule(
  {
    name: "bucket-aborts-multipart-uploads",
    description: "A bucket gives up uploads that were never finished",
    cannotKnow: "A configuration that another stack, or somebody by hand, gives the bucket",
    severity: "low",
    sources: ["CKV_AWS_300"],
  },
  abortsUploads,
  {
    found:
      "no enabled lifecycle rule with abortIncompleteMultipartUpload: parts that nobody sees are paid for",
    required: "a lifecycle rule, enabled, with abortIncompleteMultipartUpload.daysAfterInitiation",
    fix: "add abortIncompleteMultipartUpload to a rule of the bucket's BucketLifecycleConfiguration",
  },
);

export const bucketObjectLock = namedBucketRule(
  {
    name: "bucket-object-lock",
    description: "A bucket that has to keep its objects unchanged locks them by default",
    cannotKnow: "Which buckets have to keep their objects unchanged, beside those that the parameter names",
    severity: "high",
    sources: ["CFG S3_BUCKET_DEFAULT_LOCK_ENABLED"],
  },
  {
    type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    holds: (it) =>
      judge(it.get("rule", "defaultRetention", "mode"), (mode) => typeof mode === "string" && mode !== ""),
    inline: (bucket) =>
      judge(
        bucket.given("objectLockConfiguration", "rule", "defaultRetention", "mode"),
        (mode) => typeof mode === "string" && mode !== "",
      ),
  },
  {
    found: "no default retention",
    required: "an aws.s3.BucketObjectLockConfiguration of the bucket with rule.defaultRetention",
    fix: "make the bucket with objectLockEnabled and add a BucketObjectLockConfiguration with a mode and days",
  },
);

export const bucketReplication = namedBucketRule(
  {
    name: "bucket-replication",
    description: "A bucket that has to survive its region copies its objects to another bucket",
    cannotKnow:
      "Which buckets have to survive their region, beside those that the parameter names; objects older than the replication",
    severity: "high",
    sources: ["CFG S3_BUCKET_REPLICATION_ENABLED", "CKV_AWS_144"],
  },
  {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    holds: (it) => {
      const rules = it.list("rules");
      return rules === unknown ? unknown : some(rules.map(isEnabled));
    },
    inline: (bucket) => {
      const rules = elements(bucket.given("replicationConfiguration", "rules"));
      return rules === unknown ? unknown : some(rules.map(isEnabled));
    },
  },
  {
    found: "no enabled replication rule",
    required: "an aws.s3.BucketReplicationConfig of the bucket with an enabled rule",
    fix: "add a BucketReplicationConfig with a role, and a destination bucket in another region; both need versioning",
  },
);
