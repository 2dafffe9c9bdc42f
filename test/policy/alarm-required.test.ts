import assert from "node:assert/strict";
import { declared } from "../../policy/reliability/capacity/examples/fleet";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { dimensionSetsOf } from "../../policy/model/metric-names";
import { unknown } from "../../policy/model/value";
import { requiredRows } from "../../policy/reliability/alarms";
import { alarm, balancer, found, group, judge, math, ofBalancer, told } from "./alarm-stack";

describe("D3 the metrics of required alarms", () => {
  for (const { name, namespaces, metrics, beside = [], dimension } of requiredRows) {
    it(`${name}: CloudWatch has each, by the dimension that is asked for`, () => {
      for (const metric of [...metrics.flat(), ...beside]) {
        const sets = namespaces.flatMap((namespace) => dimensionSetsOf(namespace, metric) ?? []);
        // Which dimensions the agent sends with a metric its own configuration says.
        const isThere = namespaces.includes("CWAgent")
          ? sets.length > 0
          : sets.some((set) => set.split("+").includes(dimension));
        assert.ok(isThere, metric);
      }
    });
  }
});

describe("D3 the statistic of a required alarm", () => {
  const cpu = (statistic: unknown) =>
    judge("alarm-group-cpu", [group("web"), ...told, alarm("cpu", { statistic })]).web;

  it("is one that the worst shows in", () => {
    assert.equal(cpu("Average"), true);
    assert.equal(cpu("Maximum"), true);
    assert.equal(cpu("Minimum"), false);
    assert.equal(cpu("SampleCount"), false);
    assert.equal(cpu(notYetKnown), unknown);
  });

  it("may be a percentile, a trimmed mean or a percentile rank", () => {
    for (const extendedStatistic of ["p95", "TM(2%:98%)", "PR(:0.3)"]) {
      const late = alarm("late", {
        ...ofBalancer("TargetResponseTime", { extendedStatistic, statistic: undefined, threshold: 0.3 }),
      });
      assert.equal(judge("alarm-load-balancer-latency", [balancer, ...told, late]).web, true);
    }
  });

  it("is not the Maximum where low is bad, but of healthy hosts, which each zone counts", () => {
    const database: Declared = {
      type: "aws:rds/instance:Instance",
      name: "orders",
      props: { identifier: "orders-1" },
    };
    const memory = (statistic: string) =>
      alarm("memory", {
        namespace: "AWS/RDS",
        metricName: "FreeableMemory",
        dimensions: { DBInstanceIdentifier: "orders-1" },
        comparisonOperator: "LessThanThreshold",
        threshold: 1e9,
        statistic,
      });
    const verdict = (statistic: string) =>
      judge("alarm-database-memory", [database, ...told, memory(statistic)]).orders;
    assert.equal(verdict("Minimum"), true);
    assert.equal(verdict("Maximum"), false);
    assert.equal(health("HealthyHostCount", "LessThanThreshold", 1, "Maximum"), true);
  });

  it("is the sum of a count", () => {
    const requests = (statistic: unknown) => [
      declared(),
      balancer,
      ...told,
      alarm("requests", ofBalancer("RequestCount", { statistic, threshold: 10 })),
    ];
    const rule = "alarm-load-balancer-requests";
    assert.equal(judge(rule, requests("Sum")).web, true);
    assert.equal(judge(rule, requests("Average")).web, false);
    assert.match(found(rule, requests("Average")), /looks at the Average of RequestCount, which needs Sum/);
    assert.equal(judge(rule, requests(notYetKnown)).web, unknown);
  });

  it("is the sum of each count in an expression", () => {
    const rate = (stat: string) =>
      math(
        { r: ofBalancer("RequestCount"), e: ofBalancer("HTTPCode_Target_5XX_Count", { stat }) },
        "100 * e / r",
      );
    const verdict = (stat: string) =>
      judge("alarm-load-balancer-5xx", [balancer, ...told, alarm("rate", { ...rate(stat), threshold: 1 })])
        .web;
    assert.equal(verdict("Sum"), true);
    assert.equal(verdict("Average"), false);
  });
});

describe("D3 a required alarm on traffic", () => {
  it("keeps to the declared peak and its buffer by metric queries too", () => {
    const verdict = (threshold: number) => {
      const { metricQueries, metricName } = math({ r: ofBalancer("RequestCount") }, "FILL(r, 0)");
      const requests = alarm("requests", { metricQueries, metricName, period: undefined, threshold });
      return judge("alarm-load-balancer-requests", [declared(), balancer, ...told, requests]).web;
    };
    assert.equal(verdict(6310), true);
    assert.equal(verdict(6311), false);
  });
});

