import type { Sabotage } from "../../examples/sabotage";

/** The alarms by which the group scales look at the same, and act on ARNs that are not known yet. */
const actions = "whether the actions of the scaling alarms are topics";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const budgetType = "aws:budgets/budget:Budget";
const alarm = (...name: string[]) => ({ type: alarmType, name });
/** A policy that lets EventBridge in on a condition, which it cannot meet. */
const onCondition = (...Action: string[]) => ({
  json: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
        Action,
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ],
  },
});

/** The alarm of the prod stack without which a policy is broken. */
const required: Readonly<Record<string, string | string[]>> = {
  "alarm-group-cpu": "web-cpu-high",
  "alarm-group-memory": "web-memory-high",
  "alarm-load-balancer-latency": "web-latency-p95",
  "alarm-load-balancer-5xx": "web-server-error-rate",
  "alarm-load-balancer-4xx": "web-client-error-rate",
  "alarm-load-balancer-requests": ["web-requests-above-peak", "web-requests-near-peak"],
  "alarm-target-health": ["web-no-healthy-host", "web-unhealthy-hosts"],
  "alarm-database-cluster-cpu": "web-database-cpu",
  "alarm-database-cluster-memory": "web-database-memory",
  "alarm-database-cluster-connections": "web-database-connections",
  "alarm-database-cluster-latency": "web-database-commit-latency",
  "alarm-cache-memory": "web-cache-memory-1",
  "alarm-cache-cpu": "web-cache-engine-cpu-2",
  "alarm-cache-evictions": "web-cache-evictions-1",
  "alarm-cache-hit-ratio": "web-cache-hit-ratio-2",
};

/** Resources that the prod stack has none of, and the alarms without which they are added. */
const unwatched: readonly Sabotage[] = [
  ...["cpu", "memory", "connections", "latency", "storage"].map((of) => ({
    policy: `alarm-database-${of}`,
    type: "aws:rds/instance:Instance",
    name: "unwatched",
    add: { identifier: "unwatched", engine: "postgres" },
  })),
  ...["throttles", "throughput", "latency"].map((of) => ({
    policy: `alarm-table-${of}`,
    type: "aws:dynamodb/table:Table",
    name: "unwatched",
    add: { name: "unwatched", billingMode: "PAY_PER_REQUEST" },
  })),
];

export const alarmSabotages: readonly Sabotage[] = [
  ...unwatched,
  ...Object.entries(required).map(([policy, name]): Sabotage => ({
    policy,
    ...alarm(...[name].flat()),
    remove: true,
    ...(["alarm-group-cpu", "alarm-group-memory"].includes(policy) && { knownLater: actions }),
  })),
  {
    policy: "alarm-group-cpu",
    ...alarm("web-cpu-high"),
    set: { threshold: 90 },
    knownLater: actions,
  },
  {
    policy: "alarm-group-memory",
    ...alarm("web-memory-high"),
    set: { "dimensions.AutoScalingGroupName": "another" },
    knownLater: actions,
  },
  { policy: "alarm-load-balancer-latency", ...alarm("web-latency-p95"), set: { threshold: 0.5 } },
  { policy: "alarm-metric-exists", ...alarm("web-cpu-high"), set: { metricName: "CPUUtilisation" } },
  { policy: "alarm-threshold-unit", ...alarm("web-latency-p95"), set: { threshold: 300 } },
  { policy: "alarm-missing-data", ...alarm("web-cpu-high"), set: { treatMissingData: null } },
  { policy: "alarm-acts", type: "aws:cloudwatch/compositeAlarm:CompositeAlarm", remove: true },
  { policy: "alarm-topic-subscribed", type: "aws:sns/topicSubscription:TopicSubscription", remove: true },
  {
    policy: "event-rule-reaches-topic",
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "web-ticket",
    set: { policy: onCondition("sns:Publish") },
  },
  {
    policy: "event-rule-reaches-topic",
    type: "aws:kms/key:Key",
    name: "web-notifications",
    set: { policy: onCondition("kms:Decrypt", "kms:GenerateDataKey*") },
  },
  { policy: "budget-alerts", type: budgetType, remove: true },
  { policy: "budget-alerts", type: budgetType, set: { notifications: [] } },
  {
    policy: "budget-alerts",
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "web-ticket",
    set: { policy: onCondition("sns:Publish") },
  },
  { policy: "scaling-before-paging", ...alarm("web-out"), set: { threshold: 80 } },
  {
    policy: "log-group-retention",
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "web-flow",
    set: { retentionInDays: 0 },
  },
  { policy: "vpc-flow-logs", type: "aws:ec2/flowLog:FlowLog", remove: true },
  {
    policy: "load-balancer-access-logs",
    type: "aws:lb/loadBalancer:LoadBalancer",
    set: { "accessLogs.enabled": false },
  },
  {
    policy: "detailed-monitoring",
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    set: { "monitoring.enabled": false },
  },
  {
    policy: "enhanced-monitoring",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-1",
    set: { monitoringInterval: 0 },
  },
  {
    policy: "database-logs-exported",
    type: "aws:rds/cluster:Cluster",
    set: { enabledCloudwatchLogsExports: [] },
  },
  {
    policy: "cache-logs-delivered",
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    set: { logDeliveryConfigurations: null },
  },
  { policy: "tracing-sampling-rule", type: "aws:xray/samplingRule:SamplingRule", remove: true },
  {
    policy: "alarm-database-cluster-connections",
    type: alarmType,
    name: "web-database-connections",
    set: { threshold: 5000 },
  },
  {
    policy: "alarm-dimension-identifies",
    type: alarmType,
    name: "web-latency-p95",
    set: { "dimensions.LoadBalancer": { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "arn"] } },
    knownLater: "which of a load balancer's outputs a dimension is",
  },
];
