import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fullLoad,
  instanceNeed,
  instanceTypes,
  largestScaleIn,
  plannedLoad,
  scaleInLimit,
  type Sizing,
} from "../../capacity";
import { anyWorkload, briefSizing, million } from "./declared";

const sizing: Sizing = { ...briefSizing, osReserveMb: 512 };

describe("the load of an instance", () => {
  it("A6, A7: 35 users fill a t3.medium by memory, while its CPU has hardly begun", () => {
    const { users, binding, cpuPercent, memoryPercent, requestsPerMinute } = fullLoad(million, sizing);
    assert.deepEqual([users, binding, requestsPerMinute], [35, "memory", 35]);
    assert.deepEqual([cpuPercent.toFixed(1), memoryPercent.toFixed(1)], ["1.5", "97.9"]);
  });

  it("A7: the plan counts on the worst that was measured, and full is what the best was", () => {
    const large = { ...sizing, instanceType: "t3.large" };
    assert.deepEqual([plannedLoad(million, large).users, plannedLoad(million, large).binding], [50, "users"]);
    assert.equal(fullLoad(million, large).users, 70);
  });

  it("A8: is what the instances that the plan requires have to bear, whatever is declared", () => {
    const anyType = fc.constantFrom(...instanceTypes.map(({ name }) => name));
    fc.assert(
      fc.property(
        anyWorkload,
        anyType,
        fc.integer({ min: 1, max: 100_000 }),
        (workload, instanceType, users) => {
          const chosen = { ...sizing, instanceType };
          const { required } = instanceNeed(users, workload, chosen);
          const planned = plannedLoad(workload, chosen);
          assert.equal(required, Math.ceil((users / planned.users) * (1 - 1e-9)));
        },
      ),
    );
  });
});

describe("B4 a step in", () => {
  const percent = { type: "PercentChangeInCapacity", amount: -10 } as const;

  it("takes most of a small group: one of four is a quarter, however few percent it is", () => {
    assert.deepEqual(largestScaleIn(percent, 3, 216), { from: 4, to: 3 });
    assert.deepEqual(largestScaleIn(percent, 1, 216), { from: 2, to: 1 });
    assert.deepEqual(largestScaleIn(percent, 50, 216), { from: 60, to: 54 });
  });

  it("is rounded towards zero, and not below the fewest that the policy removes", () => {
    assert.deepEqual(largestScaleIn({ ...percent, amount: -58 }, 1, 2), { from: 2, to: 1 });
    // 13 of 20 %: -2.6 is -2.
    assert.deepEqual(largestScaleIn({ ...percent, amount: -20 }, 1, 13), { from: 2, to: 1 });
    assert.deepEqual(largestScaleIn({ ...percent, atLeast: 3 }, 4, 100), { from: 7, to: 4 });
  });

  it("goes no further than the group's smallest size, and takes none where it adds some or there are none to take", () => {
    assert.deepEqual(largestScaleIn({ type: "ChangeInCapacity", amount: -5 }, 3, 6), { from: 6, to: 3 });
    assert.deepEqual(largestScaleIn({ type: "ExactCapacity", amount: 2 }, 1, 8), { from: 8, to: 2 });
    for (const amount of [0, 2]) {
      const { from, to } = largestScaleIn({ type: "ChangeInCapacity", amount }, 1, 8);
      assert.equal(from, to);
    }
    const fixed = largestScaleIn(percent, 3, 3);
    assert.equal(fixed.from, fixed.to);
    assert.deepEqual(largestScaleIn({ type: "ChangeInCapacity", amount: -1 }, 0, 2), { from: 2, to: 1 });
  });

  it("may be taken below a limit that leaves the rest clear of the scale-out", () => {
    assert.equal(scaleInLimit(75, { from: 4, to: 3 }, 0.1), 50.625);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 90 }),
        (minSize, more, amount) => {
          const adjustment = { ...percent, amount: -amount };
          const limit = scaleInLimit(75, largestScaleIn(adjustment, minSize, minSize + more), 0.1);
          for (let size = minSize + 1; size <= minSize + more; size++) {
            const removed = Math.max(1, Math.floor((size * amount) / 100));
            const left = Math.max(minSize, size - removed);
            assert.ok((limit * size) / left <= 67.5 + 1e-9, `${size} to ${left}`);
          }
        },
      ),
    );
  });
});
