import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { expressionOf } from "../../policy/model/alarm";
import { unknown } from "../../policy/model/value";
import { alarm, found, judge, math } from "./alarm-stack";
import { stackOf } from "./declare";

describe("D3 metrics that there are", () => {
  const exists = (namespace: string, metricName: string, ...dimensions: string[]) =>
    judge("alarm-metric-exists", [
      alarm("it", {
        namespace,
        metricName,
        dimensions: Object.fromEntries(dimensions.map((dimension) => [dimension, "it"])),
      }),
    ]).it;

  it("are those that AWS's guides list beside its specification", () => {
    const cluster = "DBClusterIdentifier";
    const instance = "DBInstanceIdentifier";
    for (const [namespace, metric, ...dimensions] of [
      ["AWS/RDS", "SelectLatency", cluster],
      ["AWS/RDS", "DMLLatency", instance],
      ["AWS/RDS", "DBLoad", instance],
      ["AWS/RDS", "EBSByteBalance%", instance],
      ["AWS/RDS", "EBSIOBalance%", instance],
      ["AWS/RDS", "OldestReplicationSlotLag", instance],
      ["AWS/RDS", "NetworkReceiveThroughput", cluster],
      ["AWS/RDS", "NetworkTransmitThroughput", instance],
      ["AWS/ElastiCache", "DatabaseMemoryUsageCountedForEvictPercentage", "CacheClusterId"],
      ["AWS/EC2", "StatusCheckFailed_AttachedEBS", "InstanceId"],
      ["AWS/Events", "FailedInvocations", "EventBusName", "RuleName"],
      ["AWS/ApplicationELB", "AnomalousHostCount", "LoadBalancer", "TargetGroup"],
      ["AWS/ApplicationELB", "PeakLCUs", "LoadBalancer"],
      ["AWS/NetworkELB", "RejectedFlowCount", "LoadBalancer"],
    ] as const) {
      assert.equal(exists(namespace, metric, ...dimensions), true, metric);
    }
  });

  it("may be newer than what is known of them", () => {
    assert.equal(exists("AWS/RDS", "SomethingThatIsNew", "DBInstanceIdentifier"), unknown);
    assert.equal(exists("AWS/ApplicationELB", "HTTPCode_ELB_505_Count", "LoadBalancer"), unknown);
  });

  it("are not those of nearly the same name", () => {
    const cpu = (name: string) => exists("AWS/EC2", name, "InstanceId");
    for (const slip of [
      "cpuutilization",
      "CPU_Utilization",
      "CPUUtilisation",
      "CPUUtilizatio",
      "CPUUtilizations",
    ]) {
      assert.equal(cpu(slip), false, slip);
    }
    assert.equal(exists("AWS/RDS", "EBSByteBalance", "DBInstanceIdentifier"), false);
  });

  it("are by dimensions that there are, whoever lists them", () => {
    assert.equal(exists("AWS/RDS", "SelectLatency", "DBProxyName"), false);
  });
});

