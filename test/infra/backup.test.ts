import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Backup, type BackupArgs, backupTag, BackupVault } from "../../infra/backup";
import { record, type Recording } from "./record";
import { holds } from "./safeguard";

const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planType = "aws:backup/plan:Plan";
const testType = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

const inProd: BackupArgs = {
  vault: { lock: "governance", retain: true },
  retention: { daily: 35, weekly: 90, monthly: 365 },
  startHour: 5,
  restoreTests: { types: ["Aurora", "S3"], vpcId: "vpc-1", subnetGroupName: "isolated" },
  failureTopicArn: "arn:topic",
};
const backup = (args: Partial<BackupArgs> = {}) =>
  record((parent) => new Backup("backup", { ...inProd, ...args }, { parent }));
const withCopy = () =>
  record((parent) => {
    const copyTo = new BackupVault(
      "copy",
      { lock: "governance", retain: true, retentionDays: { min: 35, max: 365 } },
      { parent },
    );
    return new Backup("backup", { ...inProd, copyTo }, { parent });
  });

interface Rule {
  ruleName: string;
  schedule: string;
  targetVaultName: string;
  enableContinuousBackup?: boolean;
  lifecycle: { deleteAfter: number };
  copyActions?: { destinationVaultArn: string; lifecycle: { deleteAfter: number } }[];
}
const rules = (stack: Recording, plan: string) => stack.only(planType, plan).inputs.rules as Rule[];

