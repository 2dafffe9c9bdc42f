import assert from "node:assert/strict";
import fc from "fast-check";
import { floorOf, planCapacity, reactionMinutes } from "../../capacity";
import { plannedStandbyFloor, recoveryOf, setupOf, takeoverSeconds } from "../../capacity/recovery";
import { floorForTakeover, sizesToPeak } from "../../capacity/takeover";
import { loadEnvironment, sizingOf } from "../../config";
import { recoverySetupOf } from "../../config/recovery";
import { readStackFile } from "../../config/stack-file";
import { briefSizing, million } from "./declared";

const step = reactionMinutes * 60;

describe("the floor of a standby", () => {
  it("B9: is the least from which the group reaches the peak by its own steps in the time that is left", () => {
    // Four times twice as many: 9, 18, 36, 72, 134, and 8 would need a fifth step.
    assert.equal(floorForTakeover(1710, 134, 3), 9);
    assert.equal(sizesToPeak(8, 134, 3).length - 1, 5);
    assert.equal(floorForTakeover(step - 1, 134, 3), 134, "no time for a step");
    assert.equal(floorForTakeover(-60, 134, 3), 134);
    assert.equal(floorForTakeover(24 * 3600, 134, 3), 1);
  });

  it("B9: is in time with one instance fewer never, with more time never larger", () => {
    const seconds = fc.integer({ min: 0, max: 7200 });
    const peak = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(seconds, peak, fc.integer({ min: 2, max: 6 }), (within, most, leastStep) => {
        const inTime = (floor: number) => (sizesToPeak(floor, most, leastStep).length - 1) * step <= within;
        const floor = floorForTakeover(within, most, leastStep);
        assert.ok(inTime(floor));
        assert.ok(floor === 1 || !inTime(floor - 1));
        assert.ok(floorForTakeover(within + step, most, leastStep) <= floor);
      }),
    );
  });

  it("B9: keeps the region's objective by itself, and one instance fewer does not", () => {
    const objectives = { region: { rtoSeconds: 30 * 60 } };
    assert.equal(takeoverSeconds(objectives), 30 * 60 - 30 - 60);
    assert.equal(takeoverSeconds({}), undefined);
    const floor = plannedStandbyFloor(million, briefSizing, objectives);
    assert.equal(floor, 9);
    const isKept = (standbyFloor: number) => {
      const declared = {
        mode: "warm-standby",
        region: "us-east-1",
        responseMinutes: 15,
        backup: { copied: true, locked: true },
      } as const;
      const setup = setupOf(million, briefSizing, declared, standbyFloor);
      return recoveryOf(setup, objectives).find(({ disruption }) => disruption === "region")?.rto.isKept;
    };
    assert.deepEqual([isKept(floor), isKept(floor - 1)], [true, false]);
    assert.equal(
      plannedStandbyFloor(million, briefSizing, {}),
      floorOf(million, briefSizing),
      "of no objective",
    );
  });

  it("B9: is in the plan of the standby and not of its primary, and both compute the same recovery", () => {
    const [prod, standby] = ["prod", "prod-standby"].map((stack) => {
      const environment = loadEnvironment(readStackFile(".", stack));
      const { recovery, backup, workload } = environment;
      const [region] = recoveryOf(
        recoverySetupOf(environment, recovery, backup, environment.region),
        recovery.objectives,
      ).filter(({ disruption }) => disruption === "region");
      return { floor: planCapacity(workload, sizingOf(environment)).compute.min, region };
    });
    assert.deepEqual([prod?.floor, standby?.floor], [4, 9]);
    assert.deepEqual(prod?.region, standby?.region);
    assert.equal(prod?.region?.rto.isKept, true);
  });
});
