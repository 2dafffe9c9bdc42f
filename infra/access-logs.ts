import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Bucket } from "./bucket";

export interface AccessLogsArgs {
  /** Days that logs are kept, 1 or more. */
  retentionDays: number;
  /** Deletes the logs with the bucket; for environments that come and go. */
  forceDestroy: boolean;
}

/**
 * The bucket that load balancers and other buckets of the region write their access logs to. It uses S3's own
 * key: load balancers cannot write to a bucket with a KMS key.
 */
export function accessLogBucket(name: string, args: AccessLogsArgs, parent: pulumi.Resource): Bucket {
  const accountId = aws.getCallerIdentityOutput({}, { parent }).accountId;
  const ofThisAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  return new Bucket(
    name,
    {
      versioning: true,
      forceDestroy: args.forceDestroy,
      lifecycleRules: [
        {
          id: "expire-logs",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: args.retentionDays },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
        },
      ],
      // Sources: "Enable access logs" in the user guides of Application and Network Load Balancer, and
      // "Enabling Amazon S3 server access logging"; the service principals serve all regions.
      policyStatements: (bucketArn) => [
        {
          Sid: "LoadBalancerLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${bucketArn}/*`,
        },
        {
          Sid: "NetworkLoadBalancerLogs",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${bucketArn}/*`,
          Condition: ofThisAccount,
        },
        {
          Sid: "NetworkLoadBalancerLogsCheck",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:GetBucketAcl",
          Resource: bucketArn,
          Condition: ofThisAccount,
        },
        {
          Sid: "S3AccessLogs",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${bucketArn}/s3/*`,
          Condition: ofThisAccount,
        },
      ],
    },
    { parent },
  );
}
