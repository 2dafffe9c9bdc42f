import { declared } from "../../capacity/examples/fleet";
import { type Declared, type Example, notYetKnown } from "../../../examples/example";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const topic: Declared = { type: "aws:sns/topic:Topic", name: "page", props: { arn: notYetKnown } };
const subscription: Declared = {
  type: "aws:sns/topicSubscription:TopicSubscription",
  name: "oncall",
  props: { topic: notYetKnown },
  refersTo: { topic: ["page"] },
};
const told: readonly Declared[] = [topic, subscription];

/** An alarm that goes off above a threshold after five minutes and tells the subscriber of a topic. */
const alarm = (props: object, refersTo: Declared["refersTo"] = {}, name = "alarm"): Declared => ({
  type: alarmType,
  name,
  props: {
    comparisonOperator: "GreaterThanThreshold",
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    alarmActions: [notYetKnown],
    ...props,
  },
  refersTo: { alarmActions: ["page"], ...refersTo },
});

/** What an alarm watches, by the type's and the dimension's name. */
const watched: Readonly<
  Record<string, { type: string; dimension: string; namespace: string; members?: readonly string[] }>
> = {
  group: { type: "aws:autoscaling/group:Group", dimension: "AutoScalingGroupName", namespace: "AWS/EC2" },
  balancer: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    dimension: "LoadBalancer",
    namespace: "AWS/ApplicationELB",
  },
  targets: {
    type: "aws:lb/targetGroup:TargetGroup",
    dimension: "TargetGroup",
    namespace: "AWS/ApplicationELB",
  },
  cluster: { type: "aws:rds/cluster:Cluster", dimension: "DBClusterIdentifier", namespace: "AWS/RDS" },
  database: { type: "aws:rds/instance:Instance", dimension: "DBInstanceIdentifier", namespace: "AWS/RDS" },
  cache: {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    dimension: "CacheClusterId",
    namespace: "AWS/ElastiCache",
    members: ["it-001"],
  },
  table: { type: "aws:dynamodb/table:Table", dimension: "TableName", namespace: "AWS/DynamoDB" },
};

/** A resource with an alarm whose threshold is good, or is another. */
function required(kind: string, metricName: string, good: number, bad?: number, props: object = {}): Example {
  const { type, dimension, namespace, members } = watched[kind] ?? { type: "", dimension: "", namespace: "" };
  const resource: Declared = {
    type,
    name: "it",
    ...(members && { props: { numCacheClusters: members.length }, filledIn: { memberClusters: members } }),
  };
  const [identifier = notYetKnown] = members ?? [];
  const stack = (threshold: unknown): Declared[] => [
    resource,
    ...told,
    alarm(
      { namespace, metricName, dimensions: { [dimension]: identifier }, threshold, ...props },
      { dimensions: ["it"] },
    ),
  ];
  const untold = stack(good).filter(({ name }) => name !== "oncall");
  return {
    good: stack(good),
    bad: bad === undefined ? untold : stack(bad),
    undecided: stack(notYetKnown).map((it) =>
      // Where any threshold does, when the alarm goes off is what a preview may not know.
      it.name === "alarm" ? { ...it, props: { ...it.props, period: notYetKnown } } : it,
    ),
  };
}

/** A load balancer with an alarm on the share of its requests that are answered so. */
function errorRate(family: string, good: number, bad: number): Example {
  const metric = (id: string, metricName: string) => ({
    id,
    metric: {
      namespace: "AWS/ApplicationELB",
      metricName,
      stat: "Sum",
      period: 60,
      dimensions: { LoadBalancer: notYetKnown },
    },
  });
  const stack = (threshold: unknown): Declared[] => [
    { type: "aws:lb/loadBalancer:LoadBalancer", name: "it" },
    ...told,
    alarm(
      {
        metricQueries: [
          metric("errors", `HTTPCode_Target_${family}_Count`),
          metric("requests", "RequestCount"),
          { id: "rate", expression: "100 * errors / requests", returnData: true },
        ],
        threshold,
      },
      { metricQueries: ["it"] },
    ),
  ];
  return { good: stack(good), bad: stack(bad), undecided: stack(notYetKnown) };
}

const withPlan = (example: Example): Example => ({
  good: [declared(), ...example.good],
  bad: [declared(), ...example.bad],
  undecided: [declared(), ...(example.undecided ?? [])],
});

const plain = (good: object, bad: object, undecided?: object): Example => ({
  good: [...told, alarm(good)],
  bad: [...told, alarm(bad)],
  ...(undecided && { undecided: [...told, alarm(undecided)] }),
});
const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization" };
const byGroup = { ...cpu, dimensions: { AutoScalingGroupName: "web-1" } };
const balancerSuffix = "app/web/0123456789abcdef";
const latency = (LoadBalancer: unknown) => ({
  namespace: "AWS/ApplicationELB",
  metricName: "TargetResponseTime",
  dimensions: { LoadBalancer },
});

