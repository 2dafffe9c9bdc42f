import type { Sabotage } from "../../examples/sabotage";

const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };
const loadBalancer = { type: "aws:lb/loadBalancer:LoadBalancer", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const publicSubnets = { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "subnets"] } as const;
const everybody = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::it/*" }],
};

export const exposureSabotages: readonly Sabotage[] = [
  {
    policy: "bucket-acl-private",
    type: "aws:s3/bucketAcl:BucketAcl",
    name: "public",
    add: { bucket: "files", acl: "public-read" },
  },
  {
    policy: "permission-names-its-source",
    type: "aws:lambda/permission:Permission",
    name: "everybody",
    add: { action: "lambda:InvokeFunction", function: "web", principal: "s3.amazonaws.com" },
  },
  {
    policy: "function-url-authorized",
    type: "aws:lambda/functionUrl:FunctionUrl",
    name: "open",
    add: { functionName: "web", authorizationType: "NONE" },
  },
  {
    policy: "auto-scaling-group-in-private-subnets",
    type: "aws:autoscaling/group:Group",
    name: "web",
    set: { vpcZoneIdentifiers: publicSubnets },
    knownLater: "which of a component's subnets are in a list",
  },
  {
    policy: "bucket-denies-plain-http",
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "web-files-static",
    remove: true,
  },
  {
    policy: "bucket-blocks-public-access",
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    name: "web-files-backup",
    set: { blockPublicPolicy: false },
  },
  {
    policy: "resource-policy-not-public",
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "web-files-static",
    set: { policy: { json: everybody } },
  },
  {
    policy: "resource-policy-not-public",
    type: "aws:kms/key:Key",
    name: "web-data",
    set: { policy: { json: everybody } },
  },
  {
    policy: "database-not-public",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-0",
    set: { publiclyAccessible: true },
  },
  {
    policy: "data-in-private-subnets",
    type: "aws:rds/subnetGroup:SubnetGroup",
    set: { subnetIds: publicSubnets },
    knownLater: "which of a component's subnets are in a list",
  },
  {
    policy: "instance-without-public-ip",
    ...template,
    set: { networkInterfaces: [{ associatePublicIpAddress: "true" }] },
  },
  {
    policy: "security-group-closed",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "web-from-lb",
    set: { cidrIpv4: "0.0.0.0/0", referencedSecurityGroupId: null },
  },
  {
    policy: "security-group-closed",
    ...template,
    set: { vpcSecurityGroupIds: { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "securityGroups"] } },
  },
  { policy: "data-in-private-subnets", ...cluster, set: { dbSubnetGroupName: null } },
  {
    policy: "default-security-group-closed",
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    set: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] },
  },
  { policy: "instance-metadata-v2", ...template, set: { "metadataOptions.httpTokens": "optional" } },
  { policy: "load-balancer-waf", type: "aws:wafv2/webAclAssociation:WebAclAssociation", remove: true },
  { policy: "load-balancer-drops-invalid-headers", ...loadBalancer, set: { dropInvalidHeaderFields: false } },
  { policy: "load-balancer-desync-mitigation", ...loadBalancer, set: { desyncMitigationMode: "monitor" } },
];
