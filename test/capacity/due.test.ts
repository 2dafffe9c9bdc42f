import assert from "node:assert/strict";
import { floorAt, planCapacity, type WorkloadEvent } from "../../capacity";
import { briefSizing as sizing, million } from "./declared";

const yearly: WorkloadEvent = {
  name: "sale",
  multiplier: 2,
  start: "--11-27T05:00Z",
  durationHours: 24,
  leadHours: 2,
};
const floors = (event: Partial<WorkloadEvent>, ...times: string[]) => {
  const { schedule } = planCapacity({ ...million, events: [{ ...yearly, ...event }] }, sizing);
  const [raised = 0] = schedule.map(({ minSize }) => minSize);
  assert.ok(raised > 3);
  return times.map((time) => floorAt(schedule, 3, new Date(time)) === raised);
};

describe("A13 the floor that is due when a deployment comes", () => {
  it("is the event's from its lead time to its end, every year", () => {
    for (const year of [2025, 2026, 2027, 2028]) {
      assert.deepEqual(
        floors(
          {},
          `${year}-11-27T02:59Z`,
          `${year}-11-27T03:00Z`,
          `${year}-11-28T04:59Z`,
          `${year}-11-28T05:00Z`,
          `${year}-06-01T00:00Z`,
        ),
        [false, true, true, false, false],
      );
    }
  });

  it("is the event's over New Year", () => {
    assert.deepEqual(
      floors(
        { start: "--12-31T12:00Z" },
        "2026-12-31T09:59Z",
        "2026-12-31T10:00Z",
        "2027-01-01T11:59Z",
        "2027-01-01T12:00Z",
      ),
      [false, true, true, false],
    );
  });

  it("is the event's once, where it comes once", () => {
    const once = { start: "2026-11-27T05:00Z" };
    assert.deepEqual(
      floors(once, "2026-11-27T02:59Z", "2026-11-27T03:00Z", "2026-11-28T05:00Z", "2027-11-27T06:00Z"),
      [false, true, false, false],
    );
  });

  it("is never below the usual one", () => {
    const { schedule } = planCapacity({ ...million, events: [yearly] }, sizing);
    assert.equal(floorAt(schedule, 9999, new Date("2026-11-27T06:00Z")), 9999);
    assert.equal(floorAt([], 3, new Date()), 3);
  });
});
