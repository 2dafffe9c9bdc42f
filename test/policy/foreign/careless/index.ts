import * as aws from "@pulumi/aws";

// A program that is not ours, with everything wrong.
const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id });
const table = new aws.ec2.RouteTable("public", { vpcId: vpc.id });
new aws.ec2.Route("out", {
  routeTableId: table.id,
  destinationCidrBlock: "0.0.0.0/0",
  gatewayId: gateway.id,
});
const subnets = ["10.0.1.0/24", "10.0.2.0/24"].map((cidrBlock, at) => {
  const subnet = new aws.ec2.Subnet(`public-${at}`, {
    vpcId: vpc.id,
    cidrBlock,
    availabilityZone: at === 0 ? "us-east-1a" : "us-east-1b",
    mapPublicIpOnLaunch: true,
  });
  new aws.ec2.RouteTableAssociation(`public-${at}`, { subnetId: subnet.id, routeTableId: table.id });
  return subnet;
});

const open = new aws.ec2.SecurityGroup("open", {
  vpcId: vpc.id,
  ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});
const balancer = new aws.lb.LoadBalancer("balancer", {
  subnets: subnets.map(({ id }) => id),
  securityGroups: [open.id],
  desyncMitigationMode: "monitor",
});
const targets = new aws.lb.TargetGroup("targets", { vpcId: vpc.id, port: 80, protocol: "HTTP" });
new aws.lb.Listener("http", {
  loadBalancerArn: balancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
const certificate = new aws.acm.Certificate("web", { domainName: "example.com", validationMethod: "DNS" });
new aws.lb.Listener("https", {
  loadBalancerArn: balancer.arn,
  port: 443,
  protocol: "HTTPS",
  sslPolicy: "ELBSecurityPolicy-2016-08",
  certificateArn: certificate.arn,
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});

const role = new aws.iam.Role("web", {
  assumeRolePolicy: JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }],
  }),
});
new aws.iam.RolePolicyAttachment("web", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
});
new aws.iam.RolePolicy("web", {
  role: role.id,
  policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] }),
});

const template = new aws.ec2.LaunchTemplate("web", {
  imageId: "ami-0123456789abcdef0",
  instanceType: "t3.medium",
  networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: [open.id] }],
  userData: Buffer.from("#!/bin/sh\nexport DATABASE_PASSWORD=correct-horse-7\n").toString("base64"),
});
new aws.autoscaling.Group("web", {
  minSize: 1,
  maxSize: 1,
  vpcZoneIdentifiers: subnets.slice(0, 1).map(({ id }) => id),
  targetGroupArns: [targets.arn],
  launchTemplate: { id: template.id, version: "$Latest" },
});

const subnetGroup = new aws.rds.SubnetGroup("database", { subnetIds: subnets.map(({ id }) => id) });
new aws.rds.Instance("database", {
  engine: "postgres",
  engineVersion: "14.12",
  instanceClass: "db.m5.large",
  allocatedStorage: 20,
  dbSubnetGroupName: subnetGroup.name,
  username: "postgres",
  password: "correct-horse-7",
  publiclyAccessible: true,
  skipFinalSnapshot: true,
  backupRetentionPeriod: 0,
});
new aws.elasticache.ReplicationGroup("cache", {
  description: "sessions",
  nodeType: "cache.t4g.micro",
  numCacheClusters: 1,
});
const bucket = new aws.s3.Bucket("files", {});
new aws.s3.BucketPolicy("files", {
  bucket: bucket.id,
  policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
  }),
});
new aws.kms.Key("key", {});
new aws.secretsmanager.Secret("secret", {});
new aws.sns.Topic("topic", {});
