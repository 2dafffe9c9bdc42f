import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { alarms } from "../../infra/observability/alarms";
import type { Alarm } from "../../infra/observability/alarms/alarm";
import { Observability, type ObservabilityArgs } from "../../infra/observability";
import { serviceLog } from "../../infra/observability/service-log";
import { limitsOf } from "./declared-limits";
import { type Recorded, type Recording, record } from "./record";

const parts: ObservabilityArgs["parts"] = {
  loadBalancer: {
    type: "application",
    arnSuffix: pulumi.output("app/web/1"),
    targetGroupArnSuffix: pulumi.output("targetgroup/web/2"),
  },
  compute: { groupName: pulumi.output("web-group") },
  storage: {
    staticFiles: { bucketName: pulumi.output("files") },
    fileBackups: { bucketName: pulumi.output("backups") },
  },
  certificateArn: "arn:certificate",
};

const observability = () =>
  record((region) => {
    serviceLog(
      "web",
      { logGroupName: "/platform/prod/web", retentionDays: 90, kmsKeyArn: "arn:logs" },
      region,
    );
    new Observability("web", {
      region: "us-east-1",
      names: "web-prod",
      limits: limitsOf("prod"),
      parts,
      topicArns: { page: "arn:web-page", ticket: "arn:web-ticket" },
      events: {
        logRetentionDays: 90,
        logKeyArn: "arn:logs",
        autoScalingGroupName: "web-group",
        databaseIdentifiers: ["web-database"],
      },
      sampledShare: 0.05,
    });
  });

describe("C4 alarms as resources", () => {
  let stack: Recording;
  before(async () => (stack = await observability()));
  const metricAlarms = () => stack.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
  const named = (id: string) => stack.only("aws:cloudwatch/metricAlarm:MetricAlarm", `web-${id}`).inputs;
  const composite = (id: string) =>
    stack.only("aws:cloudwatch/compositeAlarm:CompositeAlarm", `web-${id}`).inputs;

  it("are one for each row and each thing that it watches", () => {
    const watched = ["applicationLoadBalancer", "applicationTargets", "group", "bucket", "certificate"];
    const existing = [...watched, "launchFailureRule", "databaseEventRule"];
    const expected = alarms.filter(({ watches }) => watches.some((kind) => existing.includes(kind)));
    const namesOf = ({ id, watches }: Alarm) =>
      watches.includes("bucket") ? [`web-${id}-static`, `web-${id}-backup`] : [`web-${id}`];
    assert.deepEqual(
      metricAlarms().map(({ name }) => name),
      expected.flatMap(namesOf).sort((a, b) => a.localeCompare(b)),
    );
  });

  it("carry what their row says", () => {
    const operators: Record<string, string> = {
      ">": "GreaterThanThreshold",
      ">=": "GreaterThanOrEqualToThreshold",
      "<": "LessThanThreshold",
      "<=": "LessThanOrEqualToThreshold",
    };
    for (const { name, inputs } of metricAlarms()) {
      const row = alarms.find(({ id }) => name.replace(/-(static|backup)$/, "") === `web-${id}`);
      assert.ok(row, name);
      const { datapointsToAlarm, evaluationPeriods, treatMissingData, comparisonOperator, threshold } =
        inputs;
      assert.deepEqual([datapointsToAlarm, evaluationPeriods], row.breaching, name);
      assert.deepEqual(
        [treatMissingData, comparisonOperator, threshold],
        [row.missing, operators[row.comparison], row.threshold(limitsOf("prod"))],
        name,
      );
    }
  });

  it("name the dimensions that a metric has beside those of the target", () => {
    const queries = named("storage-size-static").metricQueries as { metric?: { dimensions: unknown } }[];
    assert.deepEqual(
      queries.flatMap(({ metric }) => (metric ? [metric.dimensions] : [])),
      ["StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage"].map((StorageType) => ({
        BucketName: "files",
        StorageType,
      })),
    );
  });

  it("say what they mean, what to do first and where there is more", () => {
    for (const { name, inputs } of metricAlarms()) {
      assert.match(
        String(inputs.alarmDescription),
        /^\S.+ First: \S.+ Runbook: docs\/runbook\.md#\S+$/,
        name,
      );
    }
  });

  it("watch latency in seconds, by percentile, and not over a handful of requests", () => {
    const { extendedStatistic, evaluateLowSampleCountPercentiles, threshold, statistic } =
      named("latency-p95");
    assert.deepEqual(
      { extendedStatistic, evaluateLowSampleCountPercentiles, threshold, statistic },
      {
        extendedStatistic: "p95",
        evaluateLowSampleCountPercentiles: "ignore",
        threshold: 0.3,
        statistic: undefined,
      },
    );
  });

  it("watch rates by metric math, each term with the dimensions of the target", () => {
    const queries = named("server-error-rate").metricQueries as {
      id: string;
      returnData: boolean;
      metric?: { dimensions: unknown; stat: string };
    }[];
    assert.deepEqual(
      queries.filter(({ returnData }) => returnData).map(({ id }) => id),
      ["result"],
    );
    const terms = queries.flatMap(({ metric }) => (metric ? [metric] : []));
    assert.equal(terms.length, 3);
    assert.ok(terms.every(({ stat }) => stat === "Sum"));
    for (const { dimensions } of terms) assert.deepEqual(dimensions, { LoadBalancer: "app/web/1" });
  });

  it("that belong to a composite alarm notify nobody; others notify when they begin and end", () => {
    const actionsOf = ({ alarmActions, okActions }: Recorded["inputs"]) => [alarmActions, okActions];
    assert.deepEqual(actionsOf(named("server-error-rate")), [[], []]);
    assert.deepEqual(actionsOf(named("certificate-expiry")), [["arn:web-ticket"], ["arn:web-ticket"]]);
    assert.deepEqual(actionsOf(composite("users-page")), [["arn:web-page"], ["arn:web-page"]]);
    assert.deepEqual(actionsOf(composite("slo-availability-fast")), [[], []]);
  });

  it("composite alarms name their members, and keep still for what users feel", () => {
    // Under mocks an alarm's name is its logical one.
    assert.equal(
      composite("slo-availability-fast").alarmRule,
      'ALARM("web-slo-availability-fast-60m") AND ALARM("web-slo-availability-fast-5m")',
    );
    assert.ok(
      String(composite("users-page").alarmRule).includes('OR ALARM("web-prod-slo-availability-fast")'),
    );
    assert.deepEqual(composite("platform-page").actionsSuppressor, {
      alarm: "web-prod-users-page",
      waitPeriod: 180,
      extensionPeriod: 180,
    });
  });

  it("C1: S3 counts requests of the buckets that are watched", () => {
    const counted = stack.ofType("aws:s3/bucketMetric:BucketMetric").map(({ inputs }) => inputs);
    assert.deepEqual(
      counted.map(({ bucket, name }) => [bucket, name]),
      [
        ["backups", "EntireBucket"],
        ["files", "EntireBucket"],
      ],
    );
  });
});

