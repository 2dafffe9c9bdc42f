import * as aws from "@pulumi/aws";

// A program that is not ours, with doors that look like a load balancer's.
const vpc = new aws.ec2.Vpc("doors", { cidrBlock: "10.1.0.0/16" });
const [one, two] = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, at) =>
    new aws.ec2.Subnet(`doors-${at}`, { vpcId: vpc.id, cidrBlock: `10.1.${at}.0/24`, availabilityZone }),
) as [aws.ec2.Subnet, aws.ec2.Subnet];

const internet = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
const groupOf = (name: string, ingress: aws.types.input.ec2.SecurityGroupIngress[]) =>
  new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, ingress });

// Right: the load balancer's alone. Wrong: that of a load balancer and of what is behind it.
const alone = groupOf("alone", [internet]);
const shared = groupOf("shared", [internet]);
const balancer = new aws.alb.LoadBalancer("doors", {
  subnets: [one.id, two.id],
  securityGroups: [alone.id, shared.id],
  dropInvalidHeaderFields: true,
});
const acl = new aws.wafv2.WebAcl("doors", {
  scope: "REGIONAL",
  defaultAction: { allow: {} },
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "doors", sampledRequestsEnabled: true },
});
new aws.wafv2.WebAclAssociation("doors", {
  resourceArn: balancer.arn,
  webAclArn: acl.arn,
});
const cluster = new aws.ecs.Cluster("doors", {});
const service = (name: string, networkConfiguration: aws.types.input.ecs.ServiceNetworkConfiguration) =>
  new aws.ecs.Service(name, { cluster: cluster.arn, desiredCount: 2, networkConfiguration });
service("behind", { subnets: [one.id, two.id], securityGroups: [shared.id] });

// Wrong: a group that a list of the stack's own opens, and tasks with addresses of their own.
const everybody = new aws.ec2.ManagedPrefixList("everybody", {
  addressFamily: "IPv4",
  maxEntries: 2,
  entries: [{ cidr: "0.0.0.0/1" }, { cidr: "128.0.0.0/1" }],
});
const office = new aws.ec2.ManagedPrefixList("office", {
  addressFamily: "IPv4",
  maxEntries: 1,
  entries: [{ cidr: "198.51.100.0/24" }],
});
for (const [name, list] of Object.entries({ everybody, office })) {
  const group = groupOf(name, []);
  new aws.vpc.SecurityGroupIngressRule(name, {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    prefixListId: list.id,
  });
}
service("public", { subnets: [one.id, two.id], assignPublicIp: true });