describe("D3 the unit of a threshold", () => {
  const judged = (props: object): Declared[] => [alarm("it", props)];
  const unit = (props: object) => judge("alarm-threshold-unit", judged(props)).it;
  const count = (metricName: string, namespace = "AWS/ApplicationELB") => ({ namespace, metricName });
  const errors = { r: count("RequestCount"), e: count("HTTPCode_Target_5XX_Count") };

  it("is a share where a count is divided by what it is part of, unless that is made percent", () => {
    const rate = (expression: string, threshold: number) => unit({ ...math(errors, expression), threshold });
    assert.equal(rate("e / r", 0.05), true);
    assert.equal(rate("e / r", 5), false);
    assert.equal(rate("IF(r > 100, e / r, 0)", 5), false);
    assert.equal(rate("100 * e / r", 5), undefined);
    assert.equal(rate("e / r * 100.0", 5), undefined);
    assert.equal(rate("(e + r) / 60", 5), undefined);
    const cache = { h: count("CacheHits", "AWS/ElastiCache"), m: count("CacheMisses", "AWS/ElastiCache") };
    assert.equal(unit({ ...math(cache, "h / (h + m)"), threshold: 80 }), false);
    assert.equal(unit({ ...math(cache, "h / m"), threshold: 80 }), undefined);
  });

  it("is anything where a count is divided by something else", () => {
    const backlog = {
      waiting: count("ApproximateNumberOfMessagesVisible", "AWS/SQS"),
      serving: count("GroupInServiceInstances", "AWS/AutoScaling"),
    };
    assert.equal(unit({ ...math(backlog, "waiting / serving"), threshold: 500 }), undefined);
    const perHost = { r: count("RequestCount"), hosts: count("HealthyHostCount") };
    assert.equal(unit({ ...math(perHost, "r / hosts"), threshold: 3000 }), undefined);
    const units = {
      rcu: count("ConsumedReadCapacityUnits", "AWS/DynamoDB"),
      wcu: count("ConsumedWriteCapacityUnits", "AWS/DynamoDB"),
    };
    assert.equal(unit({ ...math(units, "(rcu + wcu) / PERIOD(rcu)"), threshold: 800 }), undefined);
    assert.equal(unit({ ...math(errors, "e / PERIOD(r)"), threshold: 5 }), undefined);
  });

  it("is none where a band takes the threshold's place", () => {
    const detection = {
      metricName: undefined,
      threshold: undefined,
      thresholdMetricId: "band",
      comparisonOperator: "GreaterThanUpperThreshold",
      metricQueries: [
        { id: "m", metric: { ...count("TargetResponseTime"), stat: "p95", period: 60 }, returnData: true },
        { id: "band", expression: "ANOMALY_DETECTION_BAND(m, 2)", returnData: true },
      ],
    };
    assert.equal(unit(detection), undefined);
    const [, band] = detection.metricQueries;
    const share = math(errors, "e / r");
    const [found] = stackOf(
      alarm("it", { ...share, metricQueries: [band, ...share.metricQueries], thresholdMetricId: "band" }),
    ).resources;
    assert.equal(found && expressionOf(found), "e / r", "what the band is compared with");
  });

  it("may be no bytes of swap, as nobody wants any", () => {
    const swap = (threshold: number) => unit({ namespace: "AWS/RDS", metricName: "SwapUsage", threshold });
    assert.equal(swap(0), true);
    assert.equal(swap(256), false);
    assert.equal(swap(256e6), true);
    assert.equal(unit({ namespace: "AWS/RDS", metricName: "FreeableMemory", threshold: 0 }), false);
  });

  it("selects data where the alarm names it, and must be the one that AWS publishes", () => {
    const latency = { ...count("TargetResponseTime"), threshold: 0.3 };
    assert.equal(unit({ ...latency, unit: "Seconds" }), true);
    assert.equal(unit({ ...latency, unit: "" }), true, "as a provider gives what is not set");
    assert.equal(unit({ ...latency, unit: "Milliseconds" }), false);
    assert.match(
      found("alarm-threshold-unit", judged({ ...latency, unit: "Milliseconds" })),
      /unit Milliseconds of TargetResponseTime/,
    );
    const doubled = (of: string) => math({ t: { ...count("TargetResponseTime"), unit: of } }, "t * 2");
    assert.equal(unit(doubled("Milliseconds")), false);
    assert.equal(unit(doubled("Seconds")), undefined);
    assert.equal(unit({ namespace: "Own", metricName: "Waiting", unit: "Milliseconds" }), undefined);
  });
});

describe("D3 the silence of status checks", () => {
  const missing = (metricName: string, treatMissingData: string) =>
    judge("alarm-missing-data", [alarm("it", { metricName, treatMissingData })]).it;

  it("may be taken for the outage, as they report every minute", () => {
    assert.equal(missing("StatusCheckFailed", "breaching"), true);
    assert.equal(missing("StatusCheckFailed_System", "breaching"), true);
    assert.equal(missing("NumberOfBackupJobsFailed", "breaching"), false);
  });
});
