import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { arnOf } from "./arn";
import { policyDocument } from "./service-role";

export interface BucketArgs {
  /** Name of the bucket, unique among all accounts; Pulumi makes one up unless given. */
  bucketName?: pulumi.Input<string>;
  /** Key for encryption at rest. Without one S3's managed key is used, the only one that load balancers can write logs with. */
  kmsKeyArn?: pulumi.Input<string>;
  /** Keeps noncurrent versions of objects. */
  versioning: boolean;
  /** Lifecycle rules; to abort unfinished multipart uploads after 7 days is always one of them. */
  lifecycleRules: aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /** What others may do with the bucket, beside the account's own identities; plain HTTP is always denied. */
  policyStatements?: (bucketArn: pulumi.Output<string>) => aws.iam.PolicyStatement[];
  /** Bucket that receives this one's access logs, under the bucket's logical name. */
  accessLogs?: Bucket;
  /** Deletes the objects with the bucket. Default false: a bucket that holds objects cannot be destroyed. */
  forceDestroy?: boolean;
  /** Tags of the bucket itself. */
  tags?: Record<string, string>;
}

/** An S3 bucket that is private, encrypted, reached by TLS only and tidied by lifecycle rules. */
export class Bucket extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  readonly regionalDomainName: pulumi.Output<string>;
  /** The bucket's settings; what writes to the bucket waits for them. */
  readonly settings: pulumi.Resource[];

  constructor(name: string, args: BucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Bucket, name, args, opts);
    const child = { parent: this };

    const bucket = new aws.s3.Bucket(
      name,
      { bucket: args.bucketName, forceDestroy: args.forceDestroy ?? false, tags: args.tags },
      child,
    );
    // Made of the name, which a preview knows where it does not know the ARN: so it can show the policy, and judge it.
    const arn = arnOf("s3", bucket.bucket);
    const block = new aws.s3.BucketPublicAccessBlock(
      name,
      {
        bucket: bucket.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    const ownership = new aws.s3.BucketOwnershipControls(
      name,
      { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      child,
    );
    const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          args.kmsKeyArn === undefined
            ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
            : {
                applyServerSideEncryptionByDefault: {
                  sseAlgorithm: "aws:kms",
                  kmsMasterKeyId: args.kmsKeyArn,
                },
                bucketKeyEnabled: true,
              },
        ],
      },
      child,
    );
    const versioning = new aws.s3.BucketVersioning(
      name,
      {
        bucket: bucket.bucket,
        versioningConfiguration: { status: args.versioning ? "Enabled" : "Suspended" },
      },
      child,
    );
    const lifecycle = new aws.s3.BucketLifecycleConfiguration(
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "abort-multipart-uploads",
            status: "Enabled",
            filter: { prefix: "" },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
          ...args.lifecycleRules,
        ],
      },
      // AWS reads rules for noncurrent versions against the versioning status at that moment.
      { parent: this, dependsOn: versioning },
    );
    const policy = new aws.s3.BucketPolicy(
      name,
      {
        bucket: bucket.bucket,
        policy: policyDocument([denyPlainHttp(arn), ...(args.policyStatements?.(arn) ?? [])]),
      },
      // A policy that is being written while public access is being blocked conflicts ("OperationAborted").
      { parent: this, dependsOn: block },
    );
    if (args.accessLogs) {
      new aws.s3.BucketLogging(
        name,
        { bucket: bucket.bucket, targetBucket: args.accessLogs.bucketName, targetPrefix: `s3/${name}/` },
        { parent: this, dependsOn: args.accessLogs.settings },
      );
    }

    this.arn = arn;
    this.bucketName = bucket.bucket;
    this.regionalDomainName = bucket.bucketRegionalDomainName;
    this.settings = [block, ownership, encryption, versioning, lifecycle, policy];
    this.registerOutputs({ arn: this.arn, bucketName: this.bucketName });
  }
}

function denyPlainHttp(bucketArn: pulumi.Output<string>): aws.iam.PolicyStatement {
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, pulumi.interpolate`${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
