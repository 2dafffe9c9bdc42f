import assert from "node:assert/strict";
import { type Properties, text } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

const ZONE = { zoneId: "Z1", name: "www.example.org", type: "A" };
const ALIAS = [{ name: "lb.example.com", zoneId: "Z2", evaluateTargetHealth: true }];
const failover = (type: string, setIdentifier: string, more: Properties = {}): Properties => ({
  ...ZONE,
  aliases: ALIAS,
  setIdentifier,
  failoverRoutingPolicies: [{ type }],
  ...more,
});

describe("B9 the local Route 53 and CloudFront", function () {
  this.timeout("60s");
  let aws: Client;
  beforeEach(async () => {
    aws = await Client.start(newStore());
  });
  afterEach(() => {
    aws.stop();
  });
  const record = (name: string, inputs: Properties) => aws.create("route53/record", name, inputs);

  it("have one primary and one secondary record, by identifiers of their own", async () => {
    const primary = await record("p", failover("PRIMARY", "east"));
    await assert.rejects(
      record("p2", failover("PRIMARY", "other")),
      /another record exists with the same failover value/,
    );
    await assert.rejects(
      record("s", failover("SECONDARY", "east")),
      /set-identifier='east'] but it already exists/,
    );
    const secondary = await record("s", failover("SECONDARY", "west", { name: "WWW.example.org." }));
    assert.notEqual(primary.id, secondary.id);
  });

  const refused: [what: string, inputs: Properties, error: RegExp][] = [
    ["without an identifier", failover("PRIMARY", ""), /needs a SetIdentifier/],
    ["without a policy", { ...ZONE, setIdentifier: "a" }, /has a SetIdentifier, but no routing policy/],
    [
      "with two policies",
      failover("PRIMARY", "a", { weightedRoutingPolicies: [{ weight: 1 }] }),
      /more than one routing policy/,
    ],
    ["that is an alias with a TTL", failover("PRIMARY", "a", { ttl: 60 }), /neither TTL nor records/],
    [
      "that is primary and whose health nobody knows",
      failover("PRIMARY", "a", { aliases: [], records: ["1.2.3.4"], ttl: 60 }),
      /needs a health check/,
    ],
    [
      "whose health check does not exist",
      failover("PRIMARY", "a", { healthCheckId: "none" }),
      /NoSuchHealthCheck/,
    ],
  ];
  for (const [what, inputs, error] of refused)
    it(`refuse a record ${what}`, () => assert.rejects(record("r", inputs), error));

  it("mix no policies and no CNAME under one name", async () => {
    await record("l", {
      ...ZONE,
      aliases: ALIAS,
      setIdentifier: "a",
      latencyRoutingPolicies: [{ region: "us-east-1" }],
    });
    const weighted = {
      ...ZONE,
      aliases: ALIAS,
      setIdentifier: "b",
      weightedRoutingPolicies: [{ weight: 1 }],
    };
    await assert.rejects(record("w", weighted), /another routing policy exists with the same name and type/);
    await assert.rejects(record("s", { ...ZONE, aliases: ALIAS }), /another routing policy exists/);
    await assert.rejects(
      record("c", { ...ZONE, type: "CNAME", records: ["a"], ttl: 60 }),
      /conflicts with other records/,
    );
    await record("other", { ...weighted, name: "api.example.org" });
    await record("twin", { ...weighted, name: "api.example.org", setIdentifier: "c" });
  });

  it("check endpoints, alarms, and other checks, which stay while they are used", async () => {
    const check = (inputs: Properties) => aws.create("route53/healthCheck", "c", inputs);
    const endpoint = { type: "HTTPS", fqdn: "www.example.org", requestInterval: 10, failureThreshold: 3 };
    await assert.rejects(check({ type: "HTTPS" }), /needs its domain name or address/);
    await assert.rejects(check({ ...endpoint, requestInterval: 20 }), /RequestInterval 20 is not 10 or 30/);
    await assert.rejects(check({ ...endpoint, failureThreshold: 11 }), /FailureThreshold/);
    await assert.rejects(check({ ...endpoint, regions: ["us-east-1", "us-west-1"] }), /At least three/);
    await assert.rejects(check({ type: "CALCULATED", childHealthThreshold: 1 }), /needs child health checks/);
    await assert.rejects(check({ type: "CLOUDWATCH_METRIC" }), /needs its name and region/);
    const calculated = (child: string) => ({
      type: "CALCULATED",
      childHealthThreshold: 1,
      childHealthchecks: [child],
    });
    await assert.rejects(check(calculated("none")), /NoSuchHealthCheck/);
    const child = await check(endpoint);
    const parent = await check(calculated(child.id));
    await record("p", failover("PRIMARY", "east", { healthCheckId: parent.id }));
    await assert.rejects(aws.delete(child), /HealthCheckInUse/);
    await aws.delete(parent);
  });

  it("distribute from origins that exist, with a certificate of us-east-1 for their names", async () => {
    const west = await Client.start(newStore(), { region: "us-west-2" });
    const control = await west.create("cloudfront/originAccessControl", "files", {
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const here = await west.create("acm/certificate", "w", { domainName: "example.org" });
    const there = await west.create("acm/certificate", "e", {
      domainName: "*.example.org",
      region: "us-east-1",
    });
    const distribution = (more: Properties): Properties => ({
      enabled: true,
      origins: [
        { originId: "files", domainName: "files.s3.amazonaws.com", originAccessControlId: control.id },
      ],
      defaultCacheBehavior: { targetOriginId: "files" },
      restrictions: {},
      viewerCertificate: { acmCertificateArn: there.id },
      aliases: ["www.example.org"],
      ...more,
    });
    const distribute = (more: Properties) => west.create("cloudfront/distribution", "d", distribution(more));
    await assert.rejects(distribute({ defaultCacheBehavior: { targetOriginId: "x" } }), /NoSuchOrigin/);
    await assert.rejects(
      distribute({ viewerCertificate: { acmCertificateArn: here.id } }),
      /InvalidViewerCertificate: .*isn't in us-east-1/,
    );
    await assert.rejects(distribute({ viewerCertificate: {} }), /you must attach a trusted certificate/);
    const origin = { originId: "files", domainName: "a", originAccessControlId: "ENONE" };
    await assert.rejects(distribute({ origins: [origin] }), /InvalidOriginAccessControl/);
    await assert.rejects(
      distribute({ aliases: ["www.example.com"] }),
      /doesn't cover the alternate domain name/,
    );
    const made = await distribute({});
    await assert.rejects(distribute({}), /CNAMEAlreadyExists/);
    await assert.rejects(west.delete(control), /OriginAccessControlInUse/);
    await west.delete(made);
    await west.delete(control);
    west.stop();
  });

  it("lead aliases to records of their zone, and to distributions that have their name", async () => {
    const answer = await aws.create("cloudfront/function", "answer", {
      name: "answer",
      runtime: "cloudfront-js-2.0",
      code: "function handler(event) { return event.request; }",
    });
    assert.equal(answer.state.arn, "arn:aws:cloudfront::123456789012:function/answer");
    const certificate = await aws.create("acm/certificate", "c", {
      domainName: "www.example.org",
      region: "us-east-1",
    });
    const page = await aws.create("cloudfront/distribution", "d", {
      enabled: true,
      origins: [{ originId: "none", domainName: "lb.example.com" }],
      defaultCacheBehavior: {
        targetOriginId: "none",
        functionAssociations: [{ eventType: "viewer-request", functionArn: text(answer.state.arn) }],
      },
      restrictions: {},
      viewerCertificate: { acmCertificateArn: certificate.id },
      aliases: ["www.example.org"],
    });
    await assert.rejects(aws.delete(answer), /FunctionInUse/);
    const alias = {
      name: text(page.state.domainName),
      zoneId: "Z2FDTNDATAQYW2",
      evaluateTargetHealth: false,
    };
    const leads = (more: Properties) =>
      record("f", failover("SECONDARY", "page", { aliases: [alias], ...more }));
    await assert.rejects(leads({ aliases: [{ ...alias, evaluateTargetHealth: true }] }), /cannot be true/);
    await assert.rejects(leads({ name: "api.example.org" }), /that target was not found/);
    const within = { name: "www.example.org", zoneId: "Z1", evaluateTargetHealth: true };
    const above = { name: "example.org", aliases: [within] };
    await assert.rejects(
      leads(above),
      /targets www.example.org., type A in zone Z1, but that target was not/,
    );
    await leads({});
    await record("above", failover("SECONDARY", "region", above));
  });

  it("know records and names once an account, whichever stack and region they are made from", async () => {
    const store = newStore();
    const [east, west] = await Promise.all([
      Client.start(store),
      Client.start(store, { region: "us-west-2" }),
    ]);
    const distribution = async (client: Client, aliases: string[]) => {
      const { id } = await client.create("acm/certificate", "page", {
        domainName: "www.example.org",
        subjectAlternativeNames: ["api.example.org"],
        region: "us-east-1",
      });
      return client.create("cloudfront/distribution", "page", {
        enabled: true,
        origins: [{ originId: "none", domainName: "lb.example.com" }],
        defaultCacheBehavior: { targetOriginId: "none" },
        restrictions: {},
        viewerCertificate: { acmCertificateArn: id },
        aliases,
      });
    };
    const lost = await distribution(east, ["www.example.org"]);
    await assert.rejects(distribution(west, ["www.example.org"]), /CNAMEAlreadyExists/);
    const page = await distribution(west, ["api.example.org"]);
    await assert.rejects(
      west.update(page, { ...page.inputs, aliases: ["www.example.org"] }),
      /CNAMEAlreadyExists/,
    );

    const primary = await east.create("route53/record", "web", failover("PRIMARY", "prod"));
    await assert.rejects(
      west.create("route53/record", "web", failover("PRIMARY", "restored")),
      /another record exists with the same failover value/,
    );
    await assert.rejects(
      west.create("route53/record", "web", failover("SECONDARY", "prod")),
      /set-identifier='prod'] but it already exists/,
    );
    await assert.rejects(
      west.create("route53/record", "web", failover("PRIMARY", "restored", { allowOverwrite: true })),
      /another record exists with the same failover value/,
    );
    await assert.rejects(
      west.create("route53/record", "web", { ...ZONE, aliases: ALIAS }),
      /another routing/,
    );
    const proof = { ...ZONE, name: "_1.www.example.org", type: "CNAME", records: ["_2"], ttl: 300 };
    await east.create("route53/record", "proof", proof);
    await assert.rejects(west.create("route53/record", "proof", proof), /but it already exists/);
    await west.create("route53/record", "proof", { ...proof, allowOverwrite: true });

    await east.delete(lost);
    await east.delete(primary);
    await west.update(page, { ...page.inputs, aliases: ["www.example.org"] });
    await west.create("route53/record", "web", failover("PRIMARY", "restored"));
    east.stop();
    west.stop();
  });
});
