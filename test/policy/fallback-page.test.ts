import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown, type Verdict } from "../../policy/model/value";
import { fallbackPage } from "../../policy/reliability/region/fallback";
import { stackOf } from "./declare";
import { balancer, distribution, page, record, recoveryPlan, web, weighted, zone } from "./records";

const judged = (plan: Record<string, unknown>, ...stack: Declared[]): Verdict[] =>
  [...fallbackPage.check(stackOf(recoveryPlan(plan), ...stack), defaultsOf(fallbackPage))].map(
    ({ verdict }) => verdict,
  );
const verdicts = (...stack: Declared[]) => judged({ mode: "backup-only" }, ...stack);

const there = "web-2.elb.example";
const inTwoRegions = [
  balancer({ region: "us-east-1" }),
  balancer({ region: "us-west-2" }, there),
  record("app", web, "PRIMARY"),
  record("app", there, "SECONDARY"),
];

describe("B9 a page in place of a region that is lost", () => {
  const sound: Record<string, { stack: Declared[]; judged: number }> = {
    "a pair": {
      stack: [balancer(), record("app", web, "PRIMARY"), record("app", page, "SECONDARY")],
      judged: 1,
    },
    "names as Route 53 has them": {
      stack: [balancer(), record("App.", web, "PRIMARY"), record("app", page, "SECONDARY")],
      judged: 1,
    },
    "a pair of which one leads to a record below": {
      stack: [
        balancer(),
        record("origin", web),
        record("app", "origin", "PRIMARY"),
        record("app", page, "SECONDARY"),
      ],
      judged: 1,
    },
    "blue and green below a pair": {
      stack: [
        balancer(),
        balancer({}, there),
        weighted("origin", web, "blue"),
        weighted("origin", there, "green"),
        record("app", "origin", "PRIMARY"),
        record("app", page, "SECONDARY"),
      ],
      judged: 1,
    },
    "the origin of a distribution": {
      stack: [balancer(), distribution("origin.example.com"), record("origin.example.com", web)],
      judged: 0,
    },
    "an internal load balancer": { stack: [balancer({ internal: true }), record("app", web)], judged: 0 },
    "a pair of something else": { stack: [balancer(), record("vpn", "vpn-1", "PRIMARY")], judged: 0 },
    "a record that some networks alone find": {
      stack: [balancer(), zone("Z1", [{ vpcId: "vpc-1" }]), record("app", web)],
      judged: 0,
    },
    "load balancers of two regions": { stack: inTwoRegions, judged: 2 },
    "the other region by a record below": {
      stack: [...inTwoRegions.slice(0, 3), record("west", there), record("app", "west", "SECONDARY")],
      judged: 2,
    },
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
    "blue and green alone": [weighted("app", web, "blue"), weighted("app", web, "green")],
    "a second that leads to the same": [record("app", web, "PRIMARY"), record("app", web, "SECONDARY")],
    "a second that leads to the same by a record below": [
      record("origin", web),
      record("app", "origin", "PRIMARY"),
      record("app", web, "SECONDARY"),
    ],
    "a second of another type": [
      record("app", web, "PRIMARY"),
      record("app", page, "SECONDARY", { type: "AAAA" }),
    ],
    "a second in another zone": [
      record("app", web, "PRIMARY"),
      record("app", page, "SECONDARY", { zoneId: "Z3" }),
    ],
    "a second in a public zone of the stack": [zone("Z1", []), record("app", web)],
    "a record of a private zone that leads to the plain one": [
      zone("Z3", [{ vpcId: "vpc-1" }]),
      record("inner", "app", undefined, { zoneId: "Z3" }),
      record("app", web),
    ],
  };
  for (const [what, records] of Object.entries(unsound)) {
    it(`is missed with ${what}`, () => {
      assert.ok(verdicts(balancer(), ...records).includes(false));
    });
  }

  it("is missed where the second leads to another load balancer of the region", () => {
    const [first, , ...records] = inTwoRegions;
    const beside = balancer({ region: "us-east-1" }, there);
    assert.deepEqual(verdicts(...[first ?? beside, beside, ...records]), [false, false]);
    assert.deepEqual(verdicts(balancer(), balancer({}, there), ...records), [false, false]);
  });

  it("is left to the update where a zone's networks, or a load balancer's region, are not known", () => {
    assert.deepEqual(verdicts(balancer(), zone("Z1", notYetKnown), record("app", web)), [unknown]);
    const [first = balancer(), , ...records] = inTwoRegions;
    const somewhere = balancer({ region: notYetKnown }, there);
    assert.deepEqual(verdicts(first, somewhere, ...records), [unknown, unknown]);
  });
});

describe("B9 a page after the standby", () => {
  const below = "standby.app";
  const standby = (...records: Declared[]) =>
    judged({ mode: "warm-standby", role: "standby" }, balancer(), ...records);
  const nested = [record(below, web, "PRIMARY"), record(below, page, "SECONDARY")];

  it("is there by a name below, whose own secondary leads to it", () => {
    assert.deepEqual(standby(record("app", below, "SECONDARY"), ...nested), [true]);
  });

  for (const [what, records] of Object.entries({
    "that leads to the load balancer itself": [record("app", web, "SECONDARY")],
    "whose name below has one plain record": [record("app", below, "SECONDARY"), record(below, web)],
    "whose name below has no secondary": [record("app", below, "SECONDARY"), ...nested.slice(0, 1)],
    "below which both lead to the region": [
      record("app", below, "SECONDARY"),
      record(below, web, "PRIMARY"),
      record(below, web, "SECONDARY"),
    ],
  }))
    it(`is missed for a secondary ${what}`, () => {
      assert.deepEqual(standby(...records), [false]);
    });

  it("is not asked of a record that is not the last", () => {
    assert.deepEqual(standby(record("app", web, undefined, { latencyRoutingPolicies: [{}] })), []);
    assert.deepEqual(standby(weighted("app", web, "west")), []);
  });

  it("is not asked of the primary, nor of records that lead to another stack's load balancer", () => {
    const primary = { mode: "warm-standby", role: "primary" };
    assert.deepEqual(judged(primary, balancer(), record("app", web, "PRIMARY")), []);
    assert.deepEqual(standby(record("app", "elsewhere.elb.example", "SECONDARY")), []);
  });

  it("is left to the update where the name of the load balancer is not known", () => {
    const plan = { mode: "warm-standby", role: "standby" };
    const records = [record("app", notYetKnown, "SECONDARY")];
    assert.deepEqual(judged(plan, balancer({}, notYetKnown), ...records), [unknown]);
  });
});

it("B9: many records whose targets a preview does not know are left to the update at once", () => {
  for (const failover of [undefined, "PRIMARY", "SECONDARY", notYetKnown]) {
    const records = Array.from({ length: 40 }, (_, at) => record(`name-${at}`, notYetKnown, failover));
    for (const plan of [{ mode: "backup-only" }, { mode: "warm-standby", role: "standby" }]) {
      const found = judged(plan, balancer(), zone("Z1", notYetKnown), distribution(notYetKnown), ...records);
      assert.deepEqual(
        found.filter((verdict) => verdict !== unknown),
        [],
      );
    }
  }
});
