import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isEventStart,
  nextDue,
  mixedOverlaps,
  nextTime,
  overSince,
  planCapacity,
  type WorkloadEvent,
} from "../../capacity";
import { briefSizing, million } from "./declared";

const sale: WorkloadEvent = {
  name: "sale",
  multiplier: 2,
  start: "2026-11-27T00:00-05:00",
  durationHours: 96,
  leadHours: 3,
};

function scheduled(event: Partial<WorkloadEvent>) {
  const plan = planCapacity({ ...million, events: [{ ...sale, ...event }] }, briefSizing);
  const [first] = plan.schedule;
  assert.ok(first);
  return { ...first, plan };
}

describe("events", () => {
  it("A13: an event is due its lead before it starts: once, or the next time", () => {
    const due = (start: string, now: string) => nextDue({ ...sale, start }, new Date(now))?.toISOString();
    assert.equal(due("2026-11-27T00:00-05:00", "2026-11-27T01:59Z"), "2026-11-27T02:00:00.000Z");
    assert.equal(due("2026-11-27T00:00-05:00", "2026-11-27T02:00Z"), undefined);
    assert.equal(due("--11-27T05:00Z", "2026-03-01T00:00Z"), "2026-11-27T02:00:00.000Z");
    assert.equal(due("--11-27T05:00Z", "2026-11-27T03:00Z"), "2027-11-27T02:00:00.000Z");
    assert.equal(due("--01-01T01:30Z", "2026-06-01T00:00Z"), "2026-12-31T22:30:00.000Z");
  });

  it("A13: an event scales out by its lead before it starts and in when it is over, in UTC", () => {
    const { scaleOut, scaleIn } = scheduled({});
    assert.deepEqual(scaleOut, { startTime: "2026-11-27T02:00:00Z" });
    assert.deepEqual(scaleIn, { startTime: "2026-12-01T05:00:00Z" });
  });

  it("A13: an event without a year comes back every year, also across a new year", () => {
    const { scaleOut, scaleIn } = scheduled({ start: "--01-01T01:30Z", leadHours: 2, durationHours: 24 });
    assert.deepEqual(scaleOut, { recurrence: "30 23 31 12 *" });
    assert.deepEqual(scaleIn, { recurrence: "30 1 2 1 *" });
  });

  it("A13: around 29 February a yearly event is early rather than late, and ends late rather than early", () => {
    assert.deepEqual(scheduled({ start: "--03-01T00:00Z", leadHours: 24 }).scaleOut, {
      recurrence: "0 0 28 2 *",
    });
    assert.deepEqual(scheduled({ start: "--02-28T00:00Z", durationHours: 48 }).scaleIn, {
      recurrence: "0 0 2 3 *",
    });
  });

  it("A13: a long yearly event never ends on 29 February, which would be once in four years", () => {
    assert.deepEqual(scheduled({ start: "--12-01T00:00Z", durationHours: 2160 }).scaleIn, {
      recurrence: "0 0 1 3 *",
    });
  });

  it("A13: the next time lies ahead: once, or each year again", () => {
    const at = (time: Parameters<typeof nextTime>[0], now: string) => nextTime(time, new Date(now));
    const once = { startTime: "2026-11-27T02:00:00Z" };
    assert.deepEqual(at(once, "2026-11-27T01:59:59Z"), once);
    assert.equal(at(once, "2026-11-27T02:00:00Z"), undefined);
    const recurrence = "0 2 27 11 *";
    assert.deepEqual(at({ recurrence }, "2026-11-27T01:59:59Z"), { ...once, recurrence });
    assert.deepEqual(at({ recurrence }, "2026-11-27T02:00:00Z"), {
      startTime: "2027-11-27T02:00:00Z",
      recurrence,
    });
  });

  it("A13: it raises the ceiling, buffer kept, and the floor while it lasts", () => {
    const { need, plan } = scheduled({ multiplier: 3 });
    const [before, after, settled] = plan.actions;
    assert.deepEqual([before?.minSize, before?.maxSize], [600, need.ceiling]);
    assert.deepEqual([after?.minSize, after?.maxSize], [plan.compute.min, need.ceiling]);
    assert.deepEqual([settled?.minSize, settled?.maxSize], [plan.compute.min, 264]);
    assert.equal(plan.compute.usualMax, 264, "all year the ceiling is the usual peak's");
    assert.equal(need.withBuffer, 720);
    assert.equal(plan.compute.max, need.ceiling);
    assert.ok(plan.compute.max >= 720);
    assert.equal(plan.compute.peak.required, 200, "the usual peak stays what it is");
  });

  it("A13: a start names a day that exists and its time zone", () => {
    const good = [
      "--11-27T00:00[America/New_York]",
      "2026-11-27T05:00Z",
      "2028-02-29T05:00Z",
      "--11-27T05:00+05:30",
      "2026-11-27T05:00-05:00",
    ];
    const bad = [
      "2026-11-27T05:00",
      "2026-11-27",
      "2026-11-31T05:00Z",
      "2027-02-29T05:00Z",
      "--02-29T05:00Z",
      "2026-11-27T25:00Z",
      "2026-13-01T05:00Z",
      "2026-11-27T05:00:00Z",
      "27 November",
      "--11-27T00:00[America/Atlantis]",
      "",
    ];
    assert.deepEqual([...good, ...bad].filter(isEventStart), good);
  });

  it("A13: events that are on together add up, floor and ceiling, and each end leaves what the other needs", () => {
    const once = { ...sale, start: "2026-12-01T00:00Z", durationHours: 48, leadHours: 0 };
    const launch = {
      ...once,
      name: "launch",
      multiplier: 1.5,
      start: "2026-12-02T00:00Z",
      durationHours: 48,
    };
    const { actions, compute, database } = planCapacity({ ...million, events: [once, launch] }, briefSizing);
    assert.deepEqual(
      actions.map(({ name, time, minSize }) => [name, time.startTime?.slice(5, 13), minSize]),
      [
        ["sale-before", "12-01T00", 400],
        ["sale-after", "12-03T00", 300],
        // 660 to 264 in nine steps of a tenth, of a quarter of an hour each.
        ["sale-settled", "12-03T02", 300],
        ["launch-before", "12-02T00", 500],
        ["launch-after", "12-04T00", 4],
        ["launch-settled", "12-04T03", 4],
      ],
    );
    assert.deepEqual(
      actions.map(({ maxSize }) => maxSize),
      [528, 660, 396, 660, 396, 264],
    );
    assert.equal(compute.max, 660, "quotas, addresses and connections are for both");
    assert.ok(database.connections.instances >= 660);
  });

  it("A13: of two actions at the same time, which AWS refuses, one is left, with the sizes of what is on then", () => {
    const first = { ...sale, start: "--03-01T00:00Z", durationHours: 24, leadHours: 0 };
    const next = { ...first, name: "next", multiplier: 3, start: "--03-02T00:00Z" };
    const { actions } = planCapacity({ ...million, events: [first, next] }, briefSizing);
    const at = actions.filter(({ time }) => time.recurrence === "0 0 2 3 *");
    assert.deepEqual(
      at.map(({ name, minSize }) => [name, minSize]),
      [["sale-after", 600]],
    );
  });

  it("A13: a yearly and a dated event must not touch, lead and settling included; two of a kind may", () => {
    const touching = (one: Partial<WorkloadEvent>, other: Partial<WorkloadEvent>) =>
      mixedOverlaps([
        { ...sale, ...one },
        { ...sale, ...other },
      ]).length > 0;
    const once = { start: "2026-11-27T00:00Z", durationHours: 24, leadHours: 2 };
    assert.ok(!touching(once, { ...once, start: "2026-11-28T01:00Z" }));
    assert.ok(touching(once, { ...once, start: "--11-27T12:00Z" }));
    assert.ok(
      touching(once, { ...once, start: "--11-28T04:00Z" }),
      "while the first one's ceiling is still up",
    );
    assert.ok(!touching(once, { ...once, start: "--12-27T12:00Z" }));
    assert.ok(touching({ ...once, start: "--12-31T12:00Z" }, { ...once, start: "2029-01-01T06:00Z" }));
    assert.ok(!touching({ ...once, start: "--12-31T12:00Z" }, { ...once, start: "--01-01T06:00Z" }));
  });

  it("A13: a dated event that is over is known to be; a yearly one never is", () => {
    const since = (start: string, now: string) => overSince({ ...sale, start }, new Date(now))?.toISOString();
    assert.equal(since("2026-11-27T00:00-05:00", "2026-12-01T05:00Z"), "2026-12-01T05:00:00.000Z");
    assert.equal(since("2026-11-27T00:00-05:00", "2026-12-01T04:59Z"), undefined);
    assert.equal(since("--11-27T05:00Z", "2030-01-01T00:00Z"), undefined);
  });

  it("A13: scale-out never comes after the start, nor scale-in before the end", () => {
    const minute = fc.integer({ min: 0, max: 365 * 24 * 60 - 1 });
    fc.assert(
      fc.property(
        minute,
        fc.integer({ min: 0, max: 168 }),
        fc.integer({ min: 1, max: 2160 }),
        (at, lead, hours) => {
          const start = new Date(Date.UTC(2027, 0, 1) + at * 60_000);
          const text = `${start.toISOString().slice(0, 16)}Z`;
          const { scaleOut, scaleIn } = scheduled({ start: text, leadHours: lead, durationHours: hours });
          assert.equal(Date.parse(scaleOut.startTime ?? ""), start.getTime() - lead * 3_600_000);
          assert.equal(Date.parse(scaleIn.startTime ?? ""), start.getTime() + hours * 3_600_000);
        },
      ),
    );
  });
});
