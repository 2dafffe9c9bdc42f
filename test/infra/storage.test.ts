import assert from "node:assert/strict";
import { accessLogBucket } from "../../infra/access-logs";
import { Storage, type StorageArgs } from "../../infra/storage";
import { record, type Recording, valueOf } from "./record";
import { holds, type Safeguard } from "./safeguard";

const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const distribution = "aws:cloudfront/distribution:Distribution";

const storage = (args: Partial<StorageArgs> = {}, made: (storage: Storage) => void = () => undefined) =>
  record((parent) => {
    const accessLogs = accessLogBucket("logs", { retentionDays: 30, forceDestroy: false }, parent);
    const inProd: StorageArgs = {
      kmsKeyArn: "arn:storage-key",
      accessLogs,
      cloudFront: false,
      archiveAfterDays: 90,
      noncurrentDays: 60,
      forceDestroy: false,
      tags: { Backup: "plan" },
    };
    made(new Storage("files", { ...inProd, ...args }, { parent }));
  });

/** What every bucket must have. */
const onEach = (bucket: string, transitions: object[]): Safeguard[] => [
  {
    it: `B7: ${bucket} is not public, whatever its policy says`,
    of: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", bucket],
    inputs: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
  },
  {
    it: `B7: ${bucket} knows no access lists`,
    of: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", bucket],
    inputs: { rule: { objectOwnership: "BucketOwnerEnforced" } },
  },
  {
    it: `B7: ${bucket} keeps noncurrent versions`,
    of: ["aws:s3/bucketVersioning:BucketVersioning", bucket],
    inputs: { versioningConfiguration: { status: "Enabled" } },
  },
  {
    it: `B7: ${bucket} is encrypted by a customer managed key, asked for once in a while by a bucket key`,
    of: ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", bucket],
    inputs: {
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:storage-key" },
          bucketKeyEnabled: true,
        },
      ],
    },
  },
  {
    it: `B7: ${bucket} moves objects to no storage that AWS Backup skips, and lets noncurrent versions go`,
    of: [lifecycle, bucket],
    inputs: {
      rules: [
        {
          id: "abort-multipart-uploads",
          status: "Enabled",
          filter: { prefix: "" },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        {
          id: "tier",
          status: "Enabled",
          filter: { prefix: "" },
          transitions,
          noncurrentVersionExpiration: { noncurrentDays: 60 },
        },
      ],
    },
  },
  {
    it: `B7: accesses to ${bucket} are logged`,
    of: ["aws:s3/bucketLogging:BucketLogging", bucket],
    inputs: { targetBucket: "logs", targetPrefix: `s3/${bucket}/` },
  },
  {
    it: `B8: ${bucket} is found by its backup plan and does not go while it holds objects`,
    of: ["aws:s3/bucket:Bucket", bucket],
    inputs: { tags: { Backup: "plan" }, forceDestroy: false },
  },
];

interface Statement {
  Sid?: string;
  Effect: string;
  Principal: unknown;
  Action: unknown;
  Condition?: unknown;
}
const statements = (stack: Recording, bucket: string) =>
  (JSON.parse(String(stack.only(policy, bucket).inputs.policy)) as { Statement: Statement[] }).Statement;

describe("B7 storage", () => {
  holds(
    [
      ...onEach("files-static", []),
      ...onEach("files-backup", [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 90, storageClass: "GLACIER_IR" },
      ]),
    ],
    storage,
  );

  it("is reached by TLS only", async () => {
    const stack = await storage();
    for (const bucket of ["files-static", "files-backup"]) {
      const [denial] = statements(stack, bucket);
      assert.deepEqual(
        [denial?.Effect, denial?.Principal, denial?.Action, denial?.Condition],
        ["Deny", "*", "s3:*", { Bool: { "aws:SecureTransport": "false" } }],
      );
    }
  });

  it("has no distribution, and lets none in, unless asked", async () => {
    const stack = await storage();
    assert.deepEqual(stack.ofType(distribution), []);
    assert.equal(statements(stack, "files-static").length, 1);
  });

  it("gives instances its objects and its key, and no way to change the buckets", async () => {
    let made: Storage | undefined;
    await storage({}, (storage) => (made = storage));
    const actions = ((await valueOf(made?.accessStatements)) ?? []).flatMap(({ Action }) => Action);
    assert.deepEqual(actions, [
      "s3:ListBucket",
      "s3:GetObject",
      "s3:PutObject",
      "s3:DeleteObject",
      "kms:Decrypt",
      "kms:GenerateDataKey",
    ]);
  });
});

describe("B7 static files by CloudFront", () => {
  holds(
    [
      {
        it: "B7: signs its requests, so that the bucket stays private",
        of: "aws:cloudfront/originAccessControl:OriginAccessControl",
        inputs: { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
      },
    ],
    () => storage({ cloudFront: true }),
  );

  it("sends users of HTTP to HTTPS", async () => {
    const { inputs } = (await storage({ cloudFront: true })).only(distribution);
    const { viewerProtocolPolicy } = inputs.defaultCacheBehavior as { viewerProtocolPolicy: string };
    assert.equal(viewerProtocolPolicy, "redirect-to-https");
    assert.deepEqual(
      (inputs.origins as { originAccessControlId: string }[]).map((origin) => origin.originAccessControlId),
      ["files-id"],
    );
  });

  it("reads the static files, not the file backups, and only for this account", async () => {
    const stack = await storage({ cloudFront: true });
    const reader = statements(stack, "files-static").find(({ Sid }) => Sid === "CloudFront");
    assert.deepEqual(
      [reader?.Principal, reader?.Action, reader?.Condition],
      [
        { Service: "cloudfront.amazonaws.com" },
        "s3:GetObject",
        { StringLike: { "aws:SourceArn": "arn:aws:cloudfront::123456789012:distribution/*" } },
      ],
    );
    assert.equal(statements(stack, "files-backup").length, 1);
  });
});