describe("C2, C3 logs, events and traces", () => {
  let stack: Recording;
  before(async () => (stack = await observability()));

  it("log groups are encrypted and do not keep for ever", () => {
    const groups = stack.ofType("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      groups.map(({ inputs }) => [inputs.name, inputs.retentionInDays, inputs.kmsKeyId]),
      [
        ["/aws/events/web-prod", 90, "arn:logs"],
        ["/platform/prod/web", 90, "arn:logs"],
      ],
    );
  });

  it("events of this group and database are kept, and alarms count them", () => {
    const patterns = stack
      .ofType("aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => JSON.parse(String(inputs.eventPattern)) as { source: string[]; detail: unknown });
    assert.deepEqual(
      patterns.map(({ source, detail }) => [source, detail]),
      [
        [["aws.rds"], { SourceIdentifier: ["web-database"], EventCategories: ["failover", "failure"] }],
        [["aws.autoscaling"], { AutoScalingGroupName: ["web-group"] }],
      ],
    );
    const { inputs } = stack.only("aws:cloudwatch/metricAlarm:MetricAlarm", "web-launch-failures");
    assert.deepEqual(inputs.dimensions, { RuleName: "web-events-launch-failed" });
  });

  it("traces a low, steady share of this service's requests, and none of health checks", () => {
    const rules = stack.ofType("aws:xray/samplingRule:SamplingRule").map(({ inputs }) => inputs);
    assert.deepEqual(
      rules.map(({ ruleName, serviceName, urlPath, reservoirSize, fixedRate }) => [
        ...[ruleName, serviceName, urlPath],
        ...[reservoirSize, fixedRate],
      ]),
      [
        ["web-prod-health", "web-prod", "/healthz", 0, 0],
        ["web-prod-steady", "web-prod", "*", 1, 0.05],
      ],
    );
    const [health, steady] = rules.map(({ priority }) => Number(priority));
    assert.ok((health ?? 0) < (steady ?? 0), "the lower number is asked first");
  });

  it("groups the traces that are worth a look: errors, and what takes longer than 300 ms", () => {
    const groups = stack.ofType("aws:xray/group:Group").map(({ inputs }) => inputs);
    assert.deepEqual(
      groups.map(({ filterExpression }) => filterExpression),
      ['service("web-prod") { fault = true OR error = true }', 'service("web-prod") { responsetime > 0.3 }'],
    );
  });
});
