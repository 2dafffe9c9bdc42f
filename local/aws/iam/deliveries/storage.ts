import { isProperties, text } from "../../../cloud/properties";
import { type Caller, distribution } from "../callers";
import { decide } from "../evaluate";
import type { Deployed, DeployedStack } from "../stack";
import { called, type Delivery, type Finder, type Step, step, steps, withIdentity } from "./delivery";
import { asRole, bucketNamed, keyOf } from "./secured";

/** CloudFront to the buckets that it serves by an origin access control, and to the keys of their objects. */
export const distributions: Finder = (stack) =>
  stack.ofType("aws:cloudfront/distribution:Distribution").flatMap((served) => {
    const { origins } = served.properties;
    return (Array.isArray(origins) ? origins : [])
      .filter(isProperties)
      .filter(({ originAccessControlId }) => text(originAccessControlId) !== "")
      .map((origin): Delivery => {
        const bucket = text(origin.domainName).replace(/\.s3[.-].*$/, "");
        const caller = distribution(served.arn);
        return {
          from: called(served),
          to: `bucket ${bucket}`,
          steps: () => [
            step(caller, "s3:GetObject", bucketNamed(stack, bucket), "/any"),
            ...objectKeySteps(stack, bucket, caller, ["kms:Decrypt"]),
          ],
        };
      });
  });

/** What each action on objects asks of the objects' key. */
const ofKey: Readonly<Record<string, readonly string[]>> = {
  "s3:GetObject": ["kms:Decrypt"],
  // A large object is sent in parts, which S3 reads again to put them together.
  "s3:PutObject": ["kms:GenerateDataKey", "kms:Decrypt"],
};

/** The stack's roles to the buckets that their own policies are about, and to the keys of the objects. */
export const roles: Finder = (stack) =>
  stack.ofType("aws:iam/role:Role").flatMap((role) =>
    stack.ofType("aws:s3/bucket:Bucket").flatMap((bucket) => {
      const actions = Object.keys(ofKey).filter((action) => isGiven(stack, role, action, bucket));
      if (actions.length === 0) return [];
      return [
        { from: called(role), to: called(bucket), steps: () => objectSteps(stack, role, bucket, actions) },
      ];
    }),
  );

/** Whether a role's own policies name an action on the objects of a bucket. */
function isGiven(stack: DeployedStack, role: Deployed, action: string, bucket: Deployed): boolean {
  const { principal, context } = asRole(role);
  const given = { name: "", account: bucket.account, resourceDecides: false };
  const identity = stack.identityPolicies(role);
  return decide(
    { principal, action, context, resource: `arn:aws:s3:::${bucket.id}/any` },
    { ...given, identity },
  ).allowed;
}

function objectSteps(
  stack: DeployedStack,
  role: Deployed,
  bucket: Deployed,
  actions: readonly string[],
): Step[] {
  const identity = stack.identityPolicies(role);
  const viaS3 = asRole(role, { "kms:viaservice": [`s3.${bucket.region}.amazonaws.com`] });
  return [
    ...steps(asRole(role), actions, withIdentity(bucketNamed(stack, bucket.id), identity), "/any"),
    ...objectKeySteps(
      stack,
      bucket.id,
      viaS3,
      [...new Set(actions.flatMap((action) => ofKey[action] ?? []))],
      identity,
    ),
  ];
}

function objectKeySteps(
  stack: DeployedStack,
  bucket: string,
  caller: Caller,
  actions: readonly string[],
  identity?: readonly string[],
): Step[] {
  const key = keyOf(stack, bucket);
  if (key === undefined) return [];
  const secured = stack.key(key, stack.find("aws:s3/bucket:Bucket", bucket));
  return steps(caller, actions, identity ? withIdentity(secured, identity) : secured);
}
