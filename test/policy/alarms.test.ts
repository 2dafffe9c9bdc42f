import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { dimensionSetsOf } from "../../policy/model/metric-names";
import { unknown } from "../../policy/model/value";
import { alarm, composite, group, judge, told, topic } from "./alarm-stack";

describe("D3 a required alarm", () => {
  const cpu = (...stack: Declared[]) => judge("alarm-group-cpu", [group("web"), ...told, ...stack]).web;

  it("is at or below the limit, which is a parameter", () => {
    assert.equal(cpu(alarm("cpu", { threshold: 75 })), true);
    assert.equal(cpu(alarm("cpu", { threshold: 75.1 })), false);
    const strict = judge("alarm-group-cpu", [group("web"), ...told, alarm("cpu")], { limit: 74 });
    assert.equal(strict.web, false);
  });

  it("watches that very resource", () => {
    assert.equal(cpu(alarm("cpu", { dimensions: { AutoScalingGroupName: "other-1" } })), false);
    assert.equal(
      cpu(group("other"), alarm("cpu", { dimensions: { AutoScalingGroupName: "other-1" } })),
      false,
    );
  });

  it("goes off above its threshold, soon enough", () => {
    assert.equal(cpu(alarm("cpu", { comparisonOperator: "LessThanThreshold" })), false);
    assert.equal(cpu(alarm("cpu", { period: 300, evaluationPeriods: 3 })), true);
    assert.equal(cpu(alarm("cpu", { period: 300, evaluationPeriods: 4 })), false);
    assert.equal(cpu(alarm("cpu", { period: 300, evaluationPeriods: 10, datapointsToAlarm: 3 })), true);
  });

  it("may be one of several", () => {
    assert.equal(cpu(alarm("late", { threshold: 95 }), alarm("cpu")), true);
  });

  it("counts for a cluster also where it watches the cluster's instance", () => {
    const cluster: Declared[] = [
      { type: "aws:rds/cluster:Cluster", name: "orders", props: { clusterIdentifier: "orders-1" } },
      {
        type: "aws:rds/clusterInstance:ClusterInstance",
        name: "writer",
        props: { clusterIdentifier: "orders-1", identifier: "writer-1" },
      },
    ];
    const dimensions = { DBInstanceIdentifier: "writer-1" };
    const watching = alarm("cpu", { namespace: "AWS/RDS", dimensions });
    assert.equal(judge("alarm-database-cluster-cpu", [...cluster, ...told, watching]).orders, true);
    assert.equal(judge("alarm-database-cluster-cpu", [...cluster, ...told]).orders, false);
  });

  it("on connections goes off before the database takes no more", () => {
    const database: Declared = {
      type: "aws:rds/instance:Instance",
      name: "orders",
      props: { identifier: "orders-1", instanceClass: "db.m5.large" },
    };
    const connections = (threshold: number) => {
      const dimensions = { DBInstanceIdentifier: "orders-1" };
      const props = { namespace: "AWS/RDS", metricName: "DatabaseConnections", dimensions, threshold };
      return judge("alarm-database-connections", [database, ...told, alarm("connections", props)]).orders;
    };
    // 8 GiB allow 819 connections.
    assert.equal(connections(819), true);
    assert.equal(connections(820), false);
  });

  it("is needed for each node of a cache", () => {
    const cache: Declared = {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      name: "sessions",
      // What a preview knows: the name that Pulumi chose, not yet the list of nodes.
      props: { replicationGroupId: "sessions-1", numCacheClusters: 2, memberClusters: notYetKnown },
    };
    const node = (name: string, CacheClusterId: string) =>
      alarm(name, {
        namespace: "AWS/ElastiCache",
        metricName: "Evictions",
        statistic: "Sum",
        threshold: 0,
        dimensions: { CacheClusterId },
      });
    const evictions = (...nodes: Declared[]) =>
      judge("alarm-cache-evictions", [cache, ...told, ...nodes]).sessions;
    assert.equal(evictions(node("a", "sessions-1-001"), node("b", "sessions-1-002")), true);
    assert.equal(evictions(node("a", "sessions-1-001"), node("b", "sessions-1-001")), false);
    assert.equal(evictions(node("a", "sessions-1-001"), node("b", "sessions-1-003")), false);
  });

  it("does not concern a Network Load Balancer, which counts no requests", () => {
    const network = {
      type: "aws:lb/loadBalancer:LoadBalancer",
      name: "tcp",
      props: { loadBalancerType: "network" },
    };
    assert.deepEqual(judge("alarm-load-balancer-latency", [network]), {});
  });
});

