import type { Sabotage } from "../../examples/sabotage";

/** Each value that a component gives out comes from all resources of the kind. */
const ofComponent = "which of a component's resources a value names";
const group = { type: "aws:autoscaling/group:Group", name: "web" };
const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const plan = { type: "platform:capacity:CapacityPlan" };
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** The scale-out policy, made to hold a number of requests per target. */
const onRequests = (resourceLabel: string, targetValue: number) => {
  const tracking = "targetTrackingConfiguration";
  return {
    type: "aws:autoscaling/policy:Policy",
    name: "web-out",
    set: {
      policyType: "TargetTrackingScaling",
      [`${tracking}.predefinedMetricSpecification.predefinedMetricType`]: "ALBRequestCountPerTarget",
      [`${tracking}.predefinedMetricSpecification.resourceLabel`]: resourceLabel,
      [`${tracking}.targetValue`]: targetValue,
    },
  };
};

export const capacitySabotages: readonly Sabotage[] = [
  { policy: "auto-scaling-group-holds-peak", ...group, set: { maxSize: 254 } },
  {
    policy: "auto-scaling-group-holds-peak",
    ...group,
    set: { maxSize: 263 },
    knownLater: "in how many zones the group is, of which fewer need more instances",
  },
  { policy: "auto-scaling-group-holds-peak", ...template, set: { instanceType: "t3.small" } },
  { policy: "auto-scaling-group-holds-peak", ...template, set: { instanceType: "x99.huge" } },
  {
    policy: "auto-scaling-group-holds-peak",
    ...group,
    set: { "mixedInstancesPolicy.launchTemplate.overrides": [{ instanceType: "t3.small" }] },
  },
  { policy: "auto-scaling-group-scales", type: "aws:autoscaling/policy:Policy", remove: true },
  { policy: "auto-scaling-group-holds-baseline", ...group, set: { minSize: 3 } },
  {
    policy: "subnets-hold-group",
    type: "aws:ec2/subnet:Subnet",
    name: "web-private-1",
    set: { cidrBlock: "10.0.0.0/25" },
    knownLater: ofComponent,
  },
  {
    policy: "burstable-instances-in-unlimited-mode",
    ...template,
    set: { "creditSpecification.cpuCredits": "standard" },
  },
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
  { policy: "cache-holds-sessions", ...plan, set: { "workload.sessionKb": 100 } },
  {
    policy: "vcpu-quota-holds-group",
    ...plan,
    set: { "sizing.quotas.onDemandStandardVcpus": 527 },
  },
  { policy: "elastic-ip-quota-holds", ...plan, set: { "sizing.quotas.elasticIps": 2 } },
  { policy: "growth-within-limits", ...plan, set: { "workload.monthlyGrowth.high": 0.6 } },
  { policy: "workload-declared", ...plan, remove: true },
  { policy: "workload-buffer", ...plan, set: { "workload.bufferShare": 0 } },
  {
    policy: "auto-scaling-group-scales-on-what-binds",
    type: alarmType,
    name: "web-out-memory",
    remove: true,
    knownLater: "whether the actions of other alarms are scaling policies",
  },
  {
    policy: "auto-scaling-group-scales-on-what-binds",
    type: alarmType,
    name: "web-out-memory",
    set: { threshold: 99 },
    knownLater: "whether the actions of other alarms are scaling policies",
  },
  {
    policy: "scale-in-clear-of-scale-out",
    type: alarmType,
    name: "web-in",
    // As the program has it with scaleInCpuPercent 74.
    set: { threshold: 74, "metricQueries.1.expression": `memory * ${74 / 50}` },
  },
  {
    policy: "scale-in-clear-of-scale-out",
    type: alarmType,
    name: "web-in",
    // Memory below 60 %: of four instances three stand at 80 % then.
    set: { "metricQueries.1.expression": "memory * 0.5" },
  },
  {
    policy: "declared-peak-is-quiet",
    ...group,
    set: { defaultInstanceWarmup: 900, healthCheckGracePeriod: 1200 },
  },
  {
    policy: "declared-peak-is-quiet",
    type: alarmType,
    name: "web-out-memory",
    set: { evaluationPeriods: 20 },
  },
  {
    // A scale-in that is too eager: nine of ten instances at once, when load begins to fall.
    policy: "declared-peak-is-quiet",
    type: "aws:autoscaling/policy:Policy",
    name: "web-in",
    set: { "stepAdjustments.0.scalingAdjustment": -90 },
  },
  {
    // A floor that is too low for an event: it is declared, and no action raises it.
    policy: "declared-peak-is-quiet",
    ...plan,
    set: {
      "workload.events": [
        { name: "flash", multiplier: 2, start: "--06-01T09:00Z", durationHours: 4, leadHours: 1 },
      ],
    },
  },
  { policy: "requests-per-target-served", ...onRequests("app/web/1/targetgroup/web/1", 100_000) },
  {
    policy: "request-count-of-application-load-balancer",
    ...onRequests("net/web/1/targetgroup/web/1", 30),
  },
];
