import assert from "node:assert/strict";
import fc from "fast-check";
import { addressesIn, parseCidr, subnetAddresses, subnetMasks } from "../../capacity";

describe("subnet addresses", () => {
  it("B1, D4: with a zone lost, each of the two left holds half of the ceiling, while it is being replaced", () => {
    assert.deepEqual(subnetAddresses(216, 3), {
      instances: 108,
      replacements: 11,
      endpoints: 10,
      reserved: 5,
      total: 134,
    });
  });

  it("B1: the subnets of all zones fit their VPC, for every size and number of zones allowed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 2, max: 6 }), (vpcMask, zones) => {
        const masks = subnetMasks(vpcMask, zones);
        const perZone = addressesIn(masks.public) + addressesIn(masks.private) + addressesIn(masks.isolated);
        assert.ok(perZone * zones <= addressesIn(vpcMask));
        assert.equal(perZone, addressesIn(masks.zone));
        assert.ok(
          Math.max(masks.public, masks.private, masks.isolated) <= 28,
          "AWS has no subnet smaller than /28",
        );
      }),
    );
  });
});

describe("an IPv4 block", () => {
  it("is read with its first address, its prefix and its size", () => {
    const block = parseCidr("10.1.5.0/16");
    assert.equal(block?.toString(), "10.1.0.0/16");
    assert.equal(block.size, addressesIn(16));
  });

  it("is nothing that is written in another way", () => {
    for (const text of [
      "10.0.0.0",
      "10.0/16",
      "10.0.0.0/33",
      "010.0.0.0/8",
      "10.0.0.256/24",
      "10.0.0.0/16/1",
      "::/0",
    ])
      assert.equal(parseCidr(text), undefined, text);
  });
});
