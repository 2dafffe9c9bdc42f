import assert from "node:assert/strict";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

const ASSUME_ROLE = JSON.stringify({ Version: "2012-10-17", Statement: [] });

describe("the local AWS: ids and ARNs", () => {
  let aws: Client;
  let vpc: Made;
  let subnet: Made;
  before(async () => {
    aws = await Client.start(newStore());
    vpc = await aws.create("ec2/vpc", "main", { cidrBlock: "10.0.0.0/16" });
    subnet = await aws.create("ec2/subnet", "main", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  });
  after(() => {
    aws.stop();
  });

  const hex = "[0-9a-f]{17}";
  const account = "us-east-1:123456789012";
  const shapes: [key: string, inputs: () => Properties, id: string, arn?: string][] = [
    ["ec2/vpc", () => ({ cidrBlock: "10.2.0.0/16" }), `vpc-${hex}`, `arn:aws:ec2:${account}:vpc/vpc-${hex}`],
    ["ec2/eip", () => ({}), `eipalloc-${hex}`, `arn:aws:ec2:${account}:elastic-ip/eipalloc-${hex}`],
    ["ec2/launchTemplate", () => ({}), `lt-${hex}`, `arn:aws:ec2:${account}:launch-template/lt-${hex}`],
    ["ec2/internetGateway", () => ({}), `igw-${hex}`, `arn:aws:ec2:${account}:internet-gateway/igw-${hex}`],
    [
      "ec2/routeTable",
      () => ({ vpcId: vpc.id }),
      `rtb-${hex}`,
      `arn:aws:ec2:${account}:route-table/rtb-${hex}`,
    ],
    [
      "ec2/securityGroup",
      () => ({ vpcId: vpc.id }),
      `sg-${hex}`,
      `arn:aws:ec2:${account}:security-group/sg-${hex}`,
    ],
    ["ec2/natGateway", () => ({ subnetId: subnet.id }), `nat-${hex}`],
    ["ec2/vpcEndpoint", () => ({ vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" }), `vpce-${hex}`],
    [
      "sns/topic",
      () => ({ name: "alarms" }),
      `arn:aws:sns:${account}:alarms`,
      `arn:aws:sns:${account}:alarms`,
    ],
    [
      "iam/role",
      () => ({ name: "web", path: "/app/", assumeRolePolicy: ASSUME_ROLE }),
      "web",
      "arn:aws:iam::123456789012:role/app/web",
    ],
    ["iam/policy", () => ({ name: "p", policy: "{}" }), "arn:aws:iam::123456789012:policy/p"],
    ["s3/bucket", () => ({ bucket: "shape" }), "shape", "arn:aws:s3:::shape"],
    [
      "kms/key",
      () => ({}),
      "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
      `arn:aws:kms:${account}:key/[0-9a-f-]{36}`,
    ],
    ["cloudwatch/logGroup", () => ({ name: "/app" }), "/app", `arn:aws:logs:${account}:log-group:/app`],
    [
      "cloudwatch/metricAlarm",
      () => ({ name: "cpu", comparisonOperator: "", evaluationPeriods: 1 }),
      "cpu",
      `arn:aws:cloudwatch:${account}:alarm:cpu`,
    ],
    [
      "rds/cluster",
      () => ({ clusterIdentifier: "db", engine: "aurora-postgresql" }),
      "db",
      `arn:aws:rds:${account}:cluster:db`,
    ],
    [
      "dynamodb/table",
      () => ({ name: "sessions" }),
      "sessions",
      `arn:aws:dynamodb:${account}:table/sessions`,
    ],
    ["acm/certificate", () => ({ domainName: "a.org" }), `arn:aws:acm:${account}:certificate/[0-9a-f-]{36}`],
    ["backup/vault", () => ({ name: "daily" }), "daily", `arn:aws:backup:${account}:backup-vault:daily`],
    [
      "lb/targetGroup",
      () => ({ name: "web", vpcId: vpc.id }),
      `arn:aws:elasticloadbalancing:${account}:targetgroup/web/[0-9a-f]{16}`,
    ],
    [
      "lambda/alias",
      () => ({ name: "live", functionName: "app", functionVersion: "1" }),
      `arn:aws:lambda:${account}:function:app:live`,
    ],
    ["apigatewayv2/stage", () => ({ name: "$default", apiId: "a1" }), "a1/\\$default"],
    ["ec2/keyPair", () => ({ keyName: "me", publicKey: "" }), "me"],
    ["ecs/service", () => ({ name: "web", cluster: "main" }), `arn:aws:ecs:${account}:service/main/web`],
    [
      "ecs/taskDefinition",
      () => ({ family: "web", containerDefinitions: "[]" }),
      `arn:aws:ecs:${account}:task-definition/web:\\d+`,
    ],
    [
      "sqs/queue",
      () => ({ name: "jobs" }),
      "https://sqs.us-east-1.amazonaws.com/123456789012/jobs",
      `arn:aws:sqs:${account}:jobs`,
    ],
    [
      "sfn/stateMachine",
      () => ({ name: "flow", definition: "{}", roleArn: "" }),
      `arn:aws:states:${account}:stateMachine:flow`,
    ],
    [
      "globalaccelerator/accelerator",
      () => ({}),
      "arn:aws:globalaccelerator::123456789012:accelerator/[0-9a-f-]{36}",
    ],
    [
      "autoscaling/group",
      () => ({ name: "web", minSize: 1, maxSize: 2 }),
      "web",
      `arn:aws:autoscaling:${account}:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName/web`,
    ],
  ];
  for (const [key, inputs, id, arn] of shapes) {
    it(`has AWS's shape for ${key}`, async () => {
      const made = await aws.create(key, "shape", inputs());
      assert.match(made.id, new RegExp(`^${id}$`));
      if (arn !== undefined) assert.match(text(made.state.arn), new RegExp(`^${arn}$`));
    });
  }
});