const targets = (targetType?: string): Declared => ({
  type: "aws:lb/targetGroup:TargetGroup",
  name: "web",
  props: { arnSuffix: "targetgroup/web/1", ...(targetType && { targetType }) },
});

function health(metricName: string, comparisonOperator: string, threshold: number, statistic = "Average") {
  const props = { metricName, comparisonOperator, threshold, statistic };
  const dimensions = { TargetGroup: "targetgroup/web/1" };
  const hosts = alarm("hosts", { namespace: "AWS/ApplicationELB", dimensions, ...props });
  return judge("alarm-target-health", [targets(), ...told, hosts]).web;
}

describe("D3 where a required alarm goes off", () => {
  it("is on few healthy hosts, or on one unhealthy host", () => {
    assert.equal(health("HealthyHostCount", "LessThanThreshold", 1), true);
    assert.equal(health("HealthyHostCount", "GreaterThanThreshold", 1), false);
    assert.equal(health("UnHealthyHostCount", "GreaterThanThreshold", 0), true);
    assert.equal(health("UnHealthyHostCount", "GreaterThanOrEqualToThreshold", 1), true);
    assert.equal(health("UnHealthyHostCount", "LessThanThreshold", 1), false);
    assert.equal(health("UnHealthyHostCount", "GreaterThanThreshold", 1_000_000), false);
  });

  it("is below a rate of hits, and either side of an expression", () => {
    const cache: Declared = {
      type: "aws:elasticache/replicationGroup:ReplicationGroup",
      name: "sessions",
      props: { replicationGroupId: "sessions-1", numCacheClusters: 1, memberClusters: ["sessions-1-001"] },
    };
    const ofCache = (metricName: string) => ({
      namespace: "AWS/ElastiCache",
      metricName,
      dimensions: { CacheClusterId: "sessions-1-001" },
    });
    const hits = (props: object) =>
      judge("alarm-cache-hit-ratio", [cache, ...told, alarm("hits", { ...props, threshold: 80 })]).sessions;
    const below = { comparisonOperator: "LessThanThreshold" };
    assert.equal(hits({ ...ofCache("CacheHitRate"), ...below }), true);
    assert.equal(hits(ofCache("CacheHitRate")), false);
    const terms = { h: ofCache("CacheHits"), m: ofCache("CacheMisses") };
    assert.equal(hits({ ...math(terms, "100 * h / (h + m)"), ...below }), true);
    assert.equal(hits(math(terms, "100 * m / (h + m)")), true);
  });

  it("is nowhere for the targets of a function, of which no hosts are counted", () => {
    assert.deepEqual(judge("alarm-target-health", [targets("lambda")]), {});
    assert.deepEqual(judge("alarm-target-health", [targets("ip")]), { web: false });
  });
});

describe("D3 a required alarm on a cluster's instances", () => {
  const cluster: Declared = {
    type: "aws:rds/cluster:Cluster",
    name: "orders",
    props: { clusterIdentifier: "orders-1" },
  };
  const instance = (name: string, clusterIdentifier: unknown = "orders-1"): Declared => ({
    type: "aws:rds/clusterInstance:ClusterInstance",
    name,
    props: { clusterIdentifier, identifier: `${name}-1` },
  });
  const three = [cluster, instance("writer"), instance("reader"), instance("second")];
  const on = (DBInstanceIdentifier: string, props: object = {}) =>
    alarm(DBInstanceIdentifier, { namespace: "AWS/RDS", dimensions: { DBInstanceIdentifier }, ...props });
  const cpu = (...stack: Declared[]) => judge("alarm-database-cluster-cpu", [...told, ...stack]).orders;

  it("is there for each of them", () => {
    assert.equal(cpu(...three, on("reader-1")), false);
    assert.equal(cpu(...three, on("writer-1"), on("reader-1"), on("second-1")), true);
    assert.equal(cpu(...three, on("writer-1"), on("reader-1"), on("second-1", { threshold: 95 })), false);
  });

  it("need not be there where the cluster has one", () => {
    const whole = alarm("cpu", { namespace: "AWS/RDS", dimensions: { DBClusterIdentifier: "orders-1" } });
    assert.equal(cpu(...three, on("reader-1"), whole), true);
  });

  it("is asked for by the update where it is not known whose an instance is", () => {
    assert.equal(cpu(cluster, instance("writer"), on("writer-1"), instance("other", notYetKnown)), unknown);
    // Both names are made of the same random suffix, and so may be the same.
    const suffix: Declared = { type: "random:index/randomId:RandomId", name: "suffix" };
    const refersTo = { clusterIdentifier: ["suffix"] };
    const named = { ...cluster, props: { clusterIdentifier: notYetKnown }, refersTo };
    assert.equal(
      cpu(suffix, named, { ...instance("writer", notYetKnown), refersTo }, on("writer-1")),
      unknown,
    );
  });
});
