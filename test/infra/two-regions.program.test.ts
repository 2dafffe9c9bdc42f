import assert from "node:assert/strict";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { planCapacity } from "../../capacity";
import { standbyAlarm } from "../../capacity/recovery/figures";
import { budgetUsd, deploymentOf, loadEnvironment, sizingOf } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { replication } from "../../infra/observability/alarms/replication";
import { type ProgramResource, runProgram } from "./program";

type Program = Map<string, ProgramResource>;

const [here, there] = ["us-east-1", "us-west-2"];

const run = (stack: string, changes: object = {}) => {
  const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { config: object };
  return runProgram(stack, { ...config, ...changes });
};

const regionOf = (program: Program, key: string) => program.get(key)?.options.provider;

/** What in one region waits for what in the other, as `waiting -> awaited`, without what is in no region. */
function crossings(program: Program, from: string, to: string): string[] {
  return [...program.keys()]
    .filter((key) => regionOf(program, key) === from && !key.startsWith("aws:iam/"))
    .flatMap((key) =>
      (program.get(key)?.options.dependsOn ?? [])
        .filter((other) => regionOf(program, other) === to && !other.startsWith("aws:iam/"))
        .map((other) => `${key} -> ${other}`),
    )
    .sort();
}

const typesOf = (program: Program, region: string) => [
  ...new Set(
    [...program.keys()].filter((key) => regionOf(program, key) === region).map((key) => key.split(" ")[0]),
  ),
];

const inputOf = (program: Program, type: string, name: string, input: string) =>
  program.get(`${type} ${name}`)?.inputs[input];

