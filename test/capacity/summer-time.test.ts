import assert from "node:assert/strict";
import fc from "fast-check";
import { DateTime } from "luxon";
import { nextStart, planCapacity, type WorkloadEvent } from "../../capacity";
import { windowOf } from "../../capacity/event-times";
import { briefSizing, million } from "./declared";

const hour = 3_600_000;
const event = (start: string, durationHours = 4, leadHours = 1): WorkloadEvent => ({
  name: "sale",
  multiplier: 2,
  start,
  durationHours,
  leadHours,
});

/** When floor and ceiling are raised for an event, and when the floor is lowered. */
function timesOf(declared: WorkloadEvent) {
  const [first] = planCapacity({ ...million, events: [declared] }, briefSizing).schedule;
  assert.ok(first);
  return [first.scaleOut, first.scaleIn];
}

const once = (...times: string[]) => times.map((startTime) => ({ startTime }));

// Clocks go forward on 14 March 2027 in New York and on 28 March 2027 in Berlin, back on 1 November 2026 and on 25 October 2026.
describe("A13 events on the night that the clock changes", () => {
  it("last as long as they are declared to, whatever the clock shows at their end", () => {
    assert.deepEqual(
      timesOf(event("2027-03-13T22:00[America/New_York]", 12)),
      once("2027-03-14T02:00:00Z", "2027-03-14T15:00:00Z"),
    );
    assert.deepEqual(
      timesOf(event("2026-10-24T22:00[Europe/Berlin]", 12)),
      once("2026-10-24T19:00:00Z", "2026-10-25T08:00:00Z"),
    );
  });

  it("begin, at a time that the clock leaves out, when an hour that was not put forward would show it", () => {
    assert.deepEqual(
      timesOf(event("2027-03-14T02:30[America/New_York]")),
      once("2027-03-14T06:30:00Z", "2027-03-14T11:30:00Z"),
    );
    assert.deepEqual(
      timesOf(event("2027-03-28T02:30[Europe/Berlin]")),
      once("2027-03-28T00:30:00Z", "2027-03-28T05:30:00Z"),
    );
  });

  it("begin, at a time that the clock shows twice, at the first, and end after the second", () => {
    assert.deepEqual(
      timesOf(event("2026-11-01T01:30[America/New_York]")),
      once("2026-11-01T04:30:00Z", "2026-11-01T10:30:00Z"),
    );
    assert.deepEqual(
      timesOf(event("2026-10-25T02:30[Europe/Berlin]")),
      once("2026-10-24T23:30:00Z", "2026-10-25T05:30:00Z"),
    );
  });

  it("come back each year by the zone's clock, an hour longer where the change may fall into them", () => {
    const timeZone = "America/New_York";
    const at = (recurrence: string) => ({ recurrence, timeZone });
    // It changes on a day from 1 to 7 November: in 2026 within the event, in 2027 after it.
    assert.deepEqual(timesOf(event("--10-31T12:00[America/New_York]", 48)), [
      at("0 11 31 10 *"),
      at("0 12 2 11 *"),
    ]);
    assert.deepEqual(timesOf(event("--11-27T00:00[America/New_York]", 48)), [
      at("0 23 26 11 *"),
      at("0 0 29 11 *"),
    ]);
  });

  it("are never too late, nor over too early, in any year and zone", () => {
    const start = fc.record({
      month: fc.constantFrom(3, 4, 10, 11),
      day: fc.integer({ min: 1, max: 30 }),
      at: fc.integer({ min: 0, max: 23 }),
    });
    const zones = fc.constantFrom("America/New_York", "Europe/Berlin", "Australia/Sydney", "UTC");
    const spans = [fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 100 })] as const;
    const years = fc.integer({ min: 2026, max: 2053 });
    fc.assert(
      fc.property(start, zones, ...spans, years, ({ month, day, at }, zone, duration, lead, year) => {
        const two = (value: number) => String(value).padStart(2, "0");
        const declared = event(`--${two(month)}-${two(day)}T${two(at)}:00[${zone}]`, duration, lead);
        const { from, to } = windowOf(declared);
        const begins = DateTime.fromObject({ year, month, day, hour: at }, { zone });
        const inYear = ({ at: shown }: typeof from) => shown.set({ year: shown.year + year - 2026 });
        assert.ok(inYear(from).toMillis() <= begins.toMillis() - lead * hour);
        assert.ok(inYear(to).toMillis() >= begins.toMillis() + duration * hour);
      }),
      {
        numRuns: 60,
        // Clocks go forward on 8 March 2026, which is the year that yearly times are worked out in, and not on that day in 2027.
        examples: [[{ month: 3, day: 8, at: 2 }, "America/New_York", 1, 0, 2027]],
      },
    );
  });

  it("are forecast to begin when they do, though their lead spans the change", () => {
    const next = nextStart(event("--11-08T09:00[America/New_York]", 4, 168), new Date("2027-09-01"));
    assert.deepEqual(
      [next?.due.toISOString(), next?.start.toISOString(), next?.end.toISOString()],
      ["2027-11-01T13:00:00.000Z", "2027-11-08T14:00:00.000Z", "2027-11-08T18:00:00.000Z"],
    );
  });
});
