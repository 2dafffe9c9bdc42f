import assert from "node:assert/strict";
import fc from "fast-check";
import { planCapacity, scaleInStep, type Sizing, type Workload } from "../../capacity";
import { ordinaryCases } from "../../simulation/cases";
import { demandOf } from "../../simulation/demand";
import type { Fleet, StepPolicy } from "../../simulation/fleet";
import { pagedBy, simulate } from "../../simulation/run";
import { isKept } from "../../simulation/verdict";
import { briefSizing, million } from "../capacity/declared";
import { alarmOn, cpuMetric, memoryMetric, steppedFleet, stepsOf } from "./fleets";

const now = Date.parse("2026-11-28");

/** The group that the program makes of a plan: its sizes, steps and thresholds, its actions, the alarms that page. */
function fleetOf(workload: Workload, sizing: Sizing): Fleet {
  const { compute, scaling, actions } = planCapacity(workload, sizing);
  const policy = (
    name: string,
    steps: StepPolicy["steps"],
    atLeast: number,
    alarms: string[],
  ): StepPolicy => ({
    kind: "step",
    name,
    type: "PercentChangeInCapacity",
    warmupSeconds: 180,
    steps,
    atLeast,
    alarms,
  });
  const out = scaling.scaleOutSteps.map(
    ({ points, percent }, at, all) => [points, all[at + 1]?.points ?? Infinity, percent] as const,
  );
  const above = { datapoints: scaling.minutesOut, periods: scaling.minutesOut };
  const below = { datapoints: scaling.minutesIn, periods: scaling.minutesIn };
  return {
    ...steppedFleet,
    zones: sizing.availabilityZones,
    minSize: compute.min,
    maxSize: compute.usualMax,
    policies: [
      policy("out", stepsOf(...out), scaling.leastScaleOut, ["cpu-out", "memory-out"]),
      policy("in", stepsOf([-Infinity, 0, scaleInStep.amount]), 1, ["memory-in"]),
    ],
    alarms: [
      alarmOn("cpu-out", cpuMetric, ">", scaling.scaleOutPercent.cpu, above),
      alarmOn("memory-out", memoryMetric, ">", scaling.scaleOutPercent.memory, above),
      alarmOn("memory-in", memoryMetric, "<", scaling.scaleInPercent.memory, below),
      alarmOn("memory-high", memoryMetric, ">", 80, { datapoints: 15, periods: 15, pages: true }),
    ],
    schedule: actions.map(({ name, time, minSize, maxSize }) => ({
      name,
      times: [Date.parse(time.startTime ?? "")],
      minSize,
      ...(maxSize !== undefined && { maxSize }),
    })),
  };
}

/** What somebody would notice on the ordinary days and events of a workload. */
function noticed(workload: Workload, change: (fleet: Fleet) => Fleet = (fleet) => fleet): string[] {
  const sizing = { ...briefSizing, holdsZoneLoss: true };
  const fleet = change(fleetOf(workload, sizing));
  const demand = demandOf(workload, sizing);
  return ordinaryCases({ workload, sizing }, { now }).flatMap(({ name, load }) => {
    const outcome = simulate(fleet, demand, load);
    const { violatedMinutes, minutesAtCeiling } = outcome;
    return [
      ...(isKept(outcome) ? [] : [`${name}: ${violatedMinutes} minutes violated`]),
      ...(minutesAtCeiling > 0 ? [`${name}: ${minutesAtCeiling} minutes at the ceiling`] : []),
      ...pagedBy(outcome).map((alarm) => `${name}: ${alarm} pages`),
    ];
  });
}

const sale = { name: "sale", multiplier: 2, start: "2026-12-10T09:00Z", durationHours: 6, leadHours: 1 };
const workloads = (registeredUsers: fc.Arbitrary<number>) =>
  fc
    .record({
      registeredUsers,
      memoryMbPerUser: fc.integer({ min: 60, max: 150 }),
      sessionMinutes: fc.integer({ min: 5, max: 20 }),
      bufferShare: fc.constantFrom(0.2, 0.3),
      multiplier: fc.constantFrom(1, 1.5, 2, 3),
    })
    .map(({ multiplier, ...fields }): Workload => ({
      ...million,
      rampHours: 2,
      ...fields,
      events: [{ ...sale, multiplier }],
    }));

describe("A12-A13, B4 the plan's own group on its declared peak", function () {
  this.timeout(60_000);
  const declared = { ...million, rampHours: 2, events: [sale] };

  const sizes = {
    "up to 1,500 users at once": { registeredUsers: fc.integer({ min: 2_000, max: 300_000 }), numRuns: 100 },
    "up to 15,000": { registeredUsers: fc.integer({ min: 300_000, max: 3_000_000 }), numRuns: 12 },
  };
  for (const [size, { registeredUsers, numRuns }] of Object.entries(sizes)) {
    it(`is quiet, whatever is declared of ${size}: no minute too many violated, nobody paged, the ceiling not touched`, () => {
      fc.assert(
        fc.property(workloads(registeredUsers), (workload) => {
          assert.deepEqual(noticed(workload), []);
        }),
        { numRuns, seed: 14 },
      );
    });
  }

  it("is quiet where the floor is passed when the rise is under way already", () => {
    const late = { ...declared, registeredUsers: 1_162_201, sessionMinutes: 5, memoryMbPerUser: 60 };
    assert.deepEqual(noticed(late), []);
    const low = (fleet: Fleet): Fleet => ({ ...fleet, minSize: 3 });
    assert.deepEqual(noticed(late, low), ["peak in 2 h: 2 minutes violated"]);
  });

  it("is not with a scale-in that is too eager", () => {
    const eager = (fleet: Fleet): Fleet => ({
      ...fleet,
      policies: fleet.policies.map((policy) =>
        policy.name === "in" && policy.kind === "step"
          ? { ...policy, steps: stepsOf([-Infinity, 0, -90]) }
          : policy,
      ),
    });
    assert.match(noticed(declared, eager).join("\n"), /^peak in 2 h: \d+ minutes violated/);
  });

  it("is not with a floor that is too low for the event", () => {
    const low = (fleet: Fleet): Fleet => ({
      ...fleet,
      schedule: fleet.schedule.map((action) => ({ ...action, minSize: fleet.minSize })),
    });
    const said = noticed(declared, low);
    assert.ok(said.length > 0 && said.every((it) => it.startsWith("event sale: ")), said.join("\n"));
    assert.match(said.join("\n"), /minutes violated/);
  });

  it("is not with a ceiling that stays the usual one while the event is on", () => {
    const low = (fleet: Fleet): Fleet => ({
      ...fleet,
      schedule: fleet.schedule.map((action) => ({
        ...action,
        minSize: fleet.minSize,
        maxSize: fleet.maxSize,
      })),
    });
    assert.match(noticed(declared, low).join("\n"), /event sale: \d+ minutes at the ceiling/);
  });
});
