import assert from "node:assert/strict";
import { type Claims, planCapacity, type Range, type Workload } from "../../capacity";
import { briefSizing, million } from "./declared";

function contradictions(claims: Claims, change: Partial<Workload> = {}) {
  // Fewer users to an instance than its memory holds, so that only the claims can be contradicted.
  const usersPerInstance = { min: 20, max: 40 };
  return planCapacity({ ...million, usersPerInstance, ...change, claims }, briefSizing).contradictions;
}
const peak = (peakInstances: Range) => contradictions({ peakInstances }).map(({ message }) => message);

describe("contradictions", () => {
  it("A9: without a claim there is nothing to contradict", () => {
    assert.deepEqual(contradictions({}), []);
  });

  it("A9: a claim that holds what the peak requires is not contradicted", () => {
    assert.deepEqual(peak({ min: 150, max: 250 }), []);
    assert.deepEqual(peak({ min: 250, max: 300 }), []);
  });

  it("A9: a claim that memory alone exceeds names memory alone", () => {
    const message = "declared claim of 100-125 instances at peak contradicts: by memory 200";
    const byMemory = { usersPerInstance: { min: 40, max: 42 } };
    const [found] = contradictions({ peakInstances: { min: 100, max: 125 } }, byMemory);
    assert.equal(found?.message, message);
  });

  it("A9: a claim of more than any constraint needs is a contradiction too", () => {
    assert.match(peak({ min: 300, max: 400 })[0] ?? "", /: 250 are enough by every constraint$/);
  });

  it("A6, A7: users whose memory is more than an instance has are one, whatever is claimed", () => {
    const found = (min: number, max: number) => contradictions({}, { usersPerInstance: { min, max } });
    assert.equal(found(30, 42).length, 0);
    assert.match(found(30, 43)[0]?.message ?? "", /^30-43 users x 100 MB are 3-4.3 GB/);
  });

  it("A8: a fleet that does not hold the baseline's memory, or stands above the alarm at the peak", () => {
    assert.equal(contradictions({ baselineInstances: { min: 3, max: 4 } }).length, 0);
    assert.equal(contradictions({ baselineInstances: { min: 2, max: 4 } }).length, 1);
    assert.equal(contradictions({ peakInstancesWithBuffer: 173 }).length, 0);
    assert.equal(contradictions({ peakInstancesWithBuffer: 172 }).length, 1);
  });
});
