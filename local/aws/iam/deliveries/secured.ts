import { isProperties, text } from "../../../cloud/properties";
import type { Caller } from "../callers";
import type { Context } from "../condition";
import type { Deployed, DeployedStack, Secured } from "../stack";
import { HinderedError, type Step, step } from "./delivery";

/** A bucket by its name, with its policy. @throws OutsideError */
export function bucketNamed(stack: DeployedStack, bucket: string): Secured {
  const { name, account } = stack.find("aws:s3/bucket:Bucket", bucket);
  const [policy] = stack.having("aws:s3/bucketPolicy:BucketPolicy", "bucket", bucket);
  return {
    arn: `arn:aws:s3:::${bucket}`,
    policies: {
      name: `the policy of bucket ${name}`,
      ...(policy && { resource: text(policy.properties.policy) }),
      account,
      resourceDecides: false,
    },
  };
}

/**
 * A bucket that logs are written to.
 *
 * @throws OutsideError
 * @throws HinderedError where it has a key of its own, with which neither load balancers nor S3 write logs: "The only server-side
 * encryption option that's supported is Amazon S3-managed keys (SSE-S3)." Sources: "Access logs for your Application Load
 * Balancer", "Enabling Amazon S3 server access logging" (2026-11-28).
 */
export function logBucket(stack: DeployedStack, bucket: string): Secured {
  if (keyOf(stack, bucket) !== undefined)
    throw new HinderedError(
      `bucket ${bucket} is encrypted with a KMS key, with which AWS writes no such logs`,
    );
  return bucketNamed(stack, bucket);
}

/** The KMS key that a bucket's objects are encrypted with; undefined with S3's own. */
export function keyOf(stack: DeployedStack, bucket: string): string | undefined {
  const [encryption] = stack.having(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "bucket",
    bucket,
  );
  const rules = encryption?.properties.rules;
  const applied = Array.isArray(rules)
    ? rules.filter(isProperties).map((rule) => rule.applyServerSideEncryptionByDefault)
    : [];
  const byKey = applied
    .filter(isProperties)
    .find(({ sseAlgorithm }) => text(sseAlgorithm).startsWith("aws:kms"));
  return byKey && (text(byKey.kmsMasterKeyId) || "alias/aws/s3");
}

/** What acts as a role does, once it has taken it on. */
export function asRole(role: Deployed, context: Context = {}): Caller {
  return {
    principal: { kind: "AWS", name: role.arn },
    context,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html",
  };
}

/** A role by its name or ARN. @throws OutsideError */
export function roleNamed(stack: DeployedStack, role: string): Deployed {
  return stack.find("aws:iam/role:Role", role);
}

/** The step that somebody takes a role on. */
export function taking(caller: Caller, role: Deployed): Step {
  return step(caller, "sts:AssumeRole", {
    arn: role.arn,
    policies: {
      name: `the trust policy of role ${role.name}`,
      resource: text(role.properties.assumeRolePolicy),
      account: role.account,
      resourceDecides: true,
    },
  });
}
