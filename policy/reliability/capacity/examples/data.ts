import type { Sizing, Workload } from "../../../../capacity";
import { declared } from "./fleet";
import { type Declared, type Example, notYetKnown } from "../../../examples/example";

const workload: Partial<Workload> = {
  databaseHotShare: 0.25,
  queriesPerRequest: 5,
  databaseMillisecondsPerQuery: 2,
  sessionKb: 20,
  staticFilesGb: 10,
  fileBackupGb: 10,
};
const sizing: Partial<Sizing> = {
  vpcMask: 16,
  natGateways: 3,
  quotas: { onDemandStandardVcpus: 512, elasticIps: 5 },
  database: { engine: "aurora", readers: 1, family: "r7g" },
  cache: { nodes: 2 },
  sessions: { store: "cache" },
};
const usual = declared(workload);

/** The million users, with what they need of database, cache and account. */
export const declaredData: Declared = {
  ...usual,
  props: { ...usual.props, sizing: { ...(usual.props?.sizing as object), ...sizing } },
};

const template: Declared = {
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { instanceType: "t3.medium" },
};
const group = (props: object): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "group",
  props: { name: "web-1", launchTemplate: { id: notYetKnown }, ...props },
  refersTo: { launchTemplate: ["template"] },
});
const fleet = (maxSize: unknown): Declared[] => [declaredData, template, group({ maxSize })];

const cluster = (maxCapacity: unknown): Declared[] => [
  {
    type: "aws:rds/cluster:Cluster",
    name: "cluster",
    props: {
      clusterIdentifier: "orders-1",
      serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity },
    },
  },
  {
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "writer",
    props: { clusterIdentifier: "orders-1", instanceClass: "db.serverless" },
  },
];
const database = (props: object): Declared => ({
  type: "aws:rds/instance:Instance",
  name: "database",
  props: { instanceClass: "db.m5.2xlarge", ...props },
});
const storage = (maxAllocatedStorage: unknown): Declared[] => [
  declaredData,
  database({ allocatedStorage: 100, maxAllocatedStorage }),
];
const cache = (nodeType: unknown): Declared => ({
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  name: "cache",
  props: { nodeType, numCacheClusters: 2 },
});
const addresses = (count: number): Declared[] =>
  Array.from({ length: count }, (_, at) => ({
    type: "aws:ec2/eip:Eip",
    name: `address-${at}`,
    props: { region: "us-east-1" },
  }));

const scaling = (evaluationPeriods: unknown): Declared[] => [
  group({ defaultInstanceWarmup: 180 }),
  {
    type: "aws:autoscaling/policy:Policy",
    name: "policy",
    props: { arn: notYetKnown, autoscalingGroupName: "web-1", policyType: "StepScaling" },
  },
  {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    props: {
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 75,
      period: 60,
      evaluationPeriods,
      alarmActions: [notYetKnown],
    },
    refersTo: { alarmActions: ["policy"] },
  },
];

const growing = (policyType: unknown): Declared[] => [
  declaredData,
  group({ minSize: 2, maxSize: 4 }),
  {
    type: "aws:autoscaling/policy:Policy",
    name: "policy",
    props: { autoscalingGroupName: "web-1", policyType },
  },
];

export const dataExamples: Readonly<Record<string, Example>> = {
  "auto-scaling-group-scales": {
    good: growing("TargetTrackingScaling"),
    bad: [declaredData, group({ minSize: 2, maxSize: 4 })],
    undecided: growing(notYetKnown),
  },
  "scale-out-in-time": { good: scaling(2), bad: scaling(4), undecided: scaling(notYetKnown) },
  "database-holds-peak": {
    good: [...fleet(10), ...cluster(10)],
    bad: [...fleet(10), ...cluster(9)],
    undecided: [...fleet(10), ...cluster(notYetKnown)],
  },
  "database-storage-holds-growth": {
    good: storage(500),
    bad: storage(400),
    undecided: storage(notYetKnown),
  },
  "database-holds-connections": {
    good: [...fleet(264), ...cluster(14.5)],
    bad: [...fleet(264), ...cluster(14)],
    undecided: [...fleet(notYetKnown), ...cluster(12)],
  },
  "cache-holds-sessions": {
    good: [declaredData, cache("cache.t4g.micro")],
    bad: [{ ...declared({ ...workload, sessionKb: 200 }) }, cache("cache.t4g.micro")],
    undecided: [declaredData, cache(notYetKnown)],
  },
  "vcpu-quota-holds-group": { good: fleet(256), bad: fleet(257), undecided: fleet(notYetKnown) },
  "elastic-ip-quota-holds": {
    good: [declaredData, ...addresses(5)],
    bad: [declaredData, ...addresses(6)],
  },
  "growth-within-limits": {
    good: [...fleet(264), ...cluster(14.5), cache("cache.t4g.micro")],
    bad: [...fleet(160), ...cluster(12), cache("cache.t4g.micro")],
    undecided: [...fleet(notYetKnown), ...cluster(12)],
  },
};
