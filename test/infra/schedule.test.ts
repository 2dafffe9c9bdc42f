import assert from "node:assert/strict";
import { CronExpressionParser } from "cron-parser";
import { planCapacity, type WorkloadEvent } from "../../capacity";
import { actionsAt } from "../../infra/compute/schedule";
import { briefSizing, million } from "../capacity/declared";

type Action = ReturnType<typeof actionsAt>[number];

const hour = 3_600_000;
const day = 24 * hour;
const yearly: WorkloadEvent = {
  name: "sale",
  multiplier: 2,
  start: "--11-27T05:00Z",
  durationHours: 96,
  leadHours: 3,
};
const launch: WorkloadEvent = { ...yearly, name: "launch", start: "2027-03-01T08:00Z", durationHours: 24 };

function planned(minSize: number, events = [yearly, launch]) {
  return planCapacity({ ...million, events }, { ...briefSizing, minSize }).actions;
}

const byFloor = new Map<number, ReturnType<typeof planned>>();

function actions(now: number, minSize = 4): Action[] {
  const known = byFloor.get(minSize) ?? planned(minSize);
  byFloor.set(minSize, known);
  return actionsAt(known, new Date(now));
}

/** Auto Scaling's side of scheduled actions, by its API reference, and the provider's, which sends what the program sets. */
class AutoScaling {
  readonly runs: string[] = [];
  readonly changes: string[] = [];
  private readonly actions = new Map<string, Action>();

  /** What an `up` at a time does with the actions that the program asks for. */
  update(asked: readonly Action[], now: number): void {
    for (const name of [...this.actions.keys()]) {
      if (!asked.some(({ scheduledActionName }) => scheduledActionName === name)) this.actions.delete(name);
    }
    for (const action of asked) {
      const { scheduledActionName: name, startTime } = action;
      const before = this.actions.get(name);
      if (JSON.stringify(before) === JSON.stringify(action)) continue;
      assert.ok(
        Date.parse(startTime) > now,
        `ValidationError: start time ${startTime} of ${name} is in the past`,
      );
      this.actions.set(name, action);
      this.changes.push(`${new Date(now).toISOString().slice(0, 10)} ${name}`);
    }
  }

  /** Carries out what is due until a time. After each run AWS's start time is that of the next. */
  passUntil(now: number): void {
    for (const [name, action] of this.actions) {
      let { startTime } = action;
      while (Date.parse(startTime) <= now) {
        this.runs.push(`${startTime} ${name}`);
        if (action.recurrence === undefined) {
          this.actions.delete(name);
          break;
        }
        const options = { currentDate: startTime, tz: "UTC" };
        startTime = CronExpressionParser.parse(action.recurrence, options).next().toDate().toISOString();
        startTime = startTime.replace(".000Z", "Z");
        this.actions.set(name, { ...action, startTime });
      }
    }
    this.runs.sort();
  }
}

/** Two years of the clock, with an `up` (and what `--refresh` would find) each so many hours. */
function twoYears(everyHours: number, minSizeAt: (now: number) => number = () => 4): AutoScaling {
  const aws = new AutoScaling();
  for (let now = Date.parse("2026-06-01T00:30Z"); now < Date.parse("2028-06-01"); now += everyHours * hour) {
    aws.passUntil(now);
    aws.update(actions(now, minSizeAt(now)), now);
  }
  return aws;
}

const due = [
  "2026-11-27T02:00:00Z sale-before",
  "2026-12-01T05:00:00Z sale-after",
  "2026-12-01T07:00:00Z sale-settled",
  "2027-03-01T05:00:00Z launch-before",
  "2027-03-02T08:00:00Z launch-after",
  "2027-03-02T10:00:00Z launch-settled",
  "2027-11-27T02:00:00Z sale-before",
  "2027-12-01T05:00:00Z sale-after",
  "2027-12-01T07:00:00Z sale-settled",
];

describe("A13 scheduled actions over two years", () => {
  for (const everyHours of [5, 24, 24 * 30]) {
    it(`with an up every ${everyHours} hours: each is carried out once, and an up changes nothing else`, () => {
      const aws = twoYears(everyHours);
      assert.deepEqual(aws.runs, due);
      assert.deepEqual(aws.changes, [
        "2026-06-01 sale-before",
        "2026-06-01 sale-after",
        "2026-06-01 sale-settled",
        "2026-06-01 launch-before",
        "2026-06-01 launch-after",
        "2026-06-01 launch-settled",
      ]);
    });
  }

  it("a change of the floor is taken at any time, an occurrence before or behind it", () => {
    const aws = twoYears(24, (now) => 4 + Math.floor((now / (20 * day)) % 2));
    assert.deepEqual(aws.runs, due);
    assert.ok(aws.changes.length > 40);
  });

  it("without an up after the first a yearly event comes back, and a dated one does not", () => {
    const aws = new AutoScaling();
    aws.update(actions(Date.parse("2026-06-01")), Date.parse("2026-06-01"));
    aws.passUntil(Date.parse("2028-06-01"));
    assert.deepEqual(aws.runs, due);
  });

  it("without a refresh, an up after an occurrence sends the next start, which lies ahead", () => {
    const [before] = actions(Date.parse("2026-11-26T00:00Z"));
    const [after] = actions(Date.parse("2026-11-28T00:00Z"));
    assert.deepEqual([before?.startTime, after?.startTime], ["2026-11-27T02:00:00Z", "2027-11-27T02:00:00Z"]);
  });

  it("an up during a dated event keeps the action that ends it, and one after it has none", () => {
    const names = (time: string) =>
      actions(Date.parse(time))
        .map(({ scheduledActionName }) => scheduledActionName)
        .filter((name) => name.startsWith("launch"));
    assert.deepEqual(names("2027-03-01T12:00Z"), ["launch-after", "launch-settled"]);
    assert.deepEqual(names("2027-03-03T00:00Z"), []);
  });

  it("a yearly event of a named zone follows its summer time, and AWS the zone", () => {
    const tokyo = (start: string) =>
      actionsAt(planned(4, [{ ...yearly, start, durationHours: 24 }]), new Date("2026-12-01T00:00Z"));
    const [before] = tokyo("--06-01T09:00[America/New_York]");
    assert.deepEqual(
      [before?.recurrence, before?.timeZone, before?.startTime],
      ["0 6 1 6 *", "America/New_York", "2027-06-01T10:00:00Z"],
    );
    const [inWinter] = tokyo("--01-15T09:00[America/New_York]");
    assert.equal(inWinter?.startTime, "2027-01-15T11:00:00Z");
    const [byOffset] = tokyo("--06-01T09:00-04:00");
    assert.deepEqual([byOffset?.recurrence, byOffset?.timeZone], ["0 10 1 6 *", "UTC"]);
  });
});