const pageArn = "arn:aws:sns:us-east-1:123456789012:page";
const policyArn = "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:policyName/out";
const scaledGroup = (threshold: unknown): Declared[] => [
  { type: "aws:autoscaling/group:Group", name: "group", props: { name: "web-1" } },
  { type: "aws:autoscaling/policy:Policy", name: "policy", props: { arn: policyArn } },
  { ...topic, props: { arn: pageArn } },
  { ...subscription, props: { topic: pageArn } },
  alarm({ ...byGroup, alarmActions: [pageArn], threshold: 75 }),
  alarm({ ...byGroup, alarmActions: [policyArn], threshold }, {}, "scale-out"),
];

const composed = { ...byGroup, name: "cpu-high", alarmActions: [] };
const composite = (alarmRule: unknown): Declared => ({
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  name: "outage",
  props: { alarmRule, alarmActions: [notYetKnown] },
  refersTo: { alarmActions: ["page"] },
});

export const requiredAlarmExamples: Readonly<Record<string, Example>> = {
  "alarm-group-cpu": required("group", "CPUUtilization", 75, 76),
  "alarm-group-memory": required("group", "mem_used_percent", 80, 81, { namespace: "CWAgent" }),
  "alarm-load-balancer-latency": required("balancer", "TargetResponseTime", 0.3, 300),
  "alarm-load-balancer-5xx": errorRate("5XX", 1, 2),
  "alarm-load-balancer-4xx": errorRate("4XX", 10, 11),
  "alarm-load-balancer-requests": withPlan(
    required("balancer", "RequestCount", 6310, 6311, { statistic: "Sum" }),
  ),
  "alarm-target-health": required("targets", "UnHealthyHostCount", 0, 2),
  "alarm-database-cluster-cpu": required("cluster", "CPUUtilization", 80, 81),
  "alarm-database-cluster-memory": required("cluster", "FreeableMemory", 1e9, undefined, {
    comparisonOperator: "LessThanThreshold",
  }),
  "alarm-database-cluster-connections": required("cluster", "DatabaseConnections", 1000),
  "alarm-database-cluster-latency": required("cluster", "CommitLatency", 50),
  "alarm-database-cpu": required("database", "CPUUtilization", 80, 81),
  "alarm-database-memory": required("database", "FreeableMemory", 1e9, undefined, {
    comparisonOperator: "LessThanThreshold",
  }),
  "alarm-database-connections": required("database", "DatabaseConnections", 1000),
  "alarm-database-latency": required("database", "WriteLatency", 0.02),
  "alarm-database-storage": required("database", "FreeStorageSpace", 1e9, undefined, {
    comparisonOperator: "LessThanThreshold",
  }),
  "alarm-cache-memory": required("cache", "DatabaseMemoryUsagePercentage", 80, 81),
  "alarm-cache-cpu": required("cache", "EngineCPUUtilization", 90, 91),
  "alarm-cache-evictions": required("cache", "Evictions", 0, undefined, { statistic: "Sum" }),
  "alarm-cache-hit-ratio": required("cache", "CacheHitRate", 80, undefined, {
    comparisonOperator: "LessThanThreshold",
  }),
  "alarm-table-throttles": required("table", "ThrottledRequests", 0, undefined, { statistic: "Sum" }),
  "alarm-table-throughput": required("table", "ConsumedReadCapacityUnits", 1000, undefined, {
    statistic: "Sum",
  }),
  "alarm-table-latency": required("table", "SuccessfulRequestLatency", 20),
  "alarm-dimension-identifies": plain(
    latency(balancerSuffix),
    latency(`arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/${balancerSuffix}`),
    latency(notYetKnown),
  ),
  "alarm-metric-exists": plain(
    byGroup,
    { ...byGroup, metricName: "CpuUtilization" },
    { ...byGroup, dimensions: notYetKnown },
  ),
  "alarm-threshold-unit": plain(
    { ...latency(balancerSuffix), threshold: 0.3 },
    { ...latency(balancerSuffix), threshold: 300 },
    { ...latency(balancerSuffix), threshold: notYetKnown },
  ),
  "alarm-acts": {
    good: [...told, { ...alarm(composed), refersTo: {} }, composite('ALARM("cpu-high")')],
    bad: [...told, { ...alarm(composed), refersTo: {} }, composite('ALARM("another")')],
    undecided: [...told, alarm({ ...byGroup, actionsEnabled: notYetKnown })],
  },
  "alarm-topic-subscribed": { good: [...told, alarm(byGroup)], bad: [topic, alarm(byGroup)] },
  "alarm-missing-data": plain(
    { ...byGroup, treatMissingData: "missing" },
    {
      ...byGroup,
      comparisonOperator: "LessThanThreshold",
      metricName: "HealthyHostCount",
      treatMissingData: "missing",
    },
  ),
  "scaling-before-paging": {
    good: scaledGroup(75),
    bad: scaledGroup(76),
    undecided: scaledGroup(notYetKnown),
  },
};
