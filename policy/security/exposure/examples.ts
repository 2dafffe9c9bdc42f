import { type Declared, type Example, notYetKnown } from "../../examples/example";
import { propertyExample, undecided } from "../../examples/property";

const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "files" } };
const ofBucket = (type: string, props: object): Declared[] => [
  { type, name: "it", props: { bucket: notYetKnown, ...props }, refersTo: { bucket: ["bucket"] } },
  bucket,
];
const block = (blockPublicPolicy: unknown): Declared[] =>
  ofBucket("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
    blockPublicPolicy,
  });
const bucketPolicy = (statement: object): Declared[] =>
  ofBucket("aws:s3/bucketPolicy:BucketPolicy", { policy: JSON.stringify({ Statement: [statement] }) });
const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };

const balancer = (props: object): Declared => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "balancer",
  props: { securityGroups: notYetKnown, ...props },
  refersTo: { securityGroups: ["group"] },
});
const openPort = (port: unknown): Declared[] => [
  balancer({ internal: false }),
  { type: "aws:ec2/securityGroup:SecurityGroup", name: "group", props: {} },
  {
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "ingress",
    props: {
      securityGroupId: notYetKnown,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    },
    refersTo: { securityGroupId: ["group"] },
  },
];

const subnet = (props: Record<string, unknown>, ...origin: string[]): Declared => ({
  type: "aws:ec2/subnet:Subnet",
  name: "subnet",
  props,
  refersTo: { mapPublicIpOnLaunch: origin },
});
const placed = (type: string, property: string, ...others: Declared[]): Declared[] => [
  { type, name: "it", props: { [property]: notYetKnown }, refersTo: { [property]: ["subnet"] } },
  ...others,
];
/** A subnet whose route leads through a gateway, in a VPC whose main route table leads to the internet. */
const routed = (gatewayId: string): Declared[] => [
  { ...subnet({ vpcId: notYetKnown }), refersTo: { vpcId: ["vpc"] } },
  { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
  {
    type: "aws:ec2/defaultRouteTable:DefaultRouteTable",
    name: "main",
    props: { defaultRouteTableId: notYetKnown, routes: [{ gatewayId: "igw-1" }] },
    refersTo: { defaultRouteTableId: ["vpc"] },
  },
  { type: "aws:ec2/routeTable:RouteTable", name: "table", props: { vpcId: "vpc-1" } },
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: "association",
    props: { subnetId: notYetKnown, routeTableId: notYetKnown },
    refersTo: { subnetId: ["subnet"], routeTableId: ["table"] },
  },
  {
    type: "aws:ec2/route:Route",
    name: "route",
    props: { routeTableId: notYetKnown, gatewayId },
    refersTo: { routeTableId: ["table"] },
  },
];

const defaultGroup = (ingress: unknown): Declared[] => [
  {
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    name: "default",
    props: { vpcId: notYetKnown, ingress },
    refersTo: { vpcId: ["vpc"] },
  },
  { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { cidrBlock: "10.0.0.0/16" } },
];

const association: Declared = {
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  name: "association",
  props: { resourceArn: notYetKnown },
  refersTo: { resourceArn: ["balancer"] },
};
/** Two load balancers that a component made, which is all that the association says in a preview. */
const withinComponent: Declared[] = [
  { type: "other:web:Service", name: "service" },
  { ...balancer({}), parent: "service" },
  { ...balancer({}), name: "second", parent: "service" },
  { ...association, refersTo: { resourceArn: ["service"] } },
];
const permission = (props: object): Declared[] => [
  {
    type: "aws:lambda/permission:Permission",
    name: "it",
    props: { action: "lambda:InvokeFunction", function: "web", ...props },
  },
];
const metadata = (metadataOptions: unknown): Declared[] => [
  { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "it", props: { metadataOptions } },
];
const interfaces = (networkInterfaces: unknown): Declared[] => [
  { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "it", props: { networkInterfaces } },
];

export const exposureExamples: Readonly<Record<string, Example>> = {
  "bucket-blocks-public-access": { good: block(true), bad: block(false), undecided: block(notYetKnown) },
  "bucket-acl-private": propertyExample("aws:s3/bucketAcl:BucketAcl", "acl", {
    good: "private",
    bad: "public-read",
  }),
  "bucket-denies-plain-http": {
    good: bucketPolicy({ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    bad: bucketPolicy({ ...deny, Effect: "Allow" }),
    undecided: undecided(ofBucket("aws:s3/bucketPolicy:BucketPolicy", { policy: notYetKnown }), "policy"),
  },
  "resource-policy-not-public": {
    good: bucketPolicy({ ...deny, Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } }),
    bad: bucketPolicy({ ...deny, Effect: "Allow" }),
    undecided: undecided(ofBucket("aws:s3/bucketPolicy:BucketPolicy", { policy: notYetKnown }), "policy"),
  },
  "permission-names-its-source": {
    good: permission({ principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::files" }),
    bad: permission({ principal: "*" }),
    undecided: permission({ principal: notYetKnown }),
  },
  "function-url-authorized": propertyExample("aws:lambda/functionUrl:FunctionUrl", "authorizationType", {
    good: "AWS_IAM",
    bad: "NONE",
  }),
  "database-not-public": propertyExample("aws:rds/instance:Instance", "publiclyAccessible", {
    good: false,
    bad: true,
  }),
  "data-in-private-subnets": {
    good: placed("aws:rds/subnetGroup:SubnetGroup", "subnetIds", ...routed("vgw-1")),
    bad: placed("aws:rds/subnetGroup:SubnetGroup", "subnetIds", ...routed("igw-1")),
    undecided: [
      {
        type: "aws:rds/subnetGroup:SubnetGroup",
        name: "it",
        props: { subnetIds: ["subnet-of-another-stack"] },
      },
    ],
  },
  "instance-without-public-ip": {
    good: interfaces(undefined),
    bad: interfaces([{ associatePublicIpAddress: "true" }]),
    undecided: interfaces(notYetKnown),
  },
  "auto-scaling-group-in-private-subnets": {
    good: placed("aws:autoscaling/group:Group", "vpcZoneIdentifiers", subnet({ mapPublicIpOnLaunch: false })),
    bad: placed("aws:autoscaling/group:Group", "vpcZoneIdentifiers", subnet({ mapPublicIpOnLaunch: true })),
    undecided: placed(
      "aws:autoscaling/group:Group",
      "vpcZoneIdentifiers",
      subnet({ mapPublicIpOnLaunch: notYetKnown }, "it"),
    ),
  },
  "security-group-closed": { good: openPort(443), bad: openPort(22), undecided: openPort(notYetKnown) },
  "default-security-group-closed": {
    good: defaultGroup([]),
    bad: defaultGroup([{ protocol: "-1" }]),
    undecided: undecided(defaultGroup(notYetKnown), "ingress"),
  },
  "instance-metadata-v2": {
    good: metadata({ httpTokens: "required" }),
    bad: metadata({ httpTokens: "optional" }),
    undecided: metadata(notYetKnown),
  },
  "load-balancer-waf": {
    good: [balancer({}), association],
    bad: [balancer({})],
    undecided: withinComponent,
  },
  "load-balancer-drops-invalid-headers": propertyExample(
    "aws:lb/loadBalancer:LoadBalancer",
    "dropInvalidHeaderFields",
    { good: true, bad: false },
  ),
  "load-balancer-desync-mitigation": propertyExample(
    "aws:lb/loadBalancer:LoadBalancer",
    "desyncMitigationMode",
    { good: "strictest", bad: "monitor" },
  ),
};
