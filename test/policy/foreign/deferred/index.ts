import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: all that it makes waits for a role that it makes first, and so its provider for the update.
const role = new aws.iam.Role("deployer", {
  assumeRolePolicy: JSON.stringify({
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::123456789012:root" } },
    ],
  }),
});
const provider = new aws.Provider("deferred", {
  region: "us-east-1",
  assumeRoles: [{ roleArn: role.arn }],
  defaultTags: { tags: { Project: "deferred", Environment: "prod" } },
});
const opts = { provider };

// Right.
const key = new aws.kms.Key("deferred", { enableKeyRotation: true }, opts);
new aws.cloudwatch.LogGroup("kept", { retentionInDays: 30, kmsKeyId: key.arn }, opts);
new aws.sns.Topic("news", { kmsMasterKeyId: key.id }, opts);

// Wrong, and known before anything is made.
new aws.ec2.SecurityGroup(
  "ssh",
  { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }] },
  opts,
);
new aws.iam.RolePolicy(
  "all",
  {
    role: role.id,
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
  },
  opts,
);
new aws.sqs.Queue("plain", {}, opts);

// Wrong, and not known before the queue is made.
const queue = new aws.sqs.Queue("open", { kmsMasterKeyId: key.id }, opts);
new aws.sqs.QueuePolicy(
  "open",
  {
    queueUrl: queue.url,
    policy: pulumi.jsonStringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: queue.arn }],
    }),
  },
  opts,
);
