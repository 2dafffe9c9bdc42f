import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { generated, textOf } from "../../policy/generate";
import { statefulTypes } from "../../policy/model/stateful-types";
import { unknown } from "../../policy/model/value";
import { backedUp } from "../../policy/reliability/recovery/backed-up";
import { hoursBetween } from "../../policy/reliability/recovery/schedule";
import { windowsOverlap } from "../../policy/reliability/recovery/windows";
import { stackOf, verdicts } from "./declare";

describe("D2 what AWS's specification says, in the packs", () => {
  for (const [file, source] of Object.entries(generated)) {
    it(`${file} is what is generated from it`, async function () {
      this.timeout("20s");
      const path = join(__dirname, "..", "..", file);
      assert.equal(readFileSync(path, "utf8"), await textOf(file, source));
    });
  }

  it("covers the stores of the platform", () => {
    assert.deepEqual(statefulTypes["aws:rds/cluster:Cluster"], { backup: "Aurora" });
    assert.deepEqual(statefulTypes["aws:s3/bucket:Bucket"], { backup: "S3" });
    assert.ok("otherwise" in (statefulTypes["aws:elasticache/replicationGroup:ReplicationGroup"] ?? {}));
  });
});

describe("D2 windows", () => {
  for (const [daily, weekly, overlap] of [
    ["03:00-04:00", "sun:05:00-sun:06:00", false],
    ["03:00-04:00", "sun:04:00-sun:05:00", false],
    ["03:00-04:01", "sun:04:00-sun:05:00", true],
    ["23:30-00:30", "tue:00:29-tue:01:00", true],
    ["23:30-00:30", "sun:23:45-mon:00:15", true],
    ["00:00-00:30", "sun:23:45-mon:00:15", true],
    ["01:00-02:00", "sun:23:45-mon:00:15", false],
    ["04:10-04:20", "sun:04:00-sun:05:00", true],
    ["03:00-04:00", "on Sundays", undefined],
    ["03:00", "sun:04:00-sun:05:00", undefined],
  ] as const) {
    it(`${daily} and ${weekly}: ${String(overlap)}`, () => {
      assert.equal(windowsOverlap(daily, weekly), overlap);
    });
  }
});

describe("D2 hours between two backups", () => {
  for (const [schedule, hours] of [
    ["rate(12 hours)", 12],
    ["rate(1 day)", 24],
    ["cron(0 5 * * ? *)", 24],
    ["cron(0 0/12 * * ? *)", 12],
    ["cron(0 1,5 * * ? *)", 20],
    ["cron(30 * * * ? *)", 1],
    ["cron(0 7 ? * SUN *)", 168],
    ["cron(0 7 ? * MON-FRI *)", 72],
    ["cron(0 7 ? * 1,4 *)", 96],
    ["cron(0 9 1 * ? *)", 744],
    ["cron(0 9 1 1 ? *)", 8760],
    ["every day", undefined],
  ] as const) {
    it(`${schedule}: ${String(hours)}`, () => {
      assert.equal(hoursBetween(schedule), hours);
    });
  }
});

