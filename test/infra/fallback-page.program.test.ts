import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import { keepsFallbackPage } from "../../config";
import { FallbackPage } from "../../infra/dns";
import { type ProgramResource, runProgram } from "./program";
import { record } from "./record";

const distributionType = "aws:cloudfront/distribution:Distribution";
const functionType = "aws:cloudfront/function:Function";
const recordType = "aws:route53/record:Record";
const certificateType = "aws:acm/certificate:Certificate";

const page = () =>
  record((parent) => {
    new FallbackPage(
      "page",
      {
        domainNames: ["app.example.com"],
        certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
        originHost: "lb.elb.amazonaws.com",
      },
      { parent },
    );
  });

describe("B9 the page for when no region serves", () => {
  it("is the answer to every request, with a status that nobody takes for the service's", async () => {
    const { inputs } = (await page()).only(functionType);
    const answer = runInNewContext(`${String(inputs.code)}; handler({ request: { method: "POST" } })`) as {
      statusCode: number;
      headers: Record<string, { value: string }>;
      body: { encoding: string; data: string };
    };
    assert.deepEqual([answer.statusCode, answer.body.encoding], [503, "text"]);
    assert.equal(answer.headers["cache-control"]?.value, "no-store");
    assert.match(answer.headers["retry-after"]?.value ?? "", /^\d+$/);
    assert.match(answer.body.data, /<h1>We are not available at the moment<\/h1>/);
    // "Maximum function size 10 KB": CloudFront Developer Guide, "Quotas on CloudFront Functions" (2026-11-29).
    assert.ok(String(inputs.code).length < 10_240);
  });

  it("asks no origin: the function answers before, whatever the method", async () => {
    const { inputs } = (await page()).only(distributionType);
    const behavior = inputs.defaultCacheBehavior as Record<string, unknown>;
    assert.deepEqual(behavior.functionAssociations, [
      { eventType: "viewer-request", functionArn: "arn:page" },
    ]);
    assert.equal((behavior.allowedMethods as string[]).length, 7);
    assert.equal(inputs.orderedCacheBehaviors, undefined);
  });

  it("is under the users' name, by TLS 1.2 and newer", async () => {
    const { inputs } = (await page()).only(distributionType);
    assert.deepEqual(inputs.aliases, ["app.example.com"]);
    assert.deepEqual(inputs.viewerCertificate, {
      acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    });
    const { viewerProtocolPolicy } = inputs.defaultCacheBehavior as { viewerProtocolPolicy: string };
    assert.equal(viewerProtocolPolicy, "redirect-to-https");
  });
});

describe("B9 DNS sends users to the page", function () {
  this.timeout("3m");
  type Program = Map<string, ProgramResource>;
  const run = (stack: string, changes: object = {}) => {
    const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { config: object };
    return runProgram(stack, { ...config, ...changes });
  };
  const alone = (changes: object = {}) =>
    run("prod", { "platform:recovery": { mode: "backup-only" }, ...changes });
  const given = (program: Program, name: string, type = recordType) => program.get(`${type} ${name}`)?.inputs;

  it("where the region has no standby, when its check fails", async () => {
    const program = await alone();
    const [region, last] = [given(program, "web"), given(program, "web-fallback")];
    assert.deepEqual(
      [region?.name, region?.failoverRoutingPolicies, region?.setIdentifier, region?.healthCheckId],
      ["app.example.com", [{ type: "PRIMARY" }], "prod", "web-health-id"],
    );
    assert.deepEqual(
      [last?.name, last?.failoverRoutingPolicies, last?.setIdentifier, last?.aliases],
      [
        "app.example.com",
        [{ type: "SECONDARY" }],
        "prod-fallback",
        [{ name: "d1.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth: false }],
      ],
    );
    assert.equal(last?.healthCheckId, undefined, "what is last has nothing after it");
    const alarms = [...program.values()].filter(({ inputs }) => inputs.metricName === "HealthCheckStatus");
    assert.equal(alarms.length, 1, "somebody is called");
  });

  it("with the load balancer's certificate in us-east-1, and one more elsewhere, proved by the same record", async () => {
    const certificates = (program: Program) =>
      [...program.entries()].filter(([key]) => key.startsWith(certificateType)).map(([key]) => key);
    const retained = (program: Program, name: string) =>
      program.get(`${recordType} ${name}`)?.options.retainOnDelete;
    const east = await alone();
    assert.deepEqual(certificates(east), [`${certificateType} web`]);
    assert.equal(retained(east, "web-validation"), false);
    const west = await alone({ "aws:region": "us-west-2" });
    assert.equal(west.get(`${certificateType} web-fallback`)?.options.provider, "us-east-1");
    assert.deepEqual(
      ["web-validation", "web-fallback-validation"].map((name) => retained(west, name)),
      [true, true],
      "neither certificate takes the other's proof away",
    );
  });

  it("after the standby, by a name below it, since a name has one secondary", async () => {
    const standby = await run("prod-standby");
    const [entry, region, last] = ["web", "web-standby", "web-fallback"].map((name) => given(standby, name));
    const below = "standby.app.example.com";
    assert.deepEqual(entry?.aliases, [{ name: below, zoneId: "Z1", evaluateTargetHealth: true }]);
    assert.deepEqual(
      [region?.name, region?.failoverRoutingPolicies, region?.healthCheckId],
      [below, [{ type: "PRIMARY" }], "web-health-id"],
    );
    assert.deepEqual([last?.name, last?.failoverRoutingPolicies], [below, [{ type: "SECONDARY" }]]);
    assert.deepEqual(given(standby, "web-fallback", distributionType)?.aliases, [below, "app.example.com"]);
    const certificate = given(standby, "web-fallback", certificateType);
    assert.deepEqual(
      [certificate?.domainName, certificate?.subjectAlternativeNames],
      ["app.example.com", [below]],
    );
    assert.equal(standby.get(`${certificateType} web-fallback`)?.options.provider, "us-east-1");
  });

  const domain = {
    name: "app.example.com",
    hostedZone: "example.com",
    routing: "failover",
    weight: 1,
  } as const;
  const primary = { stack: "prod", region: "us-east-1" };
  const pair = { primary, standbyRegion: "us-west-2", otherRegion: "us-west-2" };
  const backupOnly = { mode: "backup-only", responseMinutes: 15, objectives: {} } as const;
  const warm = { ...backupOnly, mode: "warm-standby" } as const;
  const kept = { domain, pair: undefined, recovery: backupOnly };
  const standby = { domain, pair: { ...pair, role: "standby" }, recovery: warm } as const;
  for (const [what, environment, isKept] of [
    ["from a stack alone", kept, true],
    ["from a standby", standby, true],
    [
      "not from its primary: CloudFront gives a name to one distribution",
      { ...standby, pair: { ...pair, role: "primary" } },
      false,
    ],
    ["not without a name", { ...kept, domain: undefined }, false],
    ["not where nothing is kept elsewhere", { ...kept, recovery: { ...backupOnly, mode: "none" } }, false],
    [
      "not where each region is asked first by some",
      { ...standby, domain: { ...domain, routing: "latency" } },
      false,
    ],
  ] as const)
    it(what, () => {
      assert.equal(keepsFallbackPage(environment), isKept);
    });
});
