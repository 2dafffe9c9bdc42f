import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { backedUp } from "../../policy/reliability/recovery/backed-up";
import { replicated } from "../../policy/reliability/region/replication";
import { managedMasterPassword } from "../../policy/security/identity/database";
import { judge } from "./declare";

const [here, there] = ["us-east-1", "us-west-2"];

const plan = (props: object = {}): Declared => ({
  type: "platform:recovery:RecoveryPlan",
  name: "recovery",
  props: { mode: "warm-standby", role: "primary", ...props },
});
const arn = "arn:aws:rds:us-east-1:123456789012:cluster:orders";
const cluster = (props: object = {}): Declared => ({
  type: "aws:rds/cluster:Cluster",
  name: "orders",
  props: { arn, clusterIdentifier: "orders", ...props },
});
const global = (sourceDbClusterIdentifier: unknown): Declared => ({
  type: "aws:rds/globalCluster:GlobalCluster",
  name: "global",
  props: { sourceDbClusterIdentifier },
});
const bucket = (name: string, region: string, tag?: string): Declared => ({
  type: "aws:s3/bucket:Bucket",
  name,
  props: { bucket: name, region, tags: tag === undefined ? {} : { Backup: tag } },
});
const on = { status: "Enabled" };
const replication = (from: string, to: unknown): Declared => ({
  type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  name: `from-${from}`,
  props: {
    bucket: from,
    rules: [{ ...on, destination: { bucket: to, metrics: on, replicationTime: on } }],
  },
});

describe("B8 store-replicated-to-standby", () => {
  const ofCluster = (...declared: Declared[]) => judge(replicated, plan(), ...declared).orders;

  it("takes a cluster that a global database is made of, and one that joins another", () => {
    assert.equal(ofCluster(cluster()), false);
    assert.equal(ofCluster(cluster(), global(arn)), true);
    assert.equal(ofCluster(cluster(), global("arn:aws:rds:us-east-1:123456789012:cluster:others")), false);
    assert.equal(ofCluster(cluster({ globalClusterIdentifier: "platform" })), true);
  });

  it("asks nothing of a bucket that the program uploads to: the standby's stack does so too", () => {
    const object: Declared = {
      type: "aws:s3/bucketObjectv2:BucketObjectv2",
      name: "archive",
      props: { bucket: "code", key: "app.zip" },
    };
    const found = judge(replicated, plan(), bucket("code", here), bucket("files", here), object);
    assert.deepEqual(found, { files: false });
  });

  it("asks nothing of the standby, which nobody follows", () => {
    assert.deepEqual(judge(replicated, plan({ role: "standby" }), bucket("files", there)), {});
  });
});

describe("D2 stateful-resource-backed-up, of replicas", () => {
  const selection: Declared = {
    type: "aws:backup/selection:Selection",
    name: "selection",
    props: { region: here, selectionTags: [{ type: "STRINGEQUALS", key: "Backup", value: "daily" }] },
  };
  const pair = (tag?: string) => [bucket("files", here, tag), bucket("copy", there, "daily")];
  const both = [replication("files", "arn:aws:s3:::copy"), replication("copy", "arn:aws:s3:::files")];

  it("takes a replica for backed up with its source, and not the other way", () => {
    assert.deepEqual(judge(backedUp, ...pair("daily"), ...both, selection), { files: true, copy: true });
    assert.deepEqual(judge(backedUp, ...pair(), ...both, selection), { files: false, copy: false });
    assert.deepEqual(judge(backedUp, ...pair("daily"), selection), { files: true, copy: false });
  });

  it("leaves open what a replication's destination decides", () => {
    const found = judge(backedUp, ...pair("daily"), replication("files", notYetKnown), selection);
    assert.deepEqual(found, { files: true, copy: unknown });
  });
});

describe("database-managed-password", () => {
  it("is not asked of a cluster that a global database is made of, which Secrets Manager cannot manage", () => {
    const given = cluster({ masterPassword: notYetKnown });
    assert.equal(judge(managedMasterPassword, given).orders, false);
    assert.equal(judge(managedMasterPassword, given, global(arn)).orders, undefined);
    const elsewhere = global("arn:aws:rds:us-east-1:123456789012:cluster:others");
    assert.equal(judge(managedMasterPassword, given, elsewhere).orders, false);
  });
});
