import { type Declared, type Example, notYetKnown, subnetsIn } from "../../examples/example";

/** A resource spread over two subnets. */
const over = (type: string, property: string, props: object = {}): Declared => ({
  type,
  name: "it",
  props: { ...props, [property]: ["subnet-0", "subnet-1"] },
});
const group = (props: object) => over("aws:autoscaling/group:Group", "vpcZoneIdentifiers", props);
const inZones = (it: Declared): Example => ({
  good: [it, ...subnetsIn("us-east-1a", "us-east-1b")],
  bad: [it, ...subnetsIn("us-east-1a", "us-east-1a")],
  undecided: [it, ...subnetsIn("us-east-1a", notYetKnown)],
});
const property = (type: string, name: string, good: unknown, bad: unknown, props: object = {}): Example => {
  const it = (value: unknown): Declared[] => [{ type, name: "it", props: { ...props, [name]: value } }];
  return { good: it(good), bad: it(bad), undecided: it(notYetKnown) };
};

const twoZones = subnetsIn("us-east-1a", "us-east-1b");
const databaseSubnets = over("aws:rds/subnetGroup:SubnetGroup", "subnetIds");
const cluster: Declared = {
  type: "aws:rds/cluster:Cluster",
  name: "cluster",
  props: { dbSubnetGroupName: notYetKnown },
  refersTo: { dbSubnetGroupName: ["it"] },
};
const instance = (name: string, refersTo: readonly string[] = ["cluster"]): Declared => ({
  type: "aws:rds/clusterInstance:ClusterInstance",
  name,
  props: { clusterIdentifier: notYetKnown },
  refersTo: { clusterIdentifier: refersTo },
});
const cache = (multiAzEnabled: unknown, numCacheClusters: unknown = 2): Declared => ({
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  name: "it",
  props: { automaticFailoverEnabled: true, multiAzEnabled, numCacheClusters },
});

const failingOver = (automaticFailoverEnabled: unknown): Declared => ({
  ...cache(true),
  name: "cache",
  props: { automaticFailoverEnabled },
});

/** A private subnet in a zone whose way out is a NAT gateway in the first subnet's zone. */
const wayOut = (zone: unknown): Declared[] => [
  ...subnetsIn("us-east-1a", zone),
  {
    type: "aws:ec2/natGateway:NatGateway",
    name: "nat",
    props: { subnetId: notYetKnown },
    refersTo: { subnetId: ["subnet-0"] },
  },
  { type: "aws:ec2/routeTable:RouteTable", name: "table" },
  {
    type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name: "association",
    props: { subnetId: notYetKnown, routeTableId: notYetKnown },
    refersTo: { subnetId: ["subnet-1"], routeTableId: ["table"] },
  },
  {
    type: "aws:ec2/route:Route",
    name: "route",
    props: { natGatewayId: notYetKnown, routeTableId: notYetKnown },
    refersTo: { natGatewayId: ["nat"], routeTableId: ["table"] },
  },
];

const primary = (props: object): Declared[] => [
  {
    type: "aws:route53/record:Record",
    name: "it",
    props: { failoverRoutingPolicies: [{ type: "PRIMARY" }], ...props },
  },
];
const launchTemplate = {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { instanceType: "t3.medium" },
};

const scalingEvents = (pattern: unknown): Declared[] => [
  { type: "aws:autoscaling/group:Group", name: "group" },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "events",
    props: { eventPattern: typeof pattern === "string" ? pattern : JSON.stringify(pattern) },
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "page-on-events",
    props: { rule: notYetKnown },
    refersTo: { rule: ["events"] },
  },
];

export const availabilityExamples: Readonly<Record<string, Example>> = {
  "load-balancer-multi-az": inZones(over("aws:lb/loadBalancer:LoadBalancer", "subnets")),
  "load-balancer-cross-zone": property(
    "aws:lb/loadBalancer:LoadBalancer",
    "enableCrossZoneLoadBalancing",
    true,
    false,
    {
      loadBalancerType: "network",
    },
  ),
  "auto-scaling-group-multi-az": inZones(group({})),
  "auto-scaling-group-minimum": {
    good: [group({ minSize: 2 }), ...twoZones],
    bad: [group({ minSize: 1 }), ...twoZones],
    undecided: [group({ minSize: notYetKnown }), ...twoZones],
  },
  "auto-scaling-group-elb-health-check": property(
    "aws:autoscaling/group:Group",
    "healthCheckType",
    "ELB",
    "EC2",
    {
      targetGroupArns: ["arn"],
    },
  ),
  "auto-scaling-group-launch-template": {
    good: [group({ launchTemplate: { id: notYetKnown } }), launchTemplate],
    bad: [group({ launchConfiguration: "old" })],
    undecided: [group({ launchTemplate: notYetKnown })],
  },
  "auto-scaling-group-notifications": {
    good: scalingEvents({ source: ["aws.autoscaling"] }),
    bad: scalingEvents({ source: ["aws.backup"] }),
    undecided: scalingEvents(notYetKnown),
  },
  "database-cluster-multi-az": {
    good: [cluster, databaseSubnets, ...twoZones, instance("writer"), instance("reader")],
    bad: [cluster, databaseSubnets, ...twoZones, instance("writer")],
    undecided: [
      cluster,
      databaseSubnets,
      ...subnetsIn("us-east-1a", notYetKnown),
      instance("writer"),
      instance("reader"),
    ],
  },
  "database-multi-az": property("aws:rds/instance:Instance", "multiAz", true, false),
  "subnet-group-multi-az": inZones(databaseSubnets),
  "cache-multi-az": { good: [cache(true)], bad: [cache(true, 1)], undecided: [cache(notYetKnown)] },
  "nat-gateway-per-zone": {
    good: wayOut("us-east-1a"),
    bad: wayOut("us-east-1b"),
    undecided: wayOut(notYetKnown),
  },
  "survives-zone-loss": {
    good: [group({ minSize: 2, maxSize: 4 }), ...twoZones, failingOver(true)],
    bad: [group({ minSize: 2, maxSize: 4 }), ...twoZones, failingOver(false)],
    undecided: [group({ minSize: 2, maxSize: 4 }), ...twoZones, failingOver(notYetKnown)],
  },
  "dns-failover-health": {
    good: primary({ aliases: [{ evaluateTargetHealth: true }] }),
    bad: primary({ aliases: [{ evaluateTargetHealth: false }] }),
    undecided: primary({ healthCheckId: notYetKnown }),
  },
  "deletion-protection": property("aws:rds/cluster:Cluster", "deletionProtection", true, false),
};
