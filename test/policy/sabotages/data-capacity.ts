import type { Sabotage } from "./sabotage";

const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const plan = { type: "platform:capacity:CapacityPlan" };
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** What the stack has is made smaller, or what it declares larger. */
export const dataCapacitySabotages: readonly Sabotage[] = [
  { policy: "scale-out-in-time", type: alarmType, name: "web-out", set: { evaluationPeriods: 10 } },
  {
    policy: "scale-out-in-time",
    type: "aws:autoscaling/policy:Policy",
    name: "web-out",
    set: { estimatedInstanceWarmup: 900 },
  },
  {
    policy: "database-holds-peak",
    ...cluster,
    set: { "serverlessv2ScalingConfiguration.maxCapacity": 9 },
  },
  {
    policy: "database-storage-holds-growth",
    type: "aws:rds/instance:Instance",
    name: "small",
    add: { engine: "postgres", instanceClass: "db.m5.2xlarge", allocatedStorage: 20 },
  },
  {
    policy: "events-are-scheduled",
    ...plan,
    set: {
      "workload.events": [
        { name: "launch", multiplier: 2, start: "2027-03-01T09:00Z", durationHours: 24, leadHours: 2 },
      ],
    },
  },
  {
    policy: "database-holds-connections",
    ...cluster,
    set: { "serverlessv2ScalingConfiguration.maxCapacity": 14 },
  },
  {
    policy: "database-holds-connections",
    ...cluster,
    set: { "serverlessv2ScalingConfiguration.minCapacity": 0.5 },
  },
  {
    policy: "database-holds-connections",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-1",
    set: { instanceClass: "db.t4g.medium" },
  },
  {
    policy: "alarm-database-cluster-connections",
    type: alarmType,
    name: "web-database-connections",
    set: { threshold: 5000 },
  },
  { policy: "cache-holds-sessions", ...plan, set: { "workload.sessionKb": 100 } },
  {
    policy: "vcpu-quota-holds-group",
    ...plan,
    set: { "sizing.quotas.onDemandStandardVcpus": 527 },
  },
  { policy: "elastic-ip-quota-holds", ...plan, set: { "sizing.quotas.elasticIps": 2 } },
  { policy: "growth-within-limits", ...plan, set: { "workload.monthlyGrowth.high": 0.6 } },
  {
    policy: "alarm-dimension-identifies",
    type: alarmType,
    name: "web-latency-p95",
    set: { "dimensions.LoadBalancer": { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "arn"] } },
    knownLater: "which of a load balancer's outputs a dimension is",
  },
];
