import { show } from "./show";
import type { Resource, Stack } from "./stack";
import { elements, some, unknown, type Value, type Verdict } from "./value";

interface LogTarget {
  /** Type of what sends the logs. */
  readonly type: string;
  /** Where it names the bucket: by name, ARN or domain, a folder after it or not. */
  readonly path: readonly [property: string, ...(string | number)[]];
  /** Whether a bucket for its logs may have S3's managed key. */
  readonly withS3Key?: true;
}

/**
 * What can send its logs to a bucket. Load balancers and S3 itself write with S3's managed key only; CloudFront's standard logs
 * are delivered to any bucket, and with a key of KMS only where its policy lets delivery.logs.amazonaws.com use it. Sources, read
 * 2026-11-25: Elastic Load Balancing, "Enable access logs for your Application Load Balancer"; Amazon S3 User Guide, "Enabling
 * Amazon S3 server access logging"; Amazon CloudFront Developer Guide, "Configure standard logging (v2)" and "(legacy)".
 */
const logTargets: readonly LogTarget[] = [
  { type: "aws:lb/loadBalancer:LoadBalancer", path: ["accessLogs", "bucket"], withS3Key: true },
  { type: "aws:lb/loadBalancer:LoadBalancer", path: ["connectionLogs", "bucket"], withS3Key: true },
  { type: "aws:lb/loadBalancer:LoadBalancer", path: ["healthCheckLogs", "bucket"], withS3Key: true },
  { type: "aws:elb/loadBalancer:LoadBalancer", path: ["accessLogs", "bucket"], withS3Key: true },
  { type: "aws:s3/bucketLogging:BucketLogging", path: ["targetBucket"], withS3Key: true },
  { type: "aws:s3/bucket:Bucket", path: ["logging", "targetBucket"], withS3Key: true },
  { type: "aws:cloudfront/distribution:Distribution", path: ["loggingConfig", "bucket"], withS3Key: true },
  {
    type: "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    path: ["deliveryDestinationConfiguration", "destinationResourceArn"],
    withS3Key: true,
  },
  { type: "aws:cloudtrail/trail:Trail", path: ["s3BucketName"] },
  { type: "aws:cfg/deliveryChannel:DeliveryChannel", path: ["s3BucketName"] },
  { type: "aws:ec2/flowLog:FlowLog", path: ["logDestination"] },
  { type: "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig", path: ["destinationArn"] },
  { type: "aws:vpclattice/accessLogSubscription:AccessLogSubscription", path: ["destinationArn"] },
  {
    type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    path: ["logDestinationConfigs"],
  },
  { type: "aws:redshift/logging:Logging", path: ["bucketName"] },
  { type: "aws:msk/cluster:Cluster", path: ["loggingInfo", "brokerLogs", "s3", "bucket"] },
  { type: "aws:globalaccelerator/accelerator:Accelerator", path: ["attributes", "flowLogsS3Bucket"] },
];

/** Whether a bucket is one that AWS's services write their logs to. */
export function receivesLogs(stack: Stack, bucket: Resource): Verdict {
  return isNamedBy(stack, bucket, logTargets);
}

/** Whether a bucket is for logs that are written with S3's managed key. */
export function receivesWithS3Key(stack: Stack, bucket: Resource): Verdict {
  return isNamedBy(
    stack,
    bucket,
    logTargets.filter((target) => target.withS3Key),
  );
}

function isNamedBy(stack: Stack, bucket: Resource, targets: readonly LogTarget[]): Verdict {
  return some(
    targets.flatMap(({ type, path: [property, ...path] }) =>
      stack
        .ofType(type)
        .flatMap((sender) => [
          sender.refersTo(bucket, property, ...path),
          isWithin(bucket, sender.get(property, ...path)),
        ]),
    ),
  );
}

/** Whether a value, or one of a list, names a folder of a bucket, or its domain. */
function isWithin(bucket: Resource, value: Value): boolean {
  const name = bucket.get("bucket");
  if (typeof name !== "string" || name === "") return false;
  const all = typeof value === "string" ? [value] : elements(value);
  return (
    all !== unknown &&
    all.some((it) => {
      const text = show(it).replace(/^arn:[\w-]+:s3:::/, "");
      return text.startsWith(`${name}/`) || text.startsWith(`${name}.s3`);
    })
  );
}
