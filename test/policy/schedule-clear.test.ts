import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { weeklyStarts } from "../../policy/reliability/recovery/schedule";
import { scheduleClear } from "../../policy/reliability/recovery/schedule-clear";
import { stackOf, verdicts } from "./declare";

const database = (props: object = {}): Declared => ({
  type: "aws:rds/instance:Instance",
  name: "database",
  props: {
    engine: "postgres",
    backupWindow: "03:00-04:00",
    maintenanceWindow: "sun:05:00-sun:06:00",
    tags: { Backup: "daily" },
    ...props,
  },
});
const plan = (...rules: object[]): Declared => ({
  type: "aws:backup/plan:Plan",
  name: "plan",
  props: { id: "plan-1", rules },
});
const selection = (value: unknown = "daily"): Declared => ({
  type: "aws:backup/selection:Selection",
  name: "selection",
  props: { planId: "plan-1", selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value }] },
});
const judge = (...stack: Declared[]) => verdicts(scheduleClear, stackOf(...stack)).database;
const at = (schedule: string, props: object = {}) =>
  judge(database(), plan({ schedule, ...props }), selection());

describe("D2 backups that AWS Backup could not begin", () => {
  it("are those in a window or the hour before it", () => {
    assert.equal(at("cron(0 6 * * ? *)"), true);
    assert.equal(at("cron(59 5 * * ? *)"), false, "in Sunday's maintenance");
    assert.equal(at("cron(0 4 * * ? *)"), false, "an hour before it");
    assert.equal(at("cron(59 1 * * ? *)"), true);
    assert.equal(at("cron(0 2 * * ? *)"), false, "an hour before the backup window");
  });

  it("depend on the day where the schedule does", () => {
    assert.equal(at("cron(0 5 ? * MON-SAT *)"), true);
    assert.equal(at("cron(0 5 ? * SUN *)"), false);
    assert.equal(at("cron(0 5 1 * ? *)"), false, "the first of a month can be a Sunday");
    assert.equal(at("cron(0 0/6 * * ? *)"), true);
    assert.equal(at("cron(0 * * * ? *)"), false);
  });

  it("are judged across midnight and the end of the week", () => {
    const late = database({ backupWindow: "12:00-12:30", maintenanceWindow: "mon:00:30-mon:01:00" });
    const begins = (schedule: string) => judge(late, plan({ schedule }), selection());
    assert.equal(begins("cron(45 23 ? * SUN *)"), false);
    assert.equal(begins("cron(45 23 ? * MON *)"), true);
  });

  it("are none with Aurora, with continuous backups, or of a plan that does not select the database", () => {
    const rule = { schedule: "cron(0 5 * * ? *)" };
    assert.equal(judge(database({ engine: "aurora-postgresql" }), plan(rule), selection()), undefined);
    assert.equal(at(rule.schedule, { enableContinuousBackup: true }), true);
    assert.equal(judge(database(), plan(rule), selection("weekly")), undefined);
  });

  it("are not decided while part of it is unknown, nor judged in another time zone", () => {
    assert.equal(at("cron(0 6 * * ? *)", { scheduleExpressionTimezone: notYetKnown }), unknown);
    assert.equal(at("cron(0 5 * * ? *)", { scheduleExpressionTimezone: "Europe/Berlin" }), true);
    assert.equal(at("cron(0 5 * * ? *)", { scheduleExpressionTimezone: "Etc/UTC" }), false);
    assert.equal(judge(database(), plan({ schedule: notYetKnown }), selection()), unknown);
    assert.equal(judge(database(), plan({ schedule: "cron(0 5 * * ? *)" }), selection(notYetKnown)), unknown);
    const chosenByAws = database({ maintenanceWindow: undefined, backupWindow: notYetKnown });
    assert.equal(judge(chosenByAws, plan({ schedule: "cron(0 6 * * ? *)" }), selection()), unknown);
  });

  it("begin where the schedule says, from Monday on", () => {
    assert.deepEqual(weeklyStarts("cron(30 1 ? * MON,SUN *)"), [90, (6 * 24 + 1) * 60 + 30]);
    assert.equal(weeklyStarts("cron(0 0/12 * * ? *)")?.length, 14);
    assert.equal(weeklyStarts("rate(12 hours)"), undefined);
  });
});
