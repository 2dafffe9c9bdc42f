import assert from "node:assert/strict";
import fc from "fast-check";
import { Netmask } from "netmask";
import { planSubnets } from "../../local/awsx/layout";
import type { SubnetSpec } from "../../local/awsx/specs";

const type = fc.constantFrom("Public" as const, "Private" as const, "Isolated" as const);
const specsOf = (min: number) =>
  fc
    .array(fc.record({ type, cidrMask: fc.integer({ min, max: 28 }) }), { minLength: 1, maxLength: 6 })
    .map((drawn) => drawn.map((spec, index) => ({ ...spec, name: `s${index}` })));
const vpc = fc
  .record({ second: fc.nat(255), mask: fc.integer({ min: 16, max: 22 }) })
  .map(({ second, mask }) => `10.${second}.0.0/${mask}`);
const zoneCount = fc.integer({ min: 1, max: 4 });

/** The last address of a block, as a number. */
const lastOf = ({ netLong, size }: Netmask) => netLong + size - 1;

/** Undefined if the VPC is too small for them. */
function tryToPlace(vpcCidr: string, zones: number, specs: SubnetSpec[]) {
  try {
    return planSubnets("v", vpcCidr, zones, { subnetSpecs: specs }).map(({ spec, cidrBlock }) => ({
      spec,
      block: new Netmask(cidrBlock),
    }));
  } catch (error) {
    assert.match(String(error), /too large for VPC|overlap with at least one other/);
    return undefined;
  }
}

describe("awsx stand-in: every layout", () => {
  it("B1: subnets follow one another in the order of zones and specs and have the masks asked for", () => {
    let placed = 0;
    fc.assert(
      fc.property(vpc, zoneCount, specsOf(17), (vpcCidr, zones, specs) => {
        const subnets = tryToPlace(vpcCidr, zones, specs);
        if (subnets === undefined) return;
        placed += 1;
        assert.equal(subnets.length, zones * specs.length);
        for (const [i, { spec, block }] of subnets.entries()) {
          assert.equal(spec, specs[i % specs.length]);
          assert.equal(block.bitmask, spec.cidrMask);
          assert.ok(subnets.slice(i + 1).every((later) => lastOf(block) < later.block.netLong));
        }
      }),
    );
    assert.ok(placed > 10, `only ${placed} of the drawn specs fit`);
  });

  it("B1: subnets in the order of their size never leave the VPC", () => {
    fc.assert(
      fc.property(vpc, zoneCount, specsOf(20), (vpcCidr, zones, drawn) => {
        const specs = drawn.toSorted((a, b) => a.cidrMask - b.cidrMask);
        const whole = new Netmask(vpcCidr);
        for (const { block } of tryToPlace(vpcCidr, zones, specs) ?? []) {
          assert.ok(block.netLong >= whole.netLong && lastOf(block) <= lastOf(whole));
        }
      }),
    );
  });
});
