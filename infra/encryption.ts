import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { arnOf } from "./arn";
import { policyDocument } from "./service-role";

export interface EncryptionArgs {
  /** Region of the keys; the principal of CloudWatch Logs is named after it. */
  region: string;
  /** Lets the account's CloudFront distributions read objects that are encrypted with the storage key. */
  cloudFront: boolean;
  /** Leaves in AWS what snapshots and kept buckets cannot be read without, when the stack is destroyed: the keys of data and storage. */
  retain: boolean;
}

/**
 * The region's encryption keys, one a concern, so that access to one says nothing about the others. All are ARNs. The
 * vaults of backups have keys of their own.
 */
export class Encryption extends pulumi.ComponentResource {
  /** Volumes of instances. */
  readonly compute: pulumi.Output<string>;
  /** Database and its master secret, cache and session table. */
  readonly data: pulumi.Output<string>;
  /** Objects in S3. */
  readonly storage: pulumi.Output<string>;
  /** Topics that alarms and events are sent to. */
  readonly notifications: pulumi.Output<string>;
  /** Log groups. */
  readonly logs: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Encryption, name, args, opts);
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const key = (concern: string, keyArgs: EncryptionKeyArgs) =>
      encryptionKey(`${name}-${concern}`, keyArgs, this).arn;

    this.compute = key("compute", {
      description: "Volumes of instances",
      statements: autoScalingGrants(accountId),
    });
    this.data = key("data", { description: "Database, cache, sessions", retain: args.retain });
    this.storage = key("storage", {
      description: "Objects in S3",
      statements: args.cloudFront ? cloudFrontGrants(accountId) : [],
      retain: args.retain,
    });
    this.notifications = key("notifications", {
      description: "Topics of alarms and events",
      statements: publisherGrants(),
    });
    this.logs = key("logs", { description: "Log groups", statements: logGrants(args.region, accountId) });
    this.registerOutputs({ compute: this.compute, data: this.data, storage: this.storage });
  }
}

export interface EncryptionKeyArgs {
  description: string;
  /** Alias, such as `alias/platform`; Pulumi makes one up unless given. */
  alias?: string;
  /** What services may do with the key, beside what IAM allows the account's own identities. */
  statements?: aws.iam.PolicyStatement[];
  /** Leaves the key in AWS when it is removed from the stack. Default false: it is deleted 30 days later. */
  retain?: boolean;
}

/** A key with an alias, rotated every year. */
export function encryptionKey(name: string, args: EncryptionKeyArgs, parent: pulumi.Resource): aws.kms.Key {
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  const key = new aws.kms.Key(
    name,
    {
      description: args.description,
      enableKeyRotation: true,
      // The longest that AWS allows to notice that something still needs the key.
      deletionWindowInDays: 30,
      policy: policyDocument([
        {
          Sid: "Account",
          Effect: "Allow",
          Principal: { AWS: arnOf("iam", "root", { accountId }) },
          Action: "kms:*",
          Resource: "*",
        },
        ...(args.statements ?? []),
      ]),
    },
    { parent, retainOnDelete: args.retain ?? false },
  );
  new aws.kms.Alias(
    name,
    { targetKeyId: key.keyId, ...(args.alias !== undefined && { name: args.alias }) },
    // A name that is kept with its key would be taken when the stack is made again.
    { parent: key, retainOnDelete: false },
  );
  return key;
}

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * What launches instances with encrypted volumes. AWS makes the role with an account's first group, and refuses the
 * key before that: `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com`.
 * Source: EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes".
 */
function autoScalingGrants(accountId: pulumi.Output<string>): aws.iam.PolicyStatement[] {
  const role = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const Principal = { AWS: arnOf("iam", role, { accountId }) };
  return [
    { Sid: "AutoScaling", Effect: "Allow", Principal, Action: use, Resource: "*" },
    {
      Sid: "AutoScalingGrants",
      Effect: "Allow",
      Principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** The distribution reads the bucket and so cannot be known to the bucket's key: any of the account's may. */
function cloudFrontGrants(accountId: pulumi.Output<string>): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "CloudFront",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: {
        StringLike: { "aws:SourceArn": arnOf("cloudfront", "distribution/*", { accountId }) },
      },
    },
  ];
}

/**
 * What publishes to encrypted topics; without it alarms are lost in silence. It carries no condition on the account:
 * not each of these services names one to KMS, and the topics' own policy limits who may publish.
 */
export function publisherGrants(): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "Publishers",
      Effect: "Allow",
      Principal: {
        Service: ["cloudwatch", "events", "backup", "events.rds", "budgets"].map(servicePrincipal),
      },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
  ];
}

function logGrants(region: string, accountId: pulumi.Output<string>): aws.iam.PolicyStatement[] {
  const groups = arnOf("logs", "log-group:*", { region, accountId });
  return [
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: servicePrincipal(`logs.${region}`) },
      Action: use,
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
    },
  ];
}

function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}
