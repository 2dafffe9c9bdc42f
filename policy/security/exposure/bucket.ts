import { show } from "../../model/show";
import { type Condition, statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { elements, every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";

const bucketType = "aws:s3/bucket:Bucket";
const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const bucketBlocksPublic = rule({
  name: "bucket-blocks-public-access",
  description: "A bucket blocks public access by ACL and by policy",
  cannotKnow: "The account's own block, which another stack may set for all buckets",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
    "CKV2_AWS_6",
    "CKV_AWS_53",
    "CKV_AWS_54",
    "CKV_AWS_55",
    "CKV_AWS_56",
    "NAG S2",
    "PCP aws-s3-bucket-disallow-public-read",
  ],
  *check(stack) {
    const account = stack.ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").map(blocksAll);
    for (const bucket of stack.ofType(bucketType)) {
      const own = stack.referring("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", bucket, "bucket");
      const states = own.map(({ resource }) =>
        blocks.map((it) => `${it} ${show(resource.get(it))}`).join(", "),
      );
      yield {
        resource: bucket,
        verdict: some([...account, ...own.map(({ resource, sure }) => every([sure, blocksAll(resource)]))]),
        found: states.join("; ") || "no public access block for the bucket",
        required: `${blocks.join(", ")} all true`,
        fix: "add an aws.s3.BucketPublicAccessBlock for the bucket with all four set to true; serve public files through CloudFront",
      };
    }
  },
});

function blocksAll(block: Resource): Verdict {
  return every(blocks.map((property) => judge(block.get(property), (value) => value === true)));
}

export const bucketPrivateAcl = rule({
  name: "bucket-acl-private",
  description: "A bucket's ACL gives nothing to the public",
  cannotKnow: "ACLs of single objects, and what is changed by hand",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG S3_BUCKET_PUBLIC_READ_PROHIBITED",
    "CKV_AWS_20",
    "CKV_AWS_57",
    "PCP aws-s3-bucket-disallow-public-read",
  ],
  *check(stack) {
    for (const resource of stack.ofType(bucketType, "aws:s3/bucketAcl:BucketAcl")) {
      const acl = resource.given("acl");
      const grants = grantsOf(resource);
      if (acl === undefined && grants === undefined) continue;
      const isPrivate = judge(acl, (name) => typeof name !== "string" || !publicAcls.test(name));
      yield {
        resource,
        verdict: every([isPrivate, namesGrantees(grants)]),
        found: acl === undefined ? `grants ${show(grants)}` : `acl ${show(acl)}`,
        required: 'acl "private" or not set, and no grants to AllUsers or AuthenticatedUsers',
        fix: 'set acl to "private", or take the grants to the groups AllUsers and AuthenticatedUsers out',
      };
    }
  },
});

const publicAcls = /^(public-|authenticated-read)/;

/** The groups of everybody, and of everybody with an AWS account. Source: Amazon S3 User Guide, "ACL overview". */
const publicGroups = /\/(AllUsers|AuthenticatedUsers)$/;

/** The grants of a bucket, or of an ACL of its own. */
function grantsOf(resource: Resource): Value {
  return resource.type === bucketType
    ? resource.given("grants")
    : read(resource.given("accessControlPolicy"), "grants");
}

function namesGrantees(grants: Value): Verdict {
  const all = elements(grants);
  if (all === unknown) return unknown;
  // A bucket has the group's URI in the grant, an ACL in the grant's grantee.
  const uris: Value[] = all.flatMap((grant): Value[] => [
    read(grant, "uri"),
    read(read(grant, "grantee"), "uri"),
  ]);
  return every(
    uris.map((uri) => judge(uri, (known) => typeof known !== "string" || !publicGroups.test(known))),
  );
}

export const bucketDeniesHttp = rule({
  name: "bucket-denies-plain-http",
  description: "A bucket denies all requests without TLS",
  cannotKnow: "A policy that another stack gives the bucket",
  severity: "medium",
  requirement: "security",
  sources: ["CFG S3_BUCKET_SSL_REQUESTS_ONLY", "NAG S10"],
  *check(stack) {
    for (const bucket of stack.ofType(bucketType)) {
      const policies = stack.referring("aws:s3/bucketPolicy:BucketPolicy", bucket, "bucket");
      yield {
        resource: bucket,
        verdict: some([
          deniesHttp(bucket, "policy"),
          ...policies.map(({ resource, sure }) => every([sure, deniesHttp(resource, "policy")])),
        ]),
        found: policies.length === 0 ? "no bucket policy" : "a bucket policy that does not deny plain HTTP",
        required: "a statement that denies s3:* to everybody where aws:SecureTransport is false",
        fix: 'add {Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, bucket/*], Condition: {Bool: {"aws:SecureTransport": "false"}}} to the aws.s3.BucketPolicy of the bucket',
      };
    }
  },
});

function deniesHttp(resource: Resource, property: string): Verdict {
  const statements = statementsOf(resource.given(property));
  if (statements === unknown) return unknown;
  return statements.some(
    ({ allows, actions, principals, resources, resourcesKnown, conditions }) =>
      !allows &&
      actions.some((action) => action === "*" || action.toLowerCase() === "s3:*") &&
      (principals.get("AWS") ?? []).includes("*") &&
      (!resourcesKnown || resources.some((arn) => allObjects.test(arn))) &&
      conditions.some(isPlainHttp),
  );
}

/** `*`, or the objects of a bucket, all of them: the bucket's own ARN is not theirs. */
const allObjects = /^[^/]*\/?\*$/;

function isPlainHttp({ operator, key, values }: Condition): boolean {
  return (
    key === "aws:securetransport" &&
    /^(Bool|StringEquals|StringLike)/i.test(operator) &&
    values.includes("false")
  );
}
