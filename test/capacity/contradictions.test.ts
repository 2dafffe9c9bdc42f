import assert from "node:assert/strict";
import { planCapacity, type Range } from "../../capacity";
import { briefSizing, million } from "./declared";

function contradictions(peakInstances: Range | undefined) {
  const claims = peakInstances === undefined ? {} : { claims: { peakInstances } };
  return planCapacity({ ...million, claims: undefined, ...claims }, briefSizing).contradictions;
}

describe("contradictions", () => {
  it("A9: without a claim there is nothing to contradict", () => {
    assert.deepEqual(contradictions(undefined), []);
  });

  it("A9: a claim that holds what the peak requires is not contradicted", () => {
    assert.deepEqual(contradictions({ min: 70, max: 125 }), []);
    assert.deepEqual(contradictions({ min: 125, max: 200 }), []);
  });

  it("A9: a claim that memory alone exceeds names memory alone", () => {
    const [found] = contradictions({ min: 70, max: 100 });
    assert.equal(found?.message, "declared claim of 70-100 instances at peak contradicts: by memory 125");
    assert.deepEqual([found.byUsers, found.byMemory, found.byCpu], [{ min: 72, max: 100 }, 125, 3]);
  });

  it("A9: a claim of more than any constraint needs is a contradiction too", () => {
    assert.match(
      contradictions({ min: 300, max: 400 })[0]?.message ?? "",
      /: 125 are enough by every constraint$/,
    );
  });
});
