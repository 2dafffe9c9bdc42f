import assert from "node:assert/strict";
import fc from "fast-check";
import { overlap, parseDaily, parseWeekly } from "../../capacity";

const week = 7 * 24 * 60;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

function clock(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
}

function moment(minute: number): string {
  return `${days[Math.floor(minute / 1440) % 7]}:${clock(minute)}`;
}

describe("windows", () => {
  it("B5: a daily window comes every day, a weekly one once, both may run past midnight", () => {
    assert.deepEqual(parseDaily("23:30-00:30")?.[0], { start: 1410, minutes: 60 });
    assert.equal(parseDaily("23:30-00:30")?.length, 7);
    assert.deepEqual(parseWeekly("sun:23:30-mon:00:30"), { start: week - 30, minutes: 60 });
  });

  it("B5: what is no time of day or week is none", () => {
    for (const text of [
      "",
      "3:00-4:00",
      "03:00",
      "24:00-25:00",
      "03:60-04:00",
      "03:00-04:00 ",
      "03:00 - 04:00",
    ]) {
      assert.equal(parseDaily(text), undefined, text);
    }
    for (const text of ["03:00-04:00", "Sun:05:00-Sun:06:00", "sun:05:00-06:00", "son:05:00-sun:06:00"]) {
      assert.equal(parseWeekly(text), undefined, text);
    }
  });

  it("B5, B6: they overlap exactly when they share a minute, across midnight and the week's end", () => {
    const minute = fc.integer({ min: 0, max: week - 1 });
    const length = fc.integer({ min: 1, max: 1439 });
    const minutesOf = (windows: { start: number; minutes: number }[]) =>
      new Set(
        windows.flatMap(({ start, minutes }) =>
          Array.from({ length: minutes }, (_, index) => (start + index) % week),
        ),
      );
    fc.assert(
      fc.property(minute, length, minute, length, (from, minutes, weeklyFrom, weeklyMinutes) => {
        const daily = parseDaily(`${clock(from)}-${clock(from + minutes)}`);
        const weekly = parseWeekly(`${moment(weeklyFrom)}-${moment(weeklyFrom + weeklyMinutes)}`);
        assert.ok(daily && weekly);
        const maintenance = minutesOf([weekly]);
        const shared = [...minutesOf(daily)].some((one) => maintenance.has(one));
        assert.equal(
          daily.some((one) => overlap(one, weekly)),
          shared,
        );
      }),
    );
  });

  it("B5: windows that touch do not overlap", () => {
    const backups = parseDaily("04:00-05:00") ?? [];
    for (const [text, expected] of [
      ["sun:05:00-sun:06:00", false],
      ["sun:03:00-sun:04:00", false],
      ["sun:04:59-sun:06:00", true],
      ["sun:03:00-sun:04:01", true],
    ] as const) {
      const weekly = parseWeekly(text);
      assert.ok(weekly);
      assert.equal(
        backups.some((backup) => overlap(backup, weekly)),
        expected,
        text,
      );
    }
  });
});
