import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown, type Verdict } from "../../policy/model/value";
import { fallbackPage } from "../../policy/reliability/region/fallback";
import { failoverRecords, recordPair } from "../../policy/reliability/region/records";
import { stackOf } from "./declare";

const plan: Declared = {
  type: "platform:recovery:RecoveryPlan",
  name: "recovery",
  props: { mode: "backup-only", responseMinutes: 15, objectives: {} },
};
const balancer = (internal: boolean): Declared => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "balancer",
  props: { internal },
  filledIn: { dnsName: "web-1.elb.example" },
});
const distribution: Declared = {
  type: "aws:cloudfront/distribution:Distribution",
  name: "distribution",
  props: { origins: [{ originId: "web", domainName: "origin.example.com" }] },
};

/** A record of a name; with `failover` it is one of two. */
const record = (name: string, target: string, failover?: string, props: object = {}): Declared => ({
  type: "aws:route53/record:Record",
  name: `${name} ${failover ?? ""} ${target}`,
  props: {
    name,
    type: "A",
    zoneId: "Z1",
    aliases: [{ name: target, zoneId: "Z2", evaluateTargetHealth: true }],
    ...(failover !== undefined && { failoverRoutingPolicies: [{ type: failover }], setIdentifier: failover }),
    ...props,
  },
});
const [web, page] = ["web-1.elb.example", "d1.cloudfront.net"];

const verdicts = (...stack: Declared[]): Verdict[] =>
  [...fallbackPage.check(stackOf(plan, ...stack), defaultsOf(fallbackPage))].map(({ verdict }) => verdict);

describe("B9 a page in place of a region that is lost", () => {
  const sound: Record<string, { stack: Declared[]; judged: number }> = {
    "a pair": {
      stack: [balancer(false), record("app", web, "PRIMARY"), record("app", page, "SECONDARY")],
      judged: 1,
    },
    "names as Route 53 has them": {
      stack: [balancer(false), record("App.", web, "PRIMARY"), record("app", page, "SECONDARY")],
      judged: 1,
    },
    "a pair of which one leads to a record below": {
      stack: [
        balancer(false),
        record("origin", web),
        record("app", "origin", "PRIMARY"),
        record("app", page, "SECONDARY"),
      ],
      judged: 1,
    },
    "the origin of a distribution": {
      stack: [balancer(false), distribution, record("origin.example.com", web)],
      judged: 0,
    },
    "an internal load balancer": { stack: [balancer(true), record("app", web)], judged: 0 },
    "a pair of something else": { stack: [balancer(false), record("vpn", "vpn-1", "PRIMARY")], judged: 0 },
  };
  for (const [what, { stack, judged }] of Object.entries(sound)) {
    it(`is there for ${what}, or need not be`, () => {
      assert.deepEqual(
        verdicts(...stack),
        Array.from({ length: judged }, () => true),
      );
    });
  }

  const unsound: Record<string, Declared[]> = {
    "a plain record": [record("app", web)],
    "a CNAME": [record("app", "", undefined, { type: "CNAME", aliases: undefined, records: [web] })],
    "a second that leads to the same": [record("app", web, "PRIMARY"), record("app", web, "SECONDARY")],
    "a second of another type": [
      record("app", web, "PRIMARY"),
      record("app", page, "SECONDARY", { type: "AAAA" }),
    ],
    "a second in another zone": [
      record("app", web, "PRIMARY"),
      record("app", page, "SECONDARY", { zoneId: "Z3" }),
    ],
  };
  for (const [what, records] of Object.entries(unsound)) {
    it(`is missed with ${what}`, () => {
      assert.ok(verdicts(balancer(false), ...records).includes(false));
    });
  }
});

it("B9: many records whose targets a preview does not know are left to the update at once", () => {
  const records = Array.from({ length: 40 }, (_, at) => record(`name-${at}`, notYetKnown));
  assert.deepEqual(new Set(verdicts(balancer(false), ...records)), new Set([unknown]));
});

describe("B9 records of one name", () => {
  it("may be in two zones", () => {
    const stack = stackOf(record("app", web, "PRIMARY"), record("app", "inner", "PRIMARY", { zoneId: "Z3" }));
    const found = [...recordPair.check(stack, defaultsOf(recordPair))].map(({ verdict }) => verdict);
    assert.deepEqual(found, [true, true]);
  });

  it("are chosen from by place or at random too, and those that only say something count for nothing", () => {
    const stack = stackOf(
      record("app", web, undefined, { geoproximityRoutingPolicy: { awsRegion: "us-east-1" } }),
      record("said", "", undefined, { type: "TXT", weightedRoutingPolicies: [{ weight: 1 }], ttl: 86_400 }),
    );
    assert.deepEqual(
      failoverRecords(stack).map((it) => it.get("name")),
      ["app"],
    );
  });
});
