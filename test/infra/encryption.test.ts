import assert from "node:assert/strict";
import { Encryption, type EncryptionArgs } from "../../infra/encryption";
import { record, type Recording } from "./record";

const keyType = "aws:kms/key:Key";

interface Statement {
  Sid: string;
  Principal: { AWS?: string; Service?: string | string[] };
  Action: string | string[];
  Condition?: unknown;
}
const encryption = (args: Partial<EncryptionArgs> = {}) =>
  record(
    (parent) =>
      new Encryption("keys", { region: "us-east-1", cloudFront: false, retain: true, ...args }, { parent }),
  );
const statements = (stack: Recording, key: string) =>
  (JSON.parse(String(stack.only(keyType, key).inputs.policy)) as { Statement: Statement[] }).Statement;
const grant = (stack: Recording, key: string, sid: string) =>
  statements(stack, key).find(({ Sid }) => Sid === sid);

describe("B5-B8 keys", () => {
  it("are one a concern, rotated, named, and take 30 days to be deleted", async () => {
    const stack = await encryption();
    const keys = stack.ofType(keyType);
    assert.deepEqual(
      keys.map(({ name }) => name),
      ["keys-compute", "keys-data", "keys-logs", "keys-notifications", "keys-storage"],
    );
    for (const { inputs } of keys) {
      assert.deepEqual([inputs.enableKeyRotation, inputs.deletionWindowInDays], [true, 30]);
    }
    assert.equal(stack.ofType("aws:kms/alias:Alias").length, keys.length);
  });

  it("leave access to IAM, and services out that are not named", async () => {
    const stack = await encryption();
    for (const { name } of stack.ofType(keyType)) {
      const [account, ...others] = statements(stack, name);
      assert.deepEqual(account?.Principal, { AWS: "arn:aws:iam::123456789012:root" });
      assert.ok(others.every(({ Action }) => !["kms:*", "*"].includes(String(Action))));
    }
    assert.equal(statements(stack, "keys-data").length, 1);
    assert.equal(statements(stack, "keys-storage").length, 1);
  });

  it("let Auto Scaling start instances with encrypted volumes", async () => {
    const stack = await encryption();
    const grants = grant(stack, "keys-compute", "AutoScalingGrants");
    assert.match(
      grant(stack, "keys-compute", "AutoScaling")?.Principal.AWS ?? "",
      /AWSServiceRoleForAutoScaling$/,
    );
    assert.equal(grants?.Action, "kms:CreateGrant");
    assert.deepEqual(grants.Condition, { Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("C4: let CloudWatch, EventBridge, AWS Backup, RDS and Budgets publish to encrypted topics", async () => {
    const { Principal, Action } = grant(await encryption(), "keys-notifications", "Publishers") ?? {};
    assert.deepEqual(Principal, {
      Service: [
        "cloudwatch.amazonaws.com",
        "events.amazonaws.com",
        "backup.amazonaws.com",
        "events.rds.amazonaws.com",
        "budgets.amazonaws.com",
      ],
    });
    assert.deepEqual(Action, ["kms:Decrypt", "kms:GenerateDataKey*"]);
  });

  it("let CloudWatch Logs of this region encrypt this account's log groups", async () => {
    const { Principal, Condition } = grant(await encryption(), "keys-logs", "Logs") ?? {};
    assert.deepEqual(Principal, { Service: "logs.us-east-1.amazonaws.com" });
    assert.deepEqual(Condition, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*" },
    });
  });

  it("let CloudFront read encrypted objects only where it serves them", async () => {
    const reader = grant(await encryption({ cloudFront: true }), "keys-storage", "CloudFront");
    assert.deepEqual(
      [reader?.Principal, reader?.Action],
      [{ Service: "cloudfront.amazonaws.com" }, "kms:Decrypt"],
    );
    assert.equal(grant(await encryption(), "keys-storage", "CloudFront"), undefined);
  });

  for (const retain of [true, false]) {
    it(`${retain ? "leave" : "do not leave"} in AWS what snapshots and kept buckets need, and no other`, async () => {
      const retained = (await encryption({ retain }))
        .ofType(keyType)
        .filter(({ options }) => options.retainOnDelete);
      assert.deepEqual(
        retained.map(({ name }) => name),
        retain ? ["keys-data", "keys-storage"] : [],
      );
    });
  }
});
