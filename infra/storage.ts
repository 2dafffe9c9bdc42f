import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { arnOf } from "./arn";
import { Bucket, type BucketArgs } from "./bucket";

export interface StorageArgs {
  /** Key of the objects. */
  kmsKeyArn: pulumi.Input<string>;
  /** Bucket that receives the access logs of both buckets. */
  accessLogs: Bucket;
  /** Serves the static files from CloudFront's edge locations; the bucket stays private either way. */
  cloudFront: boolean;
  /** Days after which file backups move to archive storage, which costs less and more to read; 60 or more. */
  archiveAfterDays: number;
  /** Days that a noncurrent version of an object is kept. */
  noncurrentDays: number;
  /** Deletes the objects with the buckets. Otherwise a bucket that holds objects cannot be destroyed. */
  forceDestroy: boolean;
  /** Tags of the buckets, by which a backup plan finds them. */
  tags: Record<string, string>;
}

export type Transition = aws.types.input.s3.BucketLifecycleConfigurationRuleTransition;

/** What S3 keeps for the application: its static files and its file backups. */
export class Storage extends pulumi.ComponentResource {
  readonly staticFiles: Bucket;
  readonly fileBackups: Bucket;
  /** Where CloudFront serves the static files; none without it. */
  readonly staticFilesDomain?: pulumi.Output<string>;
  /** What an instance's role needs to read and write both buckets. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Storage, name, args, opts);

    // Their age says nothing of how often they are read, and a read from cheaper storage is paid for.
    this.staticFiles = filesBucket(`${name}-static`, { ...args, transitions: [] }, this, {
      ...(args.cloudFront && { policyStatements: (arn) => [this.mayReadByCloudFront(arn)] }),
    });
    const transitions = archiving(args.archiveAfterDays);
    this.fileBackups = filesBucket(`${name}-backup`, { ...args, transitions }, this);
    if (args.cloudFront) this.staticFilesDomain = this.createDistribution(name, this.staticFiles).domainName;
    this.accessStatements = [
      ...accessToBuckets([this.staticFiles.arn, this.fileBackups.arn]),
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: args.kmsKeyArn },
    ];
    this.registerOutputs({
      staticFiles: this.staticFiles.bucketName,
      fileBackups: this.fileBackups.bucketName,
    });
  }

  /** The bucket's name is in the distribution, so the distribution cannot be named in the bucket's policy. */
  private mayReadByCloudFront(bucketArn: pulumi.Output<string>): aws.iam.PolicyStatement {
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    return {
      Sid: "CloudFront",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: pulumi.interpolate`${bucketArn}/*`,
      Condition: {
        StringLike: { "aws:SourceArn": arnOf("cloudfront", "distribution/*", { accountId }) },
      },
    };
  }

  private createDistribution(name: string, bucket: Bucket): aws.cloudfront.Distribution {
    const access = new aws.cloudfront.OriginAccessControl(
      name,
      { originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
      { parent: this },
    );
    return new aws.cloudfront.Distribution(
      name,
      {
        enabled: true,
        comment: "Static files of the web platform",
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        defaultRootObject: "index.html",
        // North America and Europe.
        priceClass: "PriceClass_100",
        origins: [
          {
            originId: "static",
            domainName: bucket.regionalDomainName,
            originAccessControlId: access.id,
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "static",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD", "OPTIONS"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: cachingOptimized,
          responseHeadersPolicyId: securityHeaders,
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
      { parent: this },
    );
  }
}

/** A bucket for files of the application, or for copies of them: versioned, with a rule for what is old. */
export function filesBucket(
  name: string,
  args: Pick<StorageArgs, "kmsKeyArn" | "accessLogs" | "noncurrentDays" | "forceDestroy" | "tags"> & {
    /** Where objects go as they age. */
    transitions: Transition[];
  },
  parent: pulumi.Resource,
  own: Pick<BucketArgs, "bucketName" | "policyStatements"> = {},
): Bucket {
  const { kmsKeyArn, accessLogs, noncurrentDays, forceDestroy, tags, transitions } = args;
  return new Bucket(
    name,
    {
      kmsKeyArn,
      versioning: true,
      accessLogs,
      forceDestroy,
      tags,
      lifecycleRules: [
        {
          id: "tier",
          status: "Enabled",
          filter: { prefix: "" },
          transitions,
          noncurrentVersionExpiration: { noncurrentDays },
        },
      ],
      ...own,
    },
    { parent },
  );
}

/**
 * Hardly ever read, but backed up: "AWS Backup allows you to backup your S3 data stored in [...] S3 Standard, S3 Standard -
 * Infrequently Access (IA), S3 One Zone-IA, S3 Glacier Instant Retrieval, S3 Intelligent-Tiering", and skips objects in
 * Glacier Flexible Retrieval and Deep Archive. Source: AWS Backup Developer Guide, "Amazon S3 backups" (2026-11-25).
 */
export function archiving(days: number): Transition[] {
  return [
    { days: 30, storageClass: "STANDARD_IA" },
    { days, storageClass: "GLACIER_IR" },
  ];
}

// Managed by AWS, with the same ids in every account. Source: CloudFront Developer Guide, "Use managed cache policies"
// and "Use managed response headers policies".
const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const securityHeaders = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/** Reads and writes buckets by their ARNs; the key is not part of it. */
export function accessToBuckets(arns: pulumi.Input<string>[]): aws.iam.PolicyStatement[] {
  return [
    { Effect: "Allow", Action: "s3:ListBucket", Resource: arns },
    {
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: arns.map((arn) => pulumi.interpolate`${arn}/*`),
    },
  ];
}
