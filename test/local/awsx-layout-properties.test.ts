import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import fc from "fast-check";
import { firstOf, lastOf, overlap, parseBlock } from "../../local/awsx/cidr";
import { planSubnets } from "../../local/awsx/layout";

const mask = fc.integer({ min: 17, max: 28 });
const type = fc.constantFrom("Public", "Private", "Isolated", "Unused");
const specs = fc
  .array(fc.record({ type, cidrMask: fc.option(mask, { nil: undefined }) }), { minLength: 1, maxLength: 6 })
  .map((drawn) => drawn.map((spec, index) => ({ ...spec, name: `s${index}` })));
const vpc = fc
  .record({ second: fc.nat(255), vpcMask: fc.integer({ min: 16, max: 22 }) })
  .map(({ second, vpcMask }) => `10.${second}.0.0/${vpcMask}`);
const zoneCount = fc.integer({ min: 1, max: 4 });
const inOrder = fc.constantFrom("Auto" as const, "AutoMerge" as const);

/** The subnets and the layout; undefined if the VPC is too small for them. */
function tryToPlace(vpcCidr: string, zones: number, args: VpcArgs) {
  const plan = planSubnets("v", ["a", "b", "c", "d"].slice(0, zones), args);
  try {
    const { cidrBlocks, layout } = plan.place(vpcCidr);
    const blocks = cidrBlocks.map(parseBlock);
    return { layout, blocks, specs: plan.subnets.map(({ spec }) => spec) };
  } catch (error) {
    assert.match(String(error), /too large for VPC|overlap with at least one other/);
    return undefined;
  }
}

describe("awsx stand-in: every layout", () => {
  it("B1: subnets follow one another in the order of zones and specs and have the masks asked for", () => {
    let placed = 0;
    fc.assert(
      fc.property(vpc, zoneCount, inOrder, specs, (vpcCidr, zones, subnetStrategy, subnetSpecs) => {
        const result = tryToPlace(vpcCidr, zones, { subnetStrategy, subnetSpecs });
        if (result === undefined) return;
        placed += 1;
        for (const [i, block] of result.blocks.entries()) {
          assert.equal(block.mask, result.specs[i]?.cidrMask ?? block.mask);
          assert.ok(result.blocks.slice(i + 1).every((later) => lastOf(block) < firstOf(later)));
        }
      }),
    );
    assert.ok(placed > 10, `only ${placed} of the drawn specs fit`);
  });

  it("B1: subnets in the order of their size never leave the VPC", () => {
    fc.assert(
      fc.property(
        vpc,
        zoneCount,
        fc.array(fc.integer({ min: 20, max: 28 }), { minLength: 1 }),
        (vpcCidr, zones, masks) => {
          const subnetSpecs = masks
            .sort((a, b) => a - b)
            .map((cidrMask, index) => ({ type: "Private" as const, name: `s${index}`, cidrMask }));
          const { address, mask: vpcMask } = parseBlock(vpcCidr);
          for (const block of tryToPlace(vpcCidr, zones, { subnetStrategy: "Auto", subnetSpecs })?.blocks ??
            []) {
            assert.ok(firstOf(block) >= address && lastOf(block) <= lastOf({ address, mask: vpcMask }));
          }
        },
      ),
    );
  });

  it("B1: legacy subnets do not overlap and have the masks asked for", () => {
    fc.assert(
      fc.property(vpc, zoneCount, specs, (vpcCidr, zones, subnetSpecs) => {
        const result = tryToPlace(vpcCidr, zones, { subnetSpecs });
        for (const [i, block] of (result?.blocks ?? []).entries()) {
          assert.equal(block.mask, result?.specs[i]?.cidrMask ?? block.mask);
          assert.ok(result?.blocks.slice(i + 1).every((other) => !overlap(block, other)));
        }
      }),
    );
  });

  it("B1: what subnetLayout says gives the same subnets with the strategy Auto", () => {
    const small = fc.record({ type, cidrMask: fc.integer({ min: 20, max: 28 }) });
    const oneOfEach = fc.uniqueArray(small, { selector: (spec) => spec.type, minLength: 1 });
    fc.assert(
      fc.property(zoneCount, oneOfEach, (zones, subnetSpecs) => {
        fc.pre(subnetSpecs.some((spec) => spec.type !== "Unused"));
        const legacy = tryToPlace("10.0.0.0/16", zones, { subnetSpecs });
        const named = legacy?.layout.map((spec, index) => ({ ...spec, name: `s${index}` }));
        const auto = tryToPlace("10.0.0.0/16", zones, { subnetStrategy: "Auto", subnetSpecs: named });
        assert.deepEqual(
          auto?.blocks.filter((_, index) => auto.specs[index]?.type !== "Unused"),
          legacy?.blocks,
        );
      }),
    );
  });
});
