import assert from "node:assert/strict";
import { refuseOneUnit, SessionTable, type SessionTableArgs } from "../../infra/session-table";
import { record, valueOf } from "./record";
import { holds } from "./safeguard";

const table = "aws:dynamodb/table:Table";
const target = "aws:appautoscaling/target:Target";

const inProd: SessionTableArgs = {
  region: "us-east-1",
  kmsKeyArn: "arn:data-key",
  deletionProtection: true,
  tags: { Backup: "plan" },
};
const sessions = (args: Partial<SessionTableArgs> = {}) =>
  record((parent) => new SessionTable("sessions", { ...inProd, ...args }, { parent }));
const provisioned = {
  min: { readUnits: 9, writeUnits: 34 },
  max: { readUnits: 500, writeUnits: 2000 },
};

describe("B10 session table", () => {
  holds(
    [
      {
        it: "B10: forgets sessions that have ended",
        of: table,
        inputs: { ttl: { attributeName: "expiresAt", enabled: true }, hashKey: "id" },
      },
      {
        it: "D2: restores to any second of 35 days",
        of: table,
        inputs: { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 } },
      },
      {
        it: "B10: encrypts by a customer managed key",
        of: table,
        inputs: { serverSideEncryption: { enabled: true, kmsKeyArn: "arn:data-key" } },
      },
      { it: "B10: is protected from deletion", of: table, inputs: { deletionProtectionEnabled: true } },
      { it: "B8: is found by its backup plan", of: table, inputs: { tags: { Backup: "plan" } } },
      {
        it: "B10: is paid for by request unless told otherwise",
        of: table,
        inputs: { billingMode: "PAY_PER_REQUEST", readCapacity: undefined, writeCapacity: undefined },
      },
    ],
    sessions,
  );

  it("is refused to be destroyed before anything is deleted", async () => {
    assert.equal((await sessions()).only(table).options.protect, true);
    assert.equal((await sessions({ deletionProtection: false })).only(table).options.protect, false);
  });

  it("with provisioned capacity begins at the least and follows the load, which updates leave alone", async () => {
    const stack = await sessions({ provisioned });
    const { inputs, options } = stack.only(table);
    assert.deepEqual([inputs.billingMode, inputs.readCapacity, inputs.writeCapacity], ["PROVISIONED", 9, 34]);
    assert.deepEqual(options.ignoreChanges, ["readCapacity", "writeCapacity"]);
    assert.deepEqual(
      stack
        .ofType(target)
        .map(({ inputs }) => [inputs.scalableDimension, inputs.minCapacity, inputs.maxCapacity]),
      [
        ["dynamodb:table:ReadCapacityUnits", 9, 500],
        ["dynamodb:table:WriteCapacityUnits", 34, 2000],
      ],
    );
    assert.deepEqual(
      stack
        .ofType("aws:appautoscaling/policy:Policy")
        .map(({ inputs }) => inputs.targetTrackingScalingPolicyConfiguration),
      ["Read", "Write"].map((kind) => ({
        predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${kind}CapacityUtilization` },
        targetValue: 70,
      })),
    );
  });

  it("is refused to go from on demand to one unit of provisioned capacity, with the way to the peak's", () => {
    const update = (billingMode?: string) => () => {
      refuseOneUnit({ id: "sessions-1", oldOutputs: { billingMode } }, provisioned.max);
    };
    assert.throws(
      update("PAY_PER_REQUEST"),
      /update-table --table-name sessions-1 --billing-mode PROVISIONED .*ReadCapacityUnits=500,WriteCapacityUnits=2000/,
    );
    assert.doesNotThrow(update("PROVISIONED"));
  });

  it("gives instances single sessions, not scans of all of them", async () => {
    let made: SessionTable | undefined;
    await record((parent) => (made = new SessionTable("sessions", inProd, { parent })));
    const [items, key] = (await valueOf(made?.accessStatements)) ?? [];
    assert.deepEqual(items?.Action, [
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
    ]);
    assert.equal(items.Resource, "arn:sessions");
    assert.deepEqual(key?.Condition, {
      StringEquals: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" },
    });
  });
});
