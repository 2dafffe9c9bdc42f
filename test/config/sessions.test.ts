import assert from "node:assert/strict";
import { assertProblems, bareProd, dev, type Values } from "./bare";
import { onlyProblem } from "./stack";

describe("a session store that would lose sessions or not hold them", () => {
  const cache = (settings: Values, more: Values = {}) => ({ ...more, "platform:cache": settings });

  it("B6: prod without a replica or a snapshot, windows that overlap or are too short", () => {
    assertProblems([
      [cache({ nodes: 1 }), /^platform:cache\.nodes: in prod 2 to 6: a failover needs a replica/],
      [cache({ nodes: 1 }, dev), ""],
      [cache({ snapshotRetentionDays: 0 }), /snapshotRetentionDays: in prod 1 to 35/],
      [cache({ snapshotRetentionDays: 0 }, dev), ""],
      [cache({ snapshotWindow: "04:30-05:30" }), /maintenanceWindow: a window apart from snapshotWindow/],
      [cache({ snapshotWindow: "03:00-03:59" }), /snapshotWindow: a window of at least 60 minutes$/],
      [cache({ nodeType: "cache.t3.small" }), /nodeType: one of cache\.t4g\.micro, /],
    ]);
  });

  it("A6, B6: a node too small for the sessions, with what it holds; sessions too large for any", () => {
    const large = (changes: Values, sessionKb: number) => onlyProblem(bareProd(changes, { sessionKb }));
    assert.equal(large(cache({ nodeType: "cache.t4g.micro" }), 60), "");
    assert.match(
      large(cache({ nodeType: "cache.t4g.micro" }), 100),
      /nodeType: a node type that holds 0\.625 GB of sessions, .* holds 0\.403; leave it to the plan$/,
    );
    assert.equal(large({}, 100), "");
    const users = {
      registeredUsers: 100_000_000,
      databaseKbPerUser: 0,
      memoryMbPerUser: 1,
      sessionKb: 10_000,
    };
    const instances = { usersPerInstance: { min: 5000, max: 7000 }, claims: {} };
    assert.match(
      onlyProblem(
        bareProd({ "platform:compute": {} }, { ...users, ...instances, databaseMillisecondsPerQuery: 0.1 }),
      ),
      /^platform:workload\.sessionKb: sessions that the largest node holds; .* dynamodb$/,
    );
  });

  it("B10: a session larger than DynamoDB's items, or capacity below the need", () => {
    const dynamo = (settings: Values) => ({
      "platform:sessionStore": "dynamodb",
      "platform:sessionTable": { billing: "provisioned", ...settings },
    });
    assertProblems([
      [dynamo({}), ""],
      [dynamo({ readCapacity: 500, writeCapacity: 2000 }), ""],
      [dynamo({ readCapacity: 499 }), /readCapacity: at least 500, what the peak needs with buffer/],
      [dynamo({ writeCapacity: 1999 }), /writeCapacity: at least 2000,/],
    ]);
    const sized = (sessionKb: number) =>
      onlyProblem(bareProd({ "platform:sessionStore": "dynamodb" }, { sessionKb }));
    assert.equal(sized(400), "");
    assert.match(sized(400.1), /^platform:workload\.sessionKb: at most 400 KB, the largest item/);
  });

  it("B10: settings of a table that is not there, or of a billing that is not chosen", () => {
    const table = { "platform:sessionTable": { billing: "onDemand" } };
    assertProblems([
      [table, /^platform:sessionStore: dynamodb, since there is a platform:sessionTable; or remove/],
      [{ ...table, "platform:sessionStore": "dynamodb" }, ""],
      [
        { "platform:sessionStore": "dynamodb", "platform:sessionTable": { writeCapacity: 9000 } },
        /^platform:sessionTable\.billing: provisioned, since there is a writeCapacity/,
      ],
    ]);
  });
});
