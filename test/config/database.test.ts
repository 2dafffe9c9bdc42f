import assert from "node:assert/strict";
import { assertProblems, bareProd, dev, type Values } from "./bare";
import { onlyProblem } from "./stack";

describe("a database that would lose data or not hold the workload", () => {
  const database = (settings: Values, more: Values = {}) => ({ ...more, "platform:database": settings });

  it("B5: prod without a reader, or with no or few days to go back", () => {
    assertProblems([
      [database({ readers: 0 }), /^platform:database\.readers: in prod at least 1: a writer alone/],
      [database({ backupRetentionDays: 0 }), /Days: a whole number of days, 1 to 35$/],
      [database({ backupRetentionDays: 6 }), /Days: in prod 7 to 35/],
      [database({ backupRetentionDays: 7 }), ""],
      [database({ backupRetentionDays: 0 }, dev), /Days: a whole number of days, 1 to 35$/],
      [database({ backupRetentionDays: 1 }, dev), ""],
    ]);
  });

  it("B5: readers above their ceiling, or of an engine that has only a standby", () => {
    assertProblems([
      [database({ readers: 4 }), ""],
      [database({ readers: 4, maxReaders: 3 }), /maxReaders: at least readers, which is 4$/],
      [database({ maxReaders: 0 }), /maxReaders: at least readers, which is 1$/],
      [database({ engine: "postgres", readers: 2 }), /readers: with engine postgres 0 or 1/],
      [database({ engine: "postgres", maxReaders: 3 }), /maxReaders: only with engine aurora/],
      [database({ engine: "postgres" }), ""],
    ]);
  });

  it("B5: a class or an ACU range that the engine does not have", () => {
    assertProblems([
      [
        database({ instanceClass: "db.m5.large" }),
        /with engine aurora one of db\.serverless, db\.t4g\.medium/,
      ],
      [
        database({ engine: "postgres", instanceClass: "db.serverless" }),
        /with engine postgres one of db\.t4g/,
      ],
      [database({ instanceClass: "db.r5.huge" }), /instanceClass: one of db\.serverless, /],
      [
        database({ instanceClass: "db.r6g.xlarge", acu: { min: 1, max: 20 } }),
        /acu: only with engine aurora and/,
      ],
      [database({ engine: "postgres", acu: { min: 1, max: 20 } }), /acu: only with engine aurora and/],
      [database({ acu: { min: 30, max: 20 } }), /acu\.min: at most max, which is 20$/],
      [database({ acu: { min: 1.2, max: 20 } }), /acu\.min: a number of ACU in steps of 0\.5/],
      [database({ acu: { min: 0, max: 20 } }), /acu\.min: a number of ACU in steps of 0\.5, 0\.5 to 256$/],
    ]);
  });

  it("B5: windows that overlap or are too short", () => {
    assertProblems([
      [
        database({ backupWindow: "05:30-06:30" }),
        /maintenanceWindow: a window apart from backupWindow, which is/,
      ],
      [database({ backupWindow: "23:30-05:01" }), /maintenanceWindow: a window apart/],
      [database({ backupWindow: "04:30-05:00" }), ""],
      [database({ maintenanceWindow: "sun:23:30-mon:03:30" }), /maintenanceWindow: a window apart/],
      [database({ backupWindow: "03:00-03:29" }), /backupWindow: a window of at least 30 minutes$/],
      [database({ backupWindow: "03:00-03:00" }), /backupWindow: a window of at least 30 minutes$/],
      [database({ maintenanceWindow: "sun:05:00-sun:05:10" }), /maintenanceWindow: a window of at least 30/],
      [database({ backupWindow: "3-4" }), /backupWindow: a time of day in UTC, such as 03:00-04:00$/],
    ]);
  });

  it("B5: less than the model needs, with the reason and what the plan would take", () => {
    assertProblems([
      [database({ acu: { min: 1, max: 12 } }), ""],
      [
        database({ acu: { min: 1, max: 11.5 } }),
        /acu\.max: at least 12, for 2400 connections of 238 instances; leave it to the plan, which takes 1-12 ACU$/,
      ],
      [
        database({ acu: { min: 1, max: 8 } }),
        /acu\.max: at least 12, for 18\.6 GiB of memory for the data in use/,
      ],
      [
        database({ acu: { min: 0.5, max: 32 } }),
        /acu\.min: at least 1, for 2400 connections of 238 instances/,
      ],
      [database({ instanceClass: "db.r6g.large" }), /instanceClass: a class with 18\.6 GiB of memory/],
      [database({ instanceClass: "db.r6g.xlarge" }), ""],
      [
        database({ engine: "postgres", instanceClass: "db.m5.large" }),
        /a class with 18\.6 GiB .*; leave it to the plan, which takes db\.m5\.2xlarge$/,
      ],
    ]);
  });

  it("B5: a workload that no database holds is refused by the figure that has to change", () => {
    const problem = (workload: Values, changes: Values = {}) => onlyProblem(bareProd(changes, workload));
    assert.match(
      problem({ databaseConnectionsPerInstance: 30 }),
      /^platform:workload\.databaseConnectionsPerInstance: .* needs 7160 connections of 238 instances, .* has 5000$/,
    );
    assert.match(
      problem({}, { "platform:compute": { maxSize: 4600 } }),
      /^platform:compute\.instanceType: .* needs 5080 connections of 5060 instances/,
    );
    assert.match(
      problem({ databaseKbPerUser: 5000 }),
      /^platform:workload\.databaseHotShare: .* 256 ACU has 512$/,
    );
    assert.match(
      problem({ databaseMillisecondsPerQuery: 500 }),
      /^platform:workload\.databaseMillisecondsPerQuery: .* needs 277\.78 vCPUs .* has 64$/,
    );
  });
});
