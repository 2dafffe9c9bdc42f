import assert from "node:assert/strict";
import fc from "fast-check";
import { addressesIn, subnetAddresses, subnetMasks } from "../../capacity";

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
