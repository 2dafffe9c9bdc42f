import assert from "node:assert/strict";
import { instanceTypes, planCapacity } from "../../capacity";
import { briefSizing, million } from "./declared";

const costOf = (instanceType: string) => planCapacity(million, { ...briefSizing, instanceType }).cost;

describe("cost", () => {
  it("B3: a month of the fleet at its floor and at its ceiling", () => {
    const { baseline, ceiling } = costOf("t3.medium");
    assert.deepEqual(baseline, { instanceType: "t3.medium", instances: 3, usdPerMonth: 91.104 });
    assert.equal(ceiling.instances, 189);
    assert.equal(ceiling.usdPerMonth, 5739.552);
  });

  it("B4: a burstable fleet at the scale-out threshold buys the CPU above its baseline", () => {
    const { surplusCreditsUsdPerMonth, generalPurpose, ceiling } = costOf("t3.medium");
    // 189 instances x 2 vCPUs x (75 % - 20 %) x USD 0.05 x 730 h
    assert.equal(surplusCreditsUsdPerMonth, 7588.35);
    assert.deepEqual(generalPurpose, { instanceType: "m6i.large", instances: 150, usdPerMonth: 10512 });
    assert.ok(ceiling.usdPerMonth + surplusCreditsUsdPerMonth > generalPurpose.usdPerMonth);
  });

  it("B4: ARM is compared with ARM; a type without credits has nothing to compare", () => {
    assert.equal(costOf("t4g.medium").generalPurpose?.instanceType, "m7g.large");
    assert.deepEqual(Object.keys(costOf("m7i.large")), ["baseline", "ceiling"]);
  });

  it("B3: in the catalogue a size of a family costs in proportion to its memory", () => {
    const families = new Set(instanceTypes.map(({ name }) => name.split(".")[0]));
    assert.equal(families.size, 9);
    for (const family of families) {
      const usdPerGib = instanceTypes
        .filter(({ name }) => name.startsWith(`${family}.`))
        .map(({ usdPerHour, memoryMib }) => (usdPerHour / memoryMib) * 1024);
      assert.ok(Math.max(...usdPerGib) / Math.min(...usdPerGib) < 1.01, family);
    }
  });
});
