import assert from "node:assert/strict";
import fc from "fast-check";
import {
  latestLoad,
  instanceNeed,
  largestScaleIn,
  planCapacity,
  plannedLoad,
  scaleInLimit,
} from "../../capacity";
import { anySizing, anyWorkload, briefSizing, million } from "./declared";

describe("the load of an instance", () => {
  it("A6, A7: 25 users put a t3.medium at its operating point by memory, while its CPU has hardly begun", () => {
    const { users, binding, cpuPercent, memoryPercent, requestsPerMinute } = plannedLoad(
      million,
      briefSizing,
    );
    assert.deepEqual([users, binding, requestsPerMinute], [25, "memory", 25]);
    assert.deepEqual([cpuPercent.toFixed(1), memoryPercent.toFixed(1)], ["1.0", "70.7"]);
    const latest = latestLoad(million, briefSizing);
    assert.deepEqual(
      [latest.users.toFixed(1), latest.binding, latest.memoryPercent.toFixed(1)],
      ["27.5", "memory", "76.5"],
    );
  });

  it("A7: the plan counts on the worst that was measured, and grows at the best at the latest", () => {
    const large = { ...briefSizing, instanceType: "t3.large", holdsZoneLoss: false };
    assert.deepEqual([plannedLoad(million, large).users, plannedLoad(million, large).binding], [50, "users"]);
    const huge = { ...large, instanceType: "t3.xlarge" };
    assert.equal(latestLoad(million, huge).users, 70);
  });

  it("A8: is what the instances that the plan requires have to bear, whatever is declared", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, fc.integer({ min: 1, max: 100_000 }), (workload, sizing, users) => {
        const { required } = instanceNeed(users, workload, sizing);
        const planned = plannedLoad(workload, sizing);
        assert.equal(required, Math.ceil((users / planned.users) * (1 - 1e-9)));
      }),
    );
  });
});

describe("B4 the scaling plan", () => {
  const { scaling, compute } = planCapacity({ ...million, rampHours: 2 }, briefSizing);

  it("grows in steps that stop short of the ceiling on an ordinary peak, one step by chance included", () => {
    assert.deepEqual(scaling.scaleOutPercent, { cpu: 75, memory: 70.8 });
    assert.equal(compute.peak.reached, 220);
    assert.ok(compute.peak.reached < compute.max);
    const steps = scaling.scaleOutSteps.map(({ points, percent }) => [points, percent]);
    assert.deepEqual(steps, [
      [0, 10],
      [5, 30],
      [15, 100],
    ]);
  });

  it("adds one in each zone at least, so that a small group grows fast", () => {
    assert.equal(scaling.leastScaleOut, 3);
    assert.equal(planCapacity(million, { ...briefSizing, availabilityZones: 2 }).scaling.leastScaleOut, 2);
  });

  it("holds the requests of the users at the operating point, unless they are set by hand", () => {
    assert.equal(scaling.requestsPerTargetPerMinute, 25);
    const byHand = { ...briefSizing, requestsPerTargetPerMinute: 20 };
    assert.equal(planCapacity(million, byHand).scaling.requestsPerTargetPerMinute, 20);
  });

  it("shrinks where what is left stays a tenth below the threshold", () => {
    // Of 5 instances 4 are left: 70.8 x 0.9 x 4/5.
    assert.deepEqual(scaling.scaleInPercent, { cpu: 30, memory: 50 });
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
