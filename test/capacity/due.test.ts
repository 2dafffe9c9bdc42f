import assert from "node:assert/strict";
import { planCapacity, sizesAt, type WorkloadEvent } from "../../capacity";
import { briefSizing as sizing, million } from "./declared";

const yearly: WorkloadEvent = {
  name: "sale",
  multiplier: 2,
  start: "--11-27T05:00Z",
  durationHours: 24,
  leadHours: 2,
};
const usual = { minSize: 4, maxSize: 264 };
const sizes = (event: Partial<WorkloadEvent>, ...times: string[]) => {
  const { actions } = planCapacity({ ...million, events: [{ ...yearly, ...event }] }, sizing);
  return times.map((time) => sizesAt(actions, usual, new Date(time)));
};
/** Whether the floor is the event's at each of the times. */
const floors = (event: Partial<WorkloadEvent>, ...times: string[]) =>
  sizes(event, ...times).map(({ minSize }) => minSize === 400);

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

  it("has the ceiling with it, which stays until scaling has taken the instances back", () => {
    // 528 to 264 are seven steps of a tenth, a quarter of an hour each: two hours.
    assert.deepEqual(
      sizes(
        {},
        "2026-11-27T02:59Z",
        "2026-11-27T03:00Z",
        "2026-11-28T05:00Z",
        "2026-11-28T06:59Z",
        "2026-11-28T07:00Z",
      ),
      [
        { minSize: 4, maxSize: 264 },
        { minSize: 400, maxSize: 528 },
        { minSize: 4, maxSize: 528 },
        { minSize: 4, maxSize: 528 },
        { minSize: 4, maxSize: 264 },
      ],
    );
  });

  it("is never below the usual one", () => {
    const { actions } = planCapacity({ ...million, events: [yearly] }, sizing);
    const large = { minSize: 9999, maxSize: 9999 };
    assert.deepEqual(sizesAt(actions, large, new Date("2026-11-27T06:00Z")), large);
    assert.deepEqual(sizesAt([], usual, new Date()), usual);
  });
});
