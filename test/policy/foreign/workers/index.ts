import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";

// A program that is not ours: workers without a load balancer, in the VPC that awsx lays out.
const tags = { Project: "workers", Environment: "prod" };
const provider = new aws.Provider("workers", { region: "us-east-1", defaultTags: { tags } });

const vpc = new awsx.ec2.Vpc(
  "workers",
  {
    numberOfAvailabilityZones: 2,
    enableDnsHostnames: true,
    natGateways: { strategy: "OnePerAz" },
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Public", cidrMask: 24 },
      { type: "Private", cidrMask: 20 },
    ],
  },
  { providers: [provider] },
);
const opts = { provider };
new aws.ec2.DefaultSecurityGroup("closed", { vpcId: vpc.vpcId }, opts);

const key = new aws.kms.Key("workers", { enableKeyRotation: true }, opts);
const trustOf = (service: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });

const flowLogs = new aws.cloudwatch.LogGroup("flow", { retentionInDays: 30, kmsKeyId: key.arn }, opts);
const flowRole = new aws.iam.Role("flow", { assumeRolePolicy: trustOf("vpc-flow-logs.amazonaws.com") }, opts);
new aws.ec2.FlowLog(
  "workers",
  { vpcId: vpc.vpcId, trafficType: "ALL", logDestination: flowLogs.arn, iamRoleArn: flowRole.arn },
  opts,
);

const securityGroup = new aws.ec2.SecurityGroup("workers", { vpcId: vpc.vpcId }, opts);
const template = new aws.ec2.LaunchTemplate(
  "workers",
  {
    imageId: "ami-0123456789abcdef0",
    instanceType: "m7g.large",
    vpcSecurityGroupIds: [securityGroup.id],
    metadataOptions: { httpTokens: "required" },
    monitoring: { enabled: true },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key.arn } }],
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
    userData: Buffer.from("#!/bin/sh\nsystemctl start worker\n").toString("base64"),
  },
  opts,
);
const group = new aws.autoscaling.Group(
  "workers",
  {
    minSize: 2,
    maxSize: 6,
    vpcZoneIdentifiers: vpc.privateSubnetIds,
    launchTemplate: {
      id: template.id,
      version: template.latestVersion.apply((version) => version.toString()),
    },
  },
  opts,
);

const topic = new aws.sns.Topic("oncall", { kmsMasterKeyId: key.id }, opts);
new aws.sns.TopicSubscription(
  "oncall",
  { topic: topic.arn, protocol: "email", endpoint: "oncall@example.com" },
  opts,
);
new aws.autoscaling.Notification(
  "workers",
  {
    groupNames: [group.name],
    notifications: ["autoscaling:EC2_INSTANCE_LAUNCH_ERROR"],
    topicArn: topic.arn,
  },
  opts,
);
for (const alarm of [
  { name: "cpu", namespace: "AWS/EC2", metricName: "CPUUtilization", threshold: 75 },
  { name: "memory", namespace: "CWAgent", metricName: "mem_used_percent", threshold: 80 },
]) {
  new aws.cloudwatch.MetricAlarm(
    alarm.name,
    {
      namespace: alarm.namespace,
      metricName: alarm.metricName,
      dimensions: { AutoScalingGroupName: group.name },
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: alarm.threshold,
      period: 60,
      evaluationPeriods: 5,
      treatMissingData: "breaching",
      alarmActions: [topic.arn],
    },
    opts,
  );
}
new aws.xray.SamplingRule(
  "workers",
  {
    ruleName: "workers",
    version: 1,
    priority: 1000,
    reservoirSize: 1,
    fixedRate: 0.05,
    host: "*",
    httpMethod: "*",
    urlPath: "*",
    serviceName: "*",
    serviceType: "*",
    resourceArn: "*",
  },
  opts,
);
