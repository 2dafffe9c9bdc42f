import assert from "node:assert/strict";
import fc from "fast-check";
import type { Fleet } from "../../simulation/fleet";
import { dayProfile, generatedLoad } from "../../simulation/load";
import { type Outcome, simulate } from "../../simulation/run";
import { worstMinute } from "../../simulation/zone-loss";
import { demand, steppedFleet } from "./fleets";

const day = 24 * 60;
const days = fc.record({
  peakUsers: fc.integer({ min: 300, max: 12_000 }),
  ramp: fc.integer({ min: 2, max: 8 }),
  minSize: fc.integer({ min: 3, max: 30 }),
});

function dayOf({ peakUsers, ramp, minSize }: { peakUsers: number; ramp: number; minSize: number }) {
  const declared = { ...demand, peakUsers };
  const fleet: Fleet = { ...steppedFleet, minSize, maxSize: 1000 };
  return { declared, fleet, load: generatedLoad(declared, dayProfile(declared, ramp), { minutes: day }) };
}

const lessThan = (one: Outcome, other: Outcome) =>
  one.violatedMinutes < other.violatedMinutes || one.droppedRequests < other.droppedRequests - 1e-6;

describe("over random days", () => {
  it("losing a zone at its worst minute never improves anything", () => {
    fc.assert(
      fc.property(days, (it) => {
        const { declared, fleet, load } = dayOf(it);
        const at = worstMinute(fleet, declared, load, 240, 6);
        const lost = simulate(fleet, declared, load, { happenings: { zoneLost: { at, minutes: 240 } } });
        assert.ok(!lessThan(lost, simulate(fleet, declared, load)));
      }),
      { numRuns: 15 },
    );
  }).timeout(60_000);

  it("a boot of a minute never costs minutes against one of ten", () => {
    fc.assert(
      fc.property(days, (it) => {
        const { declared, fleet, load } = dayOf(it);
        const run = (bootSeconds: number) =>
          simulate({ ...fleet, bootSeconds, graceSeconds: 1000 }, declared, load).violatedMinutes;
        assert.ok(run(60) <= run(600));
      }),
      { numRuns: 25 },
    );
  }).timeout(60_000);
});