describe("D2 stateful-resource-backed-up", () => {
  const arn = "arn:aws:rds:us-east-1:123456789012:cluster:orders";
  const cluster = (props: object = {}): Declared => ({
    type: "aws:rds/cluster:Cluster",
    name: "orders",
    props: { arn, region: "us-east-1", tags: { Backup: "daily" }, ...props },
  });
  const selection = (props: object, refersTo: Declared["refersTo"] = {}): Declared => ({
    type: "aws:backup/selection:Selection",
    name: "selection",
    props: { region: "us-east-1", ...props },
    refersTo,
  });
  const judge = (...stack: Declared[]) => verdicts(backedUp, stackOf(...stack)).orders;
  const tags = (...values: unknown[]) => ({
    selectionTags: values.map((value) => ({ type: "STRINGEQUALS", key: "Backup", value })),
  });

  it("does not refuse a pattern that may match an ARN which is not known yet", () => {
    const made = cluster({ arn: notYetKnown, tags: {} });
    assert.equal(judge(made, selection({ resources: ["arn:aws:rds:*:*:cluster:*"] })), unknown);
  });

  it("is not asked of a replica whose source is not known yet, nor of a bucket for logs by folder or domain", () => {
    const replica = {
      type: "aws:rds/instance:Instance",
      name: "orders",
      props: { replicateSourceDb: notYetKnown },
    };
    assert.equal(judge(replica), undefined);
    const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "orders", props: { bucket: "logs-1" } };
    for (const [type, props] of [
      ["aws:ec2/flowLog:FlowLog", { logDestination: "arn:aws:s3:::logs-1/vpc/" }],
      ["aws:cloudfront/distribution:Distribution", { loggingConfig: { bucket: "logs-1.s3.amazonaws.com" } }],
    ] as const)
      assert.equal(judge(bucket, { type, name: "sender", props }), undefined, type);
    assert.equal(judge(bucket), false);
  });

  it("takes a file system that EFS puts into a plan of its own", () => {
    const files: Declared = {
      type: "aws:efs/fileSystem:FileSystem",
      name: "orders",
      props: { id: "fs-1", arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1" },
    };
    const policy = (status: unknown): Declared => ({
      type: "aws:efs/backupPolicy:BackupPolicy",
      name: "policy",
      props: { fileSystemId: "fs-1", backupPolicy: { status } },
    });
    assert.equal(judge(files), false);
    assert.equal(judge(files, policy("ENABLED")), true);
    assert.equal(judge(files, policy("DISABLED")), false);
    assert.equal(judge(files, policy(notYetKnown)), unknown);
  });

  it("takes any one of the tags, also those of the provider", () => {
    assert.equal(judge(cluster(), selection(tags("hourly", "daily"))), true);
    const byDefault = cluster({ tags: {}, tagsAll: { Backup: "daily" } });
    assert.equal(judge(byDefault, selection(tags("daily"))), true);
    assert.equal(judge(cluster(), selection(tags("hourly"))), false);
    assert.equal(judge(cluster(), selection(tags(notYetKnown))), unknown);
  });

  it("takes ARNs, in full and with *", () => {
    for (const pattern of ["*", arn, "arn:aws:rds:*:*:cluster:*"]) {
      assert.equal(judge(cluster(), selection({ resources: [pattern] })), true, pattern);
    }
    assert.equal(judge(cluster(), selection({ resources: ["arn:aws:dynamodb:*:*:table/*"] })), false);
  });

  it("follows what a selection refers to while its ARN is not known yet", () => {
    const preview = [
      cluster({ arn: notYetKnown }),
      selection({ resources: [notYetKnown] }, { resources: ["orders"] }),
    ];
    assert.equal(judge(...preview), true);
  });

  it("takes what the provider fills in for no condition of the program's", () => {
    // What a preview of a new selection shows: computed lists, which depend on nothing.
    const filledIn = { conditions: notYetKnown, notResources: notYetKnown, resources: notYetKnown };
    const preview = { ...selection(tags("daily"), { planId: ["orders"] }), filledIn };
    assert.equal(judge(cluster(), preview), true);
    assert.equal(judge(cluster({ tags: {} }), preview), false);
  });

  it("asks that all conditions hold, and that nothing excludes it", () => {
    const when = (...values: string[]) => ({
      resources: ["*"],
      conditions: [{ stringEquals: values.map((value) => ({ key: "aws:ResourceTag/Backup", value })) }],
    });
    assert.equal(judge(cluster(), selection(when("daily"))), true);
    assert.equal(judge(cluster(), selection(when("daily", "hourly"))), false);
    const except = { conditions: [{ stringNotLike: [{ key: "Backup", value: "da*" }] }] };
    assert.equal(judge(cluster(), selection({ resources: ["*"], ...except })), false);
    assert.equal(judge(cluster(), selection({ resources: ["*"], notResources: [arn] })), false);
  });

  it("refuses a selection of another region, and a stack without any", () => {
    assert.equal(judge(cluster(), selection({ ...tags("daily"), region: "us-west-2" })), false);
    assert.equal(judge(cluster()), false);
  });

  it("does not concern a bucket that receives logs, nor what AWS Backup does not support", () => {
    const logs: Declared = { type: "aws:s3/bucket:Bucket", name: "logs", props: { bucket: "logs-1" } };
    const balancer: Declared = {
      type: "aws:lb/loadBalancer:LoadBalancer",
      name: "web",
      props: { accessLogs: { bucket: "logs-1", enabled: true } },
    };
    const cache: Declared = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "cache" };
    assert.deepEqual(verdicts(backedUp, stackOf(logs, balancer, cache)), {});
    assert.deepEqual(verdicts(backedUp, stackOf(logs)), { logs: false });
  });
});