describe("B8 backup", () => {
  holds(
    [
      {
        it: "B8: keeps recovery points under a key of their own, and never deletes them with the vault",
        of: vaultType,
        inputs: { kmsKeyArn: "arn:backup", forceDestroy: false },
      },
      {
        it: "B8: refuses to delete recovery points before their time, by a lock that can be lifted",
        of: lockType,
        inputs: { minRetentionDays: 35, maxRetentionDays: 365, changeableForDays: undefined },
      },
      {
        it: "B8: restores weekly as a test what a week brought",
        of: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
        inputs: {
          recoveryPointSelection: {
            algorithm: "LATEST_WITHIN_WINDOW",
            includeVaults: ["arn:backup"],
            recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
            selectionWindowDays: 7,
          },
        },
      },
    ],
    backup,
  );

  it("makes daily, weekly and monthly recovery points at different times, each kept its own time", async () => {
    const stack = await backup();
    for (const kind of ["snapshots", "continuous"]) {
      const found = rules(stack, `backup-${kind}`);
      assert.deepEqual(
        found.map(({ ruleName, lifecycle }) => [ruleName, lifecycle.deleteAfter]),
        [
          ["daily", 35],
          ["weekly", 90],
          ["monthly", 365],
        ],
      );
      assert.equal(new Set(found.map(({ schedule }) => schedule)).size, 3);
      assert.ok(found.every(({ targetVaultName }) => targetVaultName === "backup"));
    }
  });

  it("begins at the hour that it is given, and the weekly and monthly ones later", async () => {
    const schedules = async (startHour: number) =>
      rules(await backup({ startHour }), "backup-snapshots").map(({ schedule }) => schedule);
    assert.deepEqual(await schedules(5), ["cron(0 5 * * ? *)", "cron(0 7 ? * SUN *)", "cron(0 9 1 * ? *)"]);
    assert.deepEqual(await schedules(21), [
      "cron(0 21 * * ? *)",
      "cron(0 23 ? * SUN *)",
      "cron(0 1 1 * ? *)",
    ]);
  });

  it("is continuous for S3 alone, and then no longer than AWS takes", async () => {
    const stack = await backup({ retention: { daily: 60, weekly: 90, monthly: 365 } });
    const continuous = (plan: string) =>
      rules(stack, plan)
        .filter(({ enableContinuousBackup }) => enableContinuousBackup)
        .map(({ ruleName, lifecycle }) => [ruleName, lifecycle.deleteAfter]);
    assert.deepEqual(continuous("backup-continuous"), [["daily", 35]]);
    assert.deepEqual(continuous("backup-snapshots"), []);
  });

  it("selects by the tag that resources carry, and by no other stack's", async () => {
    const stack = await backup();
    for (const kind of ["snapshots", "continuous"] as const) {
      const { inputs } = stack.only("aws:backup/selection:Selection", `backup-${kind}`);
      const { Backup: value } = backupTag(kind);
      assert.deepEqual(inputs.selectionTags, [{ type: "STRINGEQUALS", key: "Backup", value }]);
      assert.equal(inputs.resources, undefined);
      assert.equal(value, `${pulumi.getProject()}-${pulumi.getStack()}-${kind}`);
    }
  });

  it("copies daily and monthly recovery points to another region, for as long as the first ones", async () => {
    const stack = await withCopy();
    for (const plan of ["backup-snapshots", "backup-continuous"]) {
      assert.deepEqual(
        rules(stack, plan).flatMap(({ ruleName, copyActions = [] }) =>
          copyActions.map((copy) => [ruleName, copy.destinationVaultArn, copy.lifecycle.deleteAfter]),
        ),
        [
          ["daily", "arn:copy", 35],
          ["monthly", "arn:copy", 365],
        ],
      );
    }
    assert.ok(rules(await backup(), "backup-snapshots").every(({ copyActions }) => !copyActions));
  });

  it("may back up and restore, S3 included", async () => {
    const stack = await backup();
    const attached = stack
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => String(inputs.policyArn).split("/").at(-1));
    assert.deepEqual(attached.sort(), [
      "AWSBackupServiceRolePolicyForBackup",
      "AWSBackupServiceRolePolicyForRestores",
      "AWSBackupServiceRolePolicyForS3Backup",
      "AWSBackupServiceRolePolicyForS3Restore",
    ]);
  });

  it("tests restores by the tag of each type's plan", async () => {
    const tests = (await backup()).ofType(testType).map(({ inputs }) => {
      const { stringEquals } = inputs.protectedResourceConditions as { stringEquals: { value: string }[] };
      return [inputs.protectedResourceType, stringEquals.map(({ value }) => value)];
    });
    assert.deepEqual(tests, [
      ["Aurora", [backupTag("snapshots").Backup]],
      ["S3", [backupTag("continuous").Backup]],
    ]);
    assert.deepEqual((await backup({ restoreTests: undefined })).ofType(testType), []);
  });

  it("restores databases as a test where nothing reaches them", async () => {
    for (const type of ["Aurora", "RDS"] as const) {
      const stack = await backup({
        restoreTests: { types: [type, "S3", "DynamoDB"], vpcId: "vpc-1", subnetGroupName: "isolated" },
      });
      const overrides = stack.ofType(testType).map(({ inputs }) => inputs.restoreMetadataOverrides);
      const into = { dbSubnetGroupName: "isolated", vpcSecurityGroupIds: '["backup-restored-id"]' };
      const at = stack.ofType(testType).findIndex(({ inputs }) => inputs.protectedResourceType === type);
      assert.deepEqual(overrides[at], into);
      assert.deepEqual(
        overrides.filter((it) => it !== undefined).length,
        1,
        "nothing else lies in a network",
      );
      const group = stack.only("aws:ec2/securityGroup:SecurityGroup").inputs;
      assert.deepEqual([group.vpcId, group.ingress, group.egress], ["vpc-1", undefined, undefined]);
      for (const rule of ["Ingress", "Egress"]) {
        assert.deepEqual(stack.ofType(`aws:vpc/securityGroup${rule}Rule:SecurityGroup${rule}Rule`), []);
      }
    }
  });

  it("C4: tells of backups, copies and restores that failed, and of none that succeeded", async () => {
    const stack = await backup();
    const patterns = stack
      .ofType("aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => JSON.parse(String(inputs.eventPattern)) as Record<string, unknown>);
    assert.deepEqual(patterns, [
      {
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change"],
        detail: {
          state: ["FAILED", "ABORTED", "EXPIRED"],
          backupVaultArn: [{ suffix: ":backup-vault:backup" }],
        },
      },
      {
        source: ["aws.backup"],
        "detail-type": ["Copy Job State Change"],
        detail: { state: ["FAILED"], sourceBackupVaultArn: [{ suffix: ":backup-vault:backup" }] },
      },
      {
        source: ["aws.backup"],
        "detail-type": ["Restore Job State Change"],
        detail: { status: ["FAILED", "ABORTED"], iamRoleArn: [{ suffix: ":role/backup" }] },
      },
    ]);
    assert.deepEqual(
      stack.ofType("aws:cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs.arn),
      ["arn:topic", "arn:topic", "arn:topic"],
    );
    const silent = await backup({ failureTopicArn: undefined });
    assert.deepEqual(silent.ofType("aws:cloudwatch/eventRule:EventRule"), []);
  });
});

describe("B8 vault lock", () => {
  it("none: whoever may delete recovery points may do so", async () => {
    assert.deepEqual((await backup({ vault: { lock: "none", retain: false } })).ofType(lockType), []);
  });

  it("compliance: nobody may, after a week to think it over", async () => {
    const { inputs } = (await backup({ vault: { lock: "compliance", retain: true } })).only(lockType);
    assert.equal(inputs.changeableForDays, 7);
  });

  for (const retain of [true, false]) {
    it(`vault, lock, key and the role that deletes what has had its time ${retain ? "outlive the stack" : "go with the stack"}`, async () => {
      const stack = await backup({ vault: { lock: "governance", retain } });
      for (const type of [vaultType, lockType, "aws:kms/key:Key", "aws:iam/role:Role"]) {
        assert.equal(stack.only(type).options.retainOnDelete, retain, type);
      }
      for (const { name, options } of stack.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")) {
        assert.equal(options.retainOnDelete, retain, name);
      }
      assert.equal(stack.only(vaultType).inputs.forceDestroy, !retain);
    });
  }
});
