import assert from "node:assert/strict";
import * as fc from "fast-check";
import { notKnown } from "../../simulation";
import type { Properties } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

/** Types with rules of their own, one of the general kind, and one that nobody knows. */
const TYPES = [
  "acm/certificate",
  "autoscaling/group",
  "ec2/launchTemplate",
  "ec2/subnet",
  "ec2/vpc",
  "elasticache/replicationGroup",
  "iam/role",
  "lb/listener",
  "lb/loadBalancer",
  "rds/cluster",
  "route53/record",
  "s3/bucket",
  "sns/topic",
  "no/such",
];

/** The inputs on which those rules look, besides any other. */
const NAMES = [
  "name",
  "bucket",
  "namePrefix",
  "tags",
  "subnets",
  "vpcId",
  "cidrBlock",
  "numCacheClusters",
  "numNodeGroups",
  "region",
];

describe("the local AWS, whatever it is given", function () {
  this.timeout("60s");
  let aws: Client;
  beforeEach(async () => {
    aws = await Client.start(newStore());
  });
  afterEach(() => {
    aws.stop();
  });

  const key = fc.constantFrom(...TYPES);
  const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Properties[string]);
  const inputs = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), json, { maxKeys: 5 });

  it("answers or refuses with a message, and reads back what it made", async () => {
    await fc.assert(
      fc.asyncProperty(key, inputs, inputs, async (type, before, after) => {
        await aws.preview(type, "any", before);
        const made = await aws.create(type, "any", before).catch(refusal);
        if (made === undefined) return;
        assert.deepEqual((await aws.read(made))?.state, made.state);
        assert.equal((await aws.diff(made, before)).kind, "none");
        await aws.diff(made, after);
        await aws.update(made, after, true);
        const updated = await aws.update(made, after).catch(refusal);
        await aws.delete(updated ?? made).catch(refusal);
      }),
      { numRuns: 150 },
    );
  });

  it("makes what a preview promised, and nothing that the preview did not know of", async () => {
    await fc.assert(
      fc.asyncProperty(key, inputs, async (type, properties) => {
        const promised = await aws.preview(type, "promised", properties);
        const made = await aws.create(type, "promised", properties).catch(refusal);
        if (made === undefined) return;
        // What is unknown may turn out to have no value.
        const known = Object.keys(promised).filter((name) => promised[name] !== notKnown);
        assert.deepEqual(
          Object.keys(made.state).filter((name) => !(name in promised)),
          [],
        );
        assert.deepEqual(
          known.filter((name) => !(name in made.state)),
          [],
        );
        await aws.delete(made).catch(refusal);
      }),
      { numRuns: 100 },
    );
  });
});

/** AWS's refusals say so; anything else, such as a TypeError, is a fault of the stand-in. */
function refusal(error: unknown): undefined {
  assert.ok(error instanceof Error);
  assert.match(error.message, /^(creating|updating|deleting) aws:\S+ \(\w+\): api error [A-Z][\w.]+: /);
  return undefined;
}
