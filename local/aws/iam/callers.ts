import type { Context } from "./condition";
import type { Principal } from "./evaluate";

/** How one of AWS's services asks when it delivers something, by AWS's documentation. */
export interface Caller {
  readonly principal: Principal;
  /** The condition keys that it gives. What is not documented is not given: a condition on it would be a hope. */
  readonly context: Context;
  /** Page of AWS's documentation, read 2026-11-28. */
  readonly source: string;
}

const docs = "https://docs.aws.amazon.com";

function service(name: string, context: Context, page: string): Caller {
  return {
    principal: { kind: "Service", name: `${name}.amazonaws.com` },
    context,
    source: `${docs}/${page}`,
  };
}

/** On behalf of a resource, which the service names. */
const on = (arn: string, account: string): Context => ({
  "aws:sourcearn": [arn],
  "aws:sourceaccount": [account],
});

/** An alarm that publishes to a topic. Default policies of topics name the owner by `aws:SourceOwner`. */
export const cloudWatchAlarm = (arn: string, account: string): Caller =>
  service(
    "cloudwatch",
    { ...on(arn, account), "aws:sourceowner": [account] },
    "AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
  );

/**
 * EventBridge to a topic: "You can't use Condition blocks in Amazon SNS topic policies for EventBridge." Nor in the policy of
 * the topic's key: "The aws:SourceAccount, aws:SourceArn [...] condition keys are not supported in a KMS policy for
 * EventBridge" (SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics").
 */
export const eventBridgeToTopic: Caller = service(
  "events",
  {},
  "eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions",
);

/** EventBridge to a queue or a function. */
export const eventBridge = (ruleArn: string): Caller =>
  service(
    "events",
    { "aws:sourcearn": [ruleArn] },
    "eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions",
  );

/** EventBridge to a log group: both principals, and the documented policy has no condition. */
export const eventBridgeToLogs: readonly Caller[] = ["events", "delivery.logs"].map((name) =>
  service(name, {}, "eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions"),
);

/** A vault's own notifications. */
export const backupToTopic: Caller = service(
  "backup",
  {},
  "aws-backup/latest/devguide/backup-notifications.html",
);

/** A budget's notification. */
export const budgetAlert = (budgetArn: string, account: string): Caller =>
  service("budgets", on(budgetArn, account), "cost-management/latest/userguide/budgets-sns-policy.html");

/** An event subscription of RDS. */
export const rdsEvents = (subscriptionArn: string, account: string): Caller =>
  service(
    "events.rds",
    on(subscriptionArn, account),
    "AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html",
  );

/** A topic to a queue that subscribes to it. */
export const topicToQueue = (topicArn: string, account: string): Caller =>
  service(
    "sns",
    on(topicArn, account),
    "sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html#SendMessageToSQS.sqs.permissions",
  );

/** An Application Load Balancer that writes its logs; no condition key is documented. */
export const applicationLoadBalancerLogs: Caller = service(
  "logdelivery.elasticloadbalancing",
  {},
  "elasticloadbalancing/latest/application/enable-access-logging.html#attach-bucket-policy",
);

/** What delivers logs to buckets for Network Load Balancers and other services. */
export const logDelivery = (region: string, account: string): Caller =>
  service(
    "delivery.logs",
    { ...on(`arn:aws:logs:${region}:${account}:*`, account), "s3:x-amz-acl": ["bucket-owner-full-control"] },
    "elasticloadbalancing/latest/network/enable-access-logs.html#access-logging-bucket-requirements",
  );

/** A bucket that writes its access logs to another. */
export const bucketLogs = (bucketArn: string, account: string): Caller =>
  service(
    "logging.s3",
    on(bucketArn, account),
    "AmazonS3/latest/userguide/enable-server-access-logging.html#grant-log-delivery-permissions-general",
  );

/** CloudWatch Logs with the key of a log group, whose ARN is the encryption context. */
export const logGroupKey = (region: string, groupArn: string): Caller =>
  service(
    `logs.${region}`,
    { "kms:encryptioncontext:aws:logs:arn": [groupArn], "kms:encryptioncontextkeys": ["aws:logs:arn"] },
    "AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  );

/** Flow logs that take on the role by which they write. */
export const flowLogs = (region: string, account: string, id: string): Caller =>
  service(
    "vpc-flow-logs",
    on(`arn:aws:ec2:${region}:${account}:vpc-flow-log/${id}`, account),
    "vpc/latest/userguide/flow-logs-iam-role.html",
  );

/** Enhanced monitoring of a database instance. */
export const databaseMonitoring = (instanceArn: string, account: string): Caller =>
  service(
    "monitoring.rds",
    on(instanceArn, account),
    "AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
  );

/** AWS Backup as the role of a selection; only the account is documented. */
export const backupJob = (account: string): Caller =>
  service(
    "backup",
    { "aws:sourceaccount": [account] },
    "aws-backup/latest/devguide/cross-service-confused-deputy-prevention.html",
  );

/** An instance as the role of its profile; no condition key is documented. */
export const instance: Caller = service("ec2", {}, "AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html");

/** A distribution that reads a bucket by its origin access control, and the key of the objects. */
export const distribution = (distributionArn: string): Caller =>
  service(
    "cloudfront",
    { "aws:sourcearn": [distributionArn] },
    "AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
  );

/** What launches a group's instances, and lets EC2 use the key of their volumes. */
export const autoScaling = (account: string, region: string): Caller => ({
  principal: {
    kind: "AWS",
    name: `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  },
  context: { "kms:grantisforawsresource": ["true"], "kms:viaservice": [`ec2.${region}.amazonaws.com`] },
  source: `${docs}/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html`,
});

/** Whoever deploys a store with a key of its own: the service makes a grant for itself by the deployer's permission. */
export const deployer = (account: string, region: string, viaService: string): Caller => ({
  principal: { kind: "AWS", name: `arn:aws:iam::${account}:role/deployment` },
  context: {
    "kms:grantisforawsresource": ["true"],
    "kms:viaservice": [`${viaService}.${region}.amazonaws.com`],
  },
  source: `${docs}/kms/latest/developerguide/grants.html`,
});