describe("D3 who is told", () => {
  const silent = { alarmActions: [] };
  const told2 = (...stack: Declared[]) => judge("alarm-group-cpu", [group("web"), ...stack]).web;
  const acts = (...stack: Declared[]) => judge("alarm-acts", stack).cpu;

  it("is a topic with a subscription, not one without", () => {
    assert.equal(told2(alarm("cpu"), ...told), true);
    assert.equal(told2(alarm("cpu"), topic), false);
    assert.equal(told2(alarm("cpu", { actionsEnabled: false }), ...told), false);
  });

  it("is not known of a topic of another stack", () => {
    assert.equal(told2(alarm("cpu")), unknown);
  });

  it("may be told by a composite alarm, that of a composite alarm too", () => {
    const any = composite("outage", 'ALARM("cpu") OR ALARM("memory")');
    assert.equal(told2(alarm("cpu", silent), any, ...told), true);
    assert.equal(told2(alarm("cpu", silent), any, topic), false);
    const inner = composite("inner", "ALARM(cpu)", silent);
    assert.equal(told2(alarm("cpu", silent), inner, composite("outer", "ALARM(inner)"), ...told), true);
  });

  it("is nobody where the composite waits for another alarm, unless that only keeps it still", () => {
    const both = composite("burn", 'ALARM("cpu") AND ALARM("memory")');
    assert.equal(told2(alarm("cpu", silent), both, ...told), false);
    assert.equal(acts(alarm("cpu", silent), both, ...told), true);
    const unless = composite("outage", 'ALARM("cpu") AND NOT ALARM("deploying")');
    assert.equal(told2(alarm("cpu", silent), unless, ...told), true);
  });

  it("is nobody where an alarm only keeps a composite still, or composites name each other", () => {
    assert.equal(
      acts(alarm("cpu", silent), composite("outage", 'ALARM("x") AND NOT ALARM("cpu")'), ...told),
      false,
    );
    const circle = [composite("a", "ALARM(b) OR ALARM(cpu)", silent), composite("b", "ALARM(a)", silent)];
    assert.equal(acts(alarm("cpu", silent), ...circle), false);
  });

  it("is followed through what a preview does not know", () => {
    const preview: Declared = {
      ...composite("outage", notYetKnown),
      refersTo: { alarmRule: ["cpu"] },
    };
    assert.equal(acts(alarm("cpu", silent), preview, ...told), true);
    assert.equal(told2(alarm("cpu", silent), preview, ...told), unknown);
  });

  it("may be a scaling policy, which acts and tells nobody", () => {
    const scaling = {
      alarmActions: ["arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:policyName/out"],
    };
    assert.equal(acts(alarm("cpu", scaling)), true);
    assert.equal(told2(alarm("cpu", scaling)), false);
  });
});

describe("D3 what an alarm looks at", () => {
  it("is in AWS's specification, or in the supplement", () => {
    assert.deepEqual(dimensionSetsOf("AWS/ApplicationELB", "RequestCount")?.includes("LoadBalancer"), true);
    assert.deepEqual(dimensionSetsOf("AWS/RDS", "ACUUtilization")?.includes("DBClusterIdentifier"), true);
    assert.equal(dimensionSetsOf("AWS/ApplicationELB", "requestCount"), undefined);
    assert.equal(dimensionSetsOf("Platform/Web", "Requests"), undefined);
  });

  const exists = (props: object) => judge("alarm-metric-exists", [alarm("it", props)]).it;
  it("has the dimensions that CloudWatch has the metric with", () => {
    assert.equal(exists({}), true);
    assert.equal(exists({ dimensions: { GroupName: "web-1" } }), false);
    assert.equal(exists({ namespace: "aws/ec2" }), undefined, "a namespace of the program's own");
    const query = (metricName: string) => ({
      metricName: undefined,
      metricQueries: [
        { id: "m", metric: { namespace: "AWS/EC2", metricName, dimensions: { InstanceId: notYetKnown } } },
        { id: "e", expression: "m * 2", returnData: true },
      ],
    });
    assert.equal(exists(query("NetworkIn")), true);
    assert.equal(exists(query("NetworkInn")), false);
  });

  const unit = (props: object) => judge("alarm-threshold-unit", [alarm("it", props)]).it;
  it("is compared with a threshold of its unit", () => {
    assert.equal(unit({ threshold: 0.75 }), true, "three quarters of a percent is a percentage");
    assert.equal(unit({ threshold: 750 }), false);
    const rds = (metricName: string, threshold: number) =>
      unit({ namespace: "AWS/RDS", metricName, threshold });
    assert.equal(rds("FreeableMemory", 512), false);
    assert.equal(rds("FreeableMemory", 512e6), true);
    assert.equal(rds("CommitLatency", 0.05), false);
    assert.equal(rds("WriteLatency", 0.05), true);
  });

  const missing = (metricName: string, comparisonOperator: string, treatMissingData?: string) =>
    judge("alarm-missing-data", [
      alarm("it", { metricName, comparisonOperator, ...(treatMissingData && { treatMissingData }) }),
    ]).it;
  it("says what silence is", () => {
    assert.equal(missing("CPUUtilization", "GreaterThanThreshold", "missing"), true);
    assert.equal(missing("CPUUtilization", "GreaterThanThreshold"), false);
    assert.equal(missing("HealthyHostCount", "LessThanThreshold", "notBreaching"), false);
    assert.equal(missing("HealthyHostCount", "LessThanThreshold", "breaching"), true);
    assert.equal(missing("HTTPCode_ELB_5XX_Count", "GreaterThanThreshold", "breaching"), false);
    assert.equal(missing("HTTPCode_ELB_5XX_Count", "GreaterThanThreshold", "notBreaching"), true);
  });
});
