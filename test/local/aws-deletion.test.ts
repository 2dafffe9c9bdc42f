import assert from "node:assert/strict";
import { Client, newStore, type Made } from "./aws-client";

describe("the local AWS refuses to delete", () => {
  const store = newStore();
  let aws: Client;
  let vpc: Made;
  let subnetIds: string[];
  before(async () => {
    aws = await Client.start(store);
    const network = await aws.network();
    vpc = network.vpc;
    subnetIds = network.subnets.slice(0, 2).map(({ id }) => id);
  });
  after(() => {
    aws.stop();
  });

  it("a VPC with subnets, a group of a template's, a cluster with instances", async () => {
    const group = await aws.create("ec2/securityGroup", "used", { vpcId: vpc.id });
    const balancer = await aws.create("lb/loadBalancer", "used", {
      subnets: subnetIds,
      securityGroups: [group.id],
    });
    await assert.rejects(aws.delete(vpc), /DependencyViolation: .*in use by ec2\//);
    await assert.rejects(aws.delete(group), /DependencyViolation/);
    await aws.delete(balancer);
    await aws.delete(group);
    assert.equal(await aws.read(group), undefined);
  });

  it("a target group of a listener, and a role with policies", async () => {
    const target = await aws.create("lb/targetGroup", "used", {});
    const inputs = { loadBalancerArn: "", defaultActions: [{ targetGroupArn: target.id }] };
    const listener = await aws.create("lb/listener", "used", inputs);
    await assert.rejects(aws.delete(target), /ResourceInUse/);
    await aws.delete(listener);
    await aws.delete(target);
    const role = await aws.create("iam/role", "used", { assumeRolePolicy: "{}" });
    await aws.create("iam/rolePolicyAttachment", "used", {
      role: role.id,
      policyArn: "arn:aws:iam::aws:policy/X",
    });
    await assert.rejects(aws.delete(role), /DeleteConflict/);
  });

  it("but not for an alarm's sake, nor a key or topic", async () => {
    const topic = await aws.create("sns/topic", "free", {});
    await aws.create("cloudwatch/metricAlarm", "free", {
      comparisonOperator: "",
      evaluationPeriods: 1,
      alarmActions: [topic.id],
    });
    await aws.delete(topic);
    assert.equal(await aws.read(topic), undefined);
  });

  it("a bucket with objects in it, unless the program says that they go as well", async () => {
    const made = async (name: string, forceDestroy: boolean) => {
      const bucket = await aws.create("s3/bucket", name, { bucket: name, forceDestroy });
      const object = await aws.create("s3/bucketObjectv2", name, {
        bucket: bucket.id,
        key: "a",
        content: "b",
      });
      return { bucket, object };
    };
    const kept = await made("kept", false);
    await assert.rejects(aws.delete(kept.bucket), /BucketNotEmpty/);
    const emptied = await made("emptied", true);
    await aws.delete(emptied.bucket);
    assert.equal(await aws.read(emptied.object), undefined);
    await aws.delete(kept.object);
    await aws.delete(kept.bucket);
  });

  it("what is protected, until it is not", async () => {
    const table = await aws.create("dynamodb/table", "kept", { deletionProtectionEnabled: true });
    const balancer = await aws.create("lb/loadBalancer", "kept", {
      subnets: subnetIds,
      enableDeletionProtection: true,
    });
    const cluster = { engine: "aurora-postgresql", deletionProtection: true, skipFinalSnapshot: true };
    const database = await aws.create("rds/cluster", "kept", cluster);
    await assert.rejects(aws.delete(table), /ValidationException: Resource cannot be deleted/);
    await assert.rejects(
      aws.delete(balancer),
      /OperationNotPermitted: Load balancer .* deletion protection is enabled/,
    );
    await assert.rejects(
      aws.delete(database),
      /Cannot delete protected Cluster, please disable deletion protection/,
    );
    await aws.delete(await aws.update(database, { ...cluster, deletionProtection: false }));
    assert.equal(await aws.read(database), undefined);
  });

  it("a cluster without a final snapshot, which then outlives it", async () => {
    const bare = await aws.create("rds/cluster", "bare", { engine: "aurora-postgresql" });
    await assert.rejects(aws.delete(bare), /FinalSnapshotIdentifier is required/);
    const inputs = { engine: "aurora-postgresql", finalSnapshotIdentifier: "last" };
    await aws.delete(await aws.create("rds/cluster", "first", inputs));
    assert.ok(
      store
        .list("us-east-1")
        .some(({ type, id }) => type === "aws:rds/clusterSnapshot:ClusterSnapshot" && id === "last"),
    );
    await assert.rejects(
      aws.delete(await aws.create("rds/cluster", "second", inputs)),
      /DBClusterSnapshotAlreadyExistsFault/,
    );
  });
});
