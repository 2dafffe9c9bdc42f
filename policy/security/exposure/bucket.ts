import { propertyRule } from "../../model/property-rule";
import { show } from "../../model/show";
import { statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { every, judge, some, unknown, type Verdict } from "../../model/value";

const bucketType = "aws:s3/bucket:Bucket";
const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const bucketBlocksPublic = rule({
  name: "bucket-blocks-public-access",
  description: "A bucket blocks public access by ACL and by policy",
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
        verdict: some([
          ...account,
          ...own.map(({ resource, sure }) => every([sure || unknown, blocksAll(resource)])),
        ]),
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

export const bucketPrivateAcl = propertyRule({
  name: "bucket-acl-private",
  description: "A bucket's ACL gives nothing to the public",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG S3_BUCKET_PUBLIC_READ_PROHIBITED",
    "CKV_AWS_20",
    "CKV_AWS_57",
    "PCP aws-s3-bucket-disallow-public-read",
  ],
  on: { [bucketType]: ["acl"], "aws:s3/bucketAcl:BucketAcl": ["acl"] },
  except: (resource) => resource.given("acl") === undefined,
  holds: (acl) => typeof acl !== "string" || !/^(public-|authenticated-read)/.test(acl),
  required: '"private", or not set',
});

export const bucketDeniesHttp = rule({
  name: "bucket-denies-plain-http",
  description: "A bucket denies all requests without TLS",
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
          ...policies.map(({ resource, sure }) => every([sure || unknown, deniesHttp(resource, "policy")])),
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
    ({ allows, actions, principals, conditions }) =>
      !allows &&
      actions.some((action) => action === "*" || action.toLowerCase() === "s3:*") &&
      (principals.get("AWS") ?? []).includes("*") &&
      (conditions.get("aws:SecureTransport") ?? []).includes("false"),
  );
}
