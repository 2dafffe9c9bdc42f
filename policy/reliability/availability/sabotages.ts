import type { Sabotage } from "../../examples/sabotage";

const inList = "how many of a component's subnets are in a list";
/** Each value that a component gives out comes from all resources of the kind. */
const ofComponent = "which of a component's resources a value names";
const group = { type: "aws:autoscaling/group:Group", name: "web" };
const loadBalancer = { type: "aws:lb/loadBalancer:LoadBalancer", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "web-cache" };
const natType = "aws:ec2/natGateway:NatGateway";

export const availabilitySabotages: readonly Sabotage[] = [
  {
    policy: "auto-scaling-group-multi-az",
    ...group,
    set: { vpcZoneIdentifiers: { keep: 1 } },
    knownLater: inList,
  },
  { policy: "auto-scaling-group-minimum", ...group, set: { minSize: 2 }, knownLater: ofComponent },
  { policy: "auto-scaling-group-elb-health-check", ...group, set: { healthCheckType: "EC2" } },
  {
    policy: "auto-scaling-group-launch-template",
    ...group,
    set: { launchTemplate: null, launchConfiguration: "old" },
  },
  { policy: "load-balancer-multi-az", ...loadBalancer, set: { subnets: { keep: 1 } }, knownLater: inList },
  {
    policy: "load-balancer-cross-zone",
    ...loadBalancer,
    set: { loadBalancerType: "network", enableCrossZoneLoadBalancing: false },
  },
  { policy: "deletion-protection", ...loadBalancer, set: { enableDeletionProtection: false } },
  { policy: "deletion-protection", ...cluster, set: { deletionProtection: false } },
  {
    policy: "database-cluster-multi-az",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-1",
    remove: true,
  },
  {
    policy: "database-cluster-multi-az",
    type: "aws:rds/clusterInstance:ClusterInstance",
    set: { availabilityZone: "us-east-1a" },
  },
  {
    policy: "database-multi-az",
    type: "aws:rds/instance:Instance",
    name: "single",
    add: { engine: "postgres", multiAz: false },
  },
  {
    policy: "subnet-group-multi-az",
    type: "aws:rds/subnetGroup:SubnetGroup",
    set: { subnetIds: { keep: 1 } },
    knownLater: inList,
  },
  {
    policy: "subnet-group-multi-az",
    type: "aws:elasticache/subnetGroup:SubnetGroup",
    set: { subnetIds: { keep: 1 } },
    knownLater: inList,
  },
  { policy: "cache-multi-az", ...cache, set: { multiAzEnabled: false } },
  { policy: "cache-multi-az", ...cache, set: { automaticFailoverEnabled: false } },
  { policy: "cache-multi-az", ...cache, set: { numCacheClusters: 1 } },
  {
    policy: "nat-gateway-per-zone",
    type: "aws:ec2/route:Route",
    name: "web-private-2",
    set: { natGatewayId: { of: [natType, "web-1", "id"] } },
    knownLater: ofComponent,
  },
  { policy: "survives-zone-loss", ...group, set: { maxSize: 200 }, knownLater: ofComponent },
  {
    policy: "survives-zone-loss",
    ...cache,
    set: { automaticFailoverEnabled: false },
    knownLater: ofComponent,
  },
  {
    policy: "survives-zone-loss",
    type: "aws:ec2/route:Route",
    name: "web-private-3",
    set: { natGatewayId: { of: [natType, "web-1", "id"] } },
    knownLater: ofComponent,
  },
  {
    policy: "dns-failover-health",
    type: "aws:route53/record:Record",
    name: "web",
    set: { healthCheckId: null, aliases: [{ evaluateTargetHealth: false }] },
  },
  {
    policy: "auto-scaling-group-notifications",
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "web-events-launch-failed",
    remove: true,
  },
  {
    policy: "auto-scaling-group-notifications",
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "web-events-launch-failed",
    remove: true,
  },
];
