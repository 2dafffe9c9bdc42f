import assert from "node:assert/strict";
import { deleteResource, setProperty } from "../../local/cloud/drift";
import { ACCOUNT } from "../../local/cloud/store";
import { Client, newStore } from "./aws-client";

describe("the local AWS, changed behind the engine's back", () => {
  const store = newStore();
  let aws: Client;
  let west: Client;
  before(async () => {
    aws = await Client.start(store);
    west = await Client.start(store, { region: "us-west-2" });
    await aws.create("ec2/vpc", "main", { cidrBlock: "10.0.0.0/16" });
  });
  after(() => {
    aws.stop();
    west.stop();
  });

  it("is found by a read, and repaired by an update", async () => {
    const inputs = { minSize: 1, maxSize: 4, tags: [] };
    const group = await aws.create("autoscaling/group", "drift", inputs);
    setProperty(store, "drift", "maxSize", 2);
    const found = await aws.read(group);
    assert.equal(found?.state.maxSize, 2);
    assert.deepEqual((await aws.diff(found, inputs)).paths, ["maxSize"]);
    await aws.update(found, inputs);
    assert.deepEqual((await aws.read(group))?.state, group.state);
  });

  it("shows a property that the program never set", async () => {
    const topic = await aws.create("sns/topic", "added", {});
    setProperty(store, topic.id, "displayName", "by hand");
    const found = await aws.read(topic);
    assert.ok(found);
    assert.deepEqual((await aws.diff(found, {})).paths, ["displayName"]);
  });

  it("reads nothing of what was deleted, and deleting it again is no error", async () => {
    const topic = await aws.create("sns/topic", "gone", {});
    deleteResource(store, topic.id);
    assert.equal(await aws.read(topic), undefined);
    await aws.delete(topic);
    await assert.rejects(aws.update(topic, { displayName: "x" }), /NotFound/);
  });

  it("names what there is if nothing, or more than one thing, is meant", async () => {
    await west.create("sns/topic", "twice", {});
    const east = await aws.create("sns/topic", "twice", {});
    assert.throws(
      () => deleteResource(store, "nothing-like-it"),
      /Nothing in the local cloud .*"nothing-like-it"[^]*aws:ec2\/vpc:Vpc vpc-/,
    );
    assert.throws(
      () => deleteResource(store, "twice"),
      (error: Error) => error.message.includes(`2 resources`) && error.message.includes(east.id),
    );
  });

  it("keeps regions apart, and lets a resource choose its own", async () => {
    const topic = await west.create("sns/topic", "here", { name: "here" });
    const other = await west.create("sns/topic", "there", { name: "here", region: "eu-west-1" });
    assert.equal(topic.id, `arn:aws:sns:us-west-2:${ACCOUNT}:here`);
    assert.equal(other.id, `arn:aws:sns:eu-west-1:${ACCOUNT}:here`);
    assert.equal(other.state.region, "eu-west-1");
    assert.equal((await west.read(other))?.id, other.id);
    await west.delete(other);
    assert.equal((await west.read(topic))?.id, topic.id);
  });
});