describe("B9 two stacks, one in each region", function () {
  this.timeout("3m");
  let prod: Program;
  let standby: Program;
  before(async () => {
    prod = await run("prod");
    standby = await run("prod-standby");
  });

  it("of which the primary waits for the other region for replication alone", () => {
    const found = crossings(prod, here, there);
    const declared =
      /^aws:(s3\/bucketReplicationConfig:\S+ \S+|backup\/plan:Plan \S+|cloudwatch\/(metricAlarm:MetricAlarm web-files-replication-\S+|dashboard:Dashboard web)) -> /;
    assert.deepEqual(
      found.filter((edge) => !declared.test(edge)),
      [],
    );
    assert.ok(
      found.some((edge) => edge.startsWith("aws:s3/bucketReplicationConfig:")),
      "the walk sees edges",
    );
  });

  it("of which the standby waits for the other region for copies of backups and CloudFront's certificate alone", () => {
    const found = crossings(standby, there, here);
    assert.deepEqual(
      found.filter((edge) => !/^aws:(backup\/plan:Plan|cloudfront\/distribution:Distribution) /.test(edge)),
      [],
    );
    assert.ok(found.length > 0, "the walk sees edges");
  });

  it("of which the standby keeps nothing in the primary's region but copies of backups, and what AWS has in us-east-1 alone", () => {
    assert.deepEqual(typesOf(standby, here).sort(), [
      "aws:acm/certificate:Certificate",
      "aws:acm/certificateValidation:CertificateValidation",
      "aws:backup/vault:Vault",
      "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "aws:kms/alias:Alias",
      "aws:kms/key:Key",
      "aws:route53/record:Record",
      "aws:sns/topic:Topic",
      "aws:sns/topicPolicy:TopicPolicy",
      "aws:sns/topicSubscription:TopicSubscription",
    ]);
  });

  it("know what they share by names that both compute", () => {
    const settings = (key: string) =>
      inputOf(standby, "aws:ssm/parameter:Parameter", `web-files/${key}`, "insecureValue");
    const bucket = (name: string) => inputOf(prod, "aws:s3/bucket:Bucket", `web-replica-${name}`, "bucket");
    assert.equal(bucket("static"), "platform-prod-static-us-west-2-123456789012");
    assert.deepEqual(
      [settings("static-bucket"), settings("backup-bucket")],
      [bucket("static"), bucket("backup")],
    );
    const id = "globalClusterIdentifier";
    assert.equal(
      inputOf(standby, "aws:rds/cluster:Cluster", "web-database", id),
      inputOf(prod, "aws:rds/globalCluster:GlobalCluster", "web-database", id),
    );
    const alias = inputOf(prod, "aws:kms/alias:Alias", "web-replica", "name");
    const policies = [...standby.values()].filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    assert.ok(policies.some(({ inputs }) => String(inputs.policy).includes(String(alias))));
  });

  it("know the session table so as well, where sessions are in one", async () => {
    const tables = { "platform:sessionStore": "dynamodb" };
    const table = (await run("prod", tables)).get("aws:dynamodb/table:Table web-sessions")?.inputs;
    const replicas = table?.replicas as { regionName: string }[];
    assert.deepEqual(
      [table?.name, replicas.map(({ regionName }) => regionName)],
      ["platform-prod-sessions", [there]],
    );
    const follower = await run("prod-standby", tables);
    assert.equal(
      inputOf(follower, "aws:ssm/parameter:Parameter", "web-sessions/table", "insecureValue"),
      table?.name,
    );
    assert.ok(![...follower.keys()].some((key) => key.startsWith("aws:dynamodb/")));
  });

  it("have each its own parameters, in its own region, and keep no secret that the other would lack", () => {
    const parameters = (program: Program, stack: string) =>
      [...program.values()]
        .filter(({ type }) => type === "aws:ssm/parameter:Parameter")
        .map(({ inputs, options }) => ({
          key: String(inputs.name).replace(`/platform/${stack}/`, ""),
          region: options.provider,
        }));
    const [first, second] = [parameters(prod, "prod"), parameters(standby, "prod-standby")];
    const keysOf = (all: typeof first) => all.map(({ key }) => key).sort();
    assert.ok(first.length > 0);
    assert.deepEqual(keysOf(second), keysOf(first));
    assert.deepEqual([...new Set(first.map(({ region }) => region))], [here]);
    assert.deepEqual([...new Set(second.map(({ region }) => region))], [there]);
    for (const program of [prod, standby]) {
      const secrets = [...program.keys()].filter((key) => key.startsWith("aws:secretsmanager/secret"));
      assert.deepEqual(secrets, []);
    }
  });

  it("have a record each, of one name, that follows a check of its own", () => {
    const type = "aws:route53/record:Record";
    const record = (program: Program) => program.get(`${type} web`)?.inputs ?? {};
    const [first, second] = [record(prod), record(standby)];
    assert.equal(first.name, second.name);
    assert.deepEqual([first.setIdentifier, second.setIdentifier], ["prod", "prod-standby"]);
    assert.deepEqual(first.failoverRoutingPolicies, [{ type: "PRIMARY" }]);
    assert.deepEqual(second.failoverRoutingPolicies, [{ type: "SECONDARY" }]);
    assert.equal(
      first.healthCheckId,
      "web-health-both-id",
      "the primary's wants a database that takes writes",
    );
    assert.equal(
      standby.get(`${type} web-standby`)?.inputs.healthCheckId,
      "web-health-id",
      "the standby's, which the page comes after, wants its endpoint alone",
    );
    const check = prod.get("aws:route53/healthCheck:HealthCheck web-health")?.inputs ?? {};
    assert.deepEqual(
      [check.type, check.requestInterval, check.failureThreshold, check.measureLatency],
      ["HTTPS", 10, 3, true],
    );
    const proof = [prod, standby].map((program) => program.get(`${type} web-validation`)?.options);
    assert.deepEqual(
      proof.map((options) => options?.retainOnDelete),
      [true, true],
      "neither takes the proof of the other's certificate away",
    );
  });

  it("call the same people from us-east-1 where an endpoint is not reached", () => {
    const actions = (program: Program) =>
      inputOf(
        program,
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "web-health-endpoint-unreachable",
        "alarmActions",
      );
    assert.deepEqual(actions(prod), ["arn:web-page"]);
    assert.deepEqual(actions(standby), ["arn:web-health-page"]);
    const told = (program: Program, topic: string) =>
      [...program.values()]
        .filter(({ type, inputs }) => type.startsWith("aws:sns/topicSubscription") && inputs.topic === topic)
        .map(({ inputs }) => inputs.endpoint);
    assert.deepEqual(told(standby, "arn:web-health-page"), told(prod, "arn:web-page"));
  });

  it("have what their bills count, as a stack alone has", async () => {
    for (const [stack, program] of Object.entries({ prod, "prod-standby": standby, dev: await run("dev") })) {
      const { healthChecks, role, ...counted } = deploymentOf(
        loadEnvironment(readStackFile(process.cwd(), stack)),
      );
      const of = (type: string) => [...program.values()].filter((resource) => resource.type === type);
      const checks = of("aws:route53/healthCheck:HealthCheck");
      const options = checks.flatMap(({ inputs: { type, requestInterval, measureLatency } }) =>
        [type === "HTTPS", requestInterval === 10, measureLatency === true].filter(Boolean),
      );
      assert.deepEqual(healthChecks, { count: checks.length, options: options.length }, stack);
      const replications = of("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
      assert.equal(replications.length, role === "primary" ? 4 : 0, stack);
      const alarmMetrics = of("aws:cloudwatch/metricAlarm:MetricAlarm").flatMap(({ inputs }) => {
        const queries = (inputs.metricQueries as { metric?: object }[] | undefined) ?? [{ metric: {} }];
        return queries.filter(({ metric }) => metric !== undefined);
      });
      assert.deepEqual(
        [counted.alarmMetrics, counted.compositeAlarms, counted.kmsKeys, counted.measuredBuckets],
        [
          alarmMetrics.length,
          of("aws:cloudwatch/compositeAlarm:CompositeAlarm").length,
          of("aws:kms/key:Key").length,
          of("aws:s3/bucketMetric:BucketMetric").length,
        ],
        stack,
      );
    }
  });

  it("have a budget each, the standby's of what it costs idle, whose name says that a failover exceeds it", () => {
    const budgetOf = (program: Program) => program.get("aws:budgets/budget:Budget web-budget")?.inputs ?? {};
    const limitOf = (stack: string) => {
      const environment = loadEnvironment(readStackFile(process.cwd(), stack));
      return budgetUsd(environment, planCapacity(environment.workload, sizingOf(environment)));
    };
    assert.equal(budgetOf(prod).limitAmount, String(limitOf("prod")));
    assert.equal(budgetOf(standby).limitAmount, String(limitOf("prod-standby")));
    assert.ok(Number(budgetOf(standby).limitAmount) < Number(budgetOf(prod).limitAmount) / 3);
    assert.equal(budgetOf(prod).name, "web-prod");
    assert.match(String(budgetOf(standby).name), /^web-prod-standby, idle; a failover exceeds it$/);
  });

  it("page from the standby's region too, as soon as the recovery counts on: the health check's alarm is in us-east-1", () => {
    const { inputs } =
      standby.get("aws:cloudwatch/metricAlarm:MetricAlarm web-global-database-not-following") ?? {};
    const row = replication.alarms.find(({ id }) => id === "global-database-not-following");
    assert.equal(row?.severity, "page");
    assert.deepEqual(
      [inputs?.treatMissingData, inputs?.period, inputs?.datapointsToAlarm, inputs?.evaluationPeriods],
      ["breaching", 60, standbyAlarm.minutes, standbyAlarm.minutes],
    );
    assert.deepEqual(inputs?.alarmActions, ["arn:web-page"]);
  });

  it("have an alarm for each row of the table on replication, in one of them or in both", () => {
    const alarms = (program: Program) =>
      [...program.keys()].filter((key) => key.startsWith("aws:cloudwatch/metricAlarm:MetricAlarm web-"));
    const has = (program: Program, id: string) =>
      alarms(program).some((key) => new RegExp(` web-${id}(-(static|backup))?$`).test(key));
    const rows = replication.alarms.filter(({ watches }) => !watches.includes("tableReplica"));
    assert.deepEqual(Object.fromEntries(rows.map(({ id }) => [id, [has(prod, id), has(standby, id)]])), {
      "global-database-lag": [true, true],
      "global-database-read-only": [true, false],
      "global-database-not-following": [false, true],
      "files-replication-lag": [true, false],
      "files-replication-failed": [true, false],
    });
  });

  it("have databases of which one has users of its own, in the primary's region", () => {
    const given = (program: Program) => program.get("aws:rds/cluster:Cluster web-database")?.inputs ?? {};
    const owned = ["databaseName", "masterUsername", "masterPassword", "manageMasterUserPassword"];
    assert.deepEqual(
      owned.map((name) => [given(prod)[name] !== undefined, given(standby)[name] !== undefined]),
      [
        [true, false],
        [true, false],
        [true, false],
        [false, false],
      ],
    );
  });
});
