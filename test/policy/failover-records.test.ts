import fc from "fast-check";
import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { show } from "../../policy/model/show";
import { unknown, type Verdict } from "../../policy/model/value";
import { failoverRecords, recordPair } from "../../policy/reliability/region/records";
import { stackOf } from "./declare";
import { balancer, distribution, page, record, recoveryPlan, web, weighted, zone } from "./records";

/** Each failover record by its name, and whether it surely is one. */
const found = (...stack: Declared[]): Record<string, Verdict> =>
  Object.fromEntries(
    failoverRecords(stackOf(...stack)).map(({ resource, sure }) => [show(resource.get("name")), sure]),
  );

describe("B9 records by which DNS leaves a region", () => {
  const chosen: Record<string, object> = {
    failoverRoutingPolicies: [{ type: "PRIMARY" }],
    latencyRoutingPolicies: [{ region: "us-east-1" }],
    weightedRoutingPolicies: [{ weight: 1 }],
    geolocationRoutingPolicies: [{ country: "*" }],
    geoproximityRoutingPolicy: { awsRegion: "us-east-1" },
    cidrRoutingPolicy: { collectionId: "c", locationName: "here" },
  };
  for (const [property, value] of Object.entries(chosen))
    it(`are chosen from by ${property}`, () => {
      const one = record("app", web, undefined, { [property]: value });
      assert.deepEqual(found(balancer(), one), { app: true });
    });

  it("are chosen from at random where they say so", () => {
    const answers = (multivalueAnswerRoutingPolicy: unknown) =>
      found(balancer(), record("app", web, undefined, { multivalueAnswerRoutingPolicy }));
    assert.deepEqual(answers(true), { app: true });
    assert.deepEqual(answers(false), {});
    assert.deepEqual(answers(notYetKnown), { app: unknown });
  });

  it("lead to a public load balancer, by themselves, by others, or by a distribution before it", () => {
    const below = record("origin.example.com", web);
    assert.deepEqual(found(balancer(), below, weighted("app", "origin.example.com", "a")), { app: true });
    const distributed = weighted("app", page, "a");
    assert.deepEqual(found(balancer(), distribution(web), distributed), { app: true });
    assert.deepEqual(found(balancer(), below, distribution("origin.example.com"), distributed), {
      app: true,
    });
    // CloudFront reaches an internal one by a VPC origin.
    assert.deepEqual(found(balancer({ internal: true }), distribution(web), distributed), { app: true });
  });

  it("are not those of something else, those that only say something, and those of private zones", () => {
    assert.deepEqual(
      found(
        balancer(),
        balancer({ internal: true }, "inner.elb.example"),
        distribution("files.s3.amazonaws.com"),
        zone("Z3", [{ vpcId: "vpc-1" }]),
        weighted("api", "api.example.net", "a"),
        weighted("files", page, "a"),
        weighted("inner", "inner.elb.example", "a"),
        weighted("app", web, "a", { zoneId: "Z3" }),
        weighted("said", web, "a", { type: "TXT", ttl: 86_400 }),
      ),
      {},
    );
  });

  it("are not known where what they lead to is not", () => {
    assert.deepEqual(found(balancer(), weighted("app", notYetKnown, "a")), { app: unknown });
    assert.deepEqual(found(balancer({}, notYetKnown), weighted("app", web, "a")), { app: unknown });
    assert.deepEqual(found(balancer({ internal: notYetKnown }), weighted("app", web, "a")), { app: unknown });
    assert.deepEqual(found(balancer(), distribution(notYetKnown), weighted("app", page, "a")), {
      app: unknown,
    });
  });

  it("are led to by names without the zone's, which AWS adds", () => {
    const below = (fqdn: unknown): Declared => ({ ...record("origin", web), filledIn: { fqdn } });
    const above = weighted("app", "origin.example.com", "a");
    assert.deepEqual(found(balancer(), below("origin.example.com"), above), { app: true });
    assert.deepEqual(found(balancer(), below("origin.example.net"), above), {});
    assert.deepEqual(found(balancer(), below(notYetKnown), above), { app: unknown });
    const other = weighted("app", "api.example.com", "a");
    assert.deepEqual(found(balancer(), below(notYetKnown), other), {});
  });

  it("a preview says nothing of them that the update takes back", () => {
    const target = fc.constantFrom(web, page, "below", "elsewhere");
    const drawn = fc.record({
      targets: fc.array(target, { minLength: 1, maxLength: 5 }),
      origin: target,
      hidden: fc.nat(12),
    });
    fc.assert(
      fc.property(drawn, ({ targets, origin, hidden }) => {
        const stack = (isPreview: boolean) => {
          const seen = (value: string, at: number) => (isPreview && at === hidden ? notYetKnown : value);
          return [
            balancer({}, seen(web, 10)),
            distribution(seen(origin, 11)),
            ...targets.map((it, at) => weighted(at === 0 ? "below" : `name-${at}`, seen(it, at), "a")),
          ];
        };
        const [before, after] = [found(...stack(true)), found(...stack(false))];
        for (const [name, sure] of Object.entries(before)) if (sure === true) assert.equal(after[name], true);
        for (const name of Object.keys(after)) assert.ok(name in before, `${name} was thought of`);
      }),
    );
  });
});

describe("B9 records of one name", () => {
  const pairs = (...stack: Declared[]): Verdict[] =>
    [...recordPair.check(stackOf(...stack), defaultsOf(recordPair))].map(({ verdict }) => verdict);
  const inPair = (...stack: Declared[]) =>
    pairs(recoveryPlan({ mode: "warm-standby" }), balancer(), ...stack);

  it("may be in two zones", () => {
    assert.deepEqual(
      pairs(record("app", web, "PRIMARY"), record("app", "inner", "PRIMARY", { zoneId: "Z3" })),
      [true, true],
    );
  });

  it("need no routing where a distribution asks them, or some networks alone find them", () => {
    assert.deepEqual(inPair(record("app", web)), [false]);
    assert.deepEqual(inPair(distribution("app"), record("app", web)), []);
    assert.deepEqual(inPair(zone("Z1", [{ vpcId: "vpc-1" }]), record("app", web)), []);
  });

  it("may be blue and green below one that is chosen from", () => {
    const colours = [weighted("origin", web, "blue"), weighted("origin", web, "green")];
    assert.deepEqual(inPair(record("app", "origin", "PRIMARY"), ...colours), [true, true, true]);
    const alike = [weighted("origin", web, "blue"), weighted("origin", "green", "blue")];
    assert.deepEqual(inPair(record("app", "origin", "PRIMARY"), ...alike), [true, false, false]);
    assert.deepEqual(inPair(record("app", "origin"), ...colours), [false, true, true]);
  });

  it("are chosen from by address or at random too, with an identifier of their own", () => {
    const cidr = { cidrRoutingPolicy: { collectionId: "c", locationName: "here" } };
    const random = { multivalueAnswerRoutingPolicy: true };
    for (const routing of [cidr, random]) {
      const one = (setIdentifier?: string) => record("app", web, undefined, { ...routing, setIdentifier });
      assert.deepEqual(inPair(one("a")), [true]);
      assert.deepEqual(inPair(one()), [false]);
      assert.deepEqual(inPair(one("a"), { ...one("a"), name: "other" }), [false, false]);
    }
  });
});
