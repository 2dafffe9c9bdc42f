import assert from "node:assert/strict";
import type { Properties } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

const ASSUME_ROLE = JSON.stringify({ Version: "2012-10-17", Statement: [] });

describe("the local AWS: a change", () => {
  const store = newStore();
  let aws: Client;
  before(async () => {
    aws = await Client.start(store);
  });
  after(() => {
    aws.stop();
  });

  const changes: [key: string, before: Properties, after: Properties, kind: "none" | "update" | "replace"][] =
    [
      ["ec2/vpc", { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.9.0.0/16" }, "replace"],
      ["ec2/vpc", { enableDnsHostnames: false }, { enableDnsHostnames: true }, "update"],
      ["ec2/subnet", { availabilityZone: "us-east-1a" }, { availabilityZone: "us-east-1b" }, "replace"],
      ["ec2/subnet", { mapPublicIpOnLaunch: false }, { mapPublicIpOnLaunch: true }, "update"],
      ["ec2/launchTemplate", { userData: "YQ==" }, { userData: "Yg==" }, "update"],
      ["lb/loadBalancer", { internal: false }, { internal: true }, "replace"],
      ["lb/loadBalancer", { idleTimeout: 60 }, { idleTimeout: 30 }, "update"],
      ["lb/loadBalancer", { loadBalancerType: "application" }, { loadBalancerType: "network" }, "replace"],
      ["lb/targetGroup", { port: 80 }, { port: 8080 }, "replace"],
      ["lb/targetGroup", { deregistrationDelay: 300 }, { deregistrationDelay: 30 }, "update"],
      ["lb/listener", { port: 80 }, { port: 443 }, "update"],
      ["autoscaling/group", { maxSize: 4 }, { maxSize: 150 }, "update"],
      ["autoscaling/group", { name: "a" }, { name: "b" }, "replace"],
      ["rds/cluster", { engineVersion: "16.4" }, { engineVersion: "16.6" }, "update"],
      ["rds/cluster", { masterUsername: "a" }, { masterUsername: "b" }, "replace"],
      ["rds/cluster", { storageEncrypted: false }, { storageEncrypted: true }, "replace"],
      [
        "rds/clusterInstance",
        { instanceClass: "db.r6g.large" },
        { instanceClass: "db.r6g.xlarge" },
        "update",
      ],
      ["elasticache/replicationGroup", { numCacheClusters: 2 }, { numCacheClusters: 3 }, "update"],
      [
        "elasticache/replicationGroup",
        { atRestEncryptionEnabled: false },
        { atRestEncryptionEnabled: true },
        "replace",
      ],
      ["dynamodb/table", { hashKey: "a" }, { hashKey: "b" }, "replace"],
      ["dynamodb/table", { billingMode: "PROVISIONED" }, { billingMode: "PAY_PER_REQUEST" }, "update"],
      ["s3/bucket", { bucket: "a" }, { bucket: "b" }, "replace"],
      ["iam/role", { assumeRolePolicy: "{}" }, { assumeRolePolicy: ASSUME_ROLE }, "update"],
      ["vpc/securityGroupIngressRule", { fromPort: 80 }, { fromPort: 443 }, "update"],
      ["iam/rolePolicyAttachment", { policyArn: "a" }, { policyArn: "b" }, "replace"],
      ["sns/topic", { tags: { a: "1" } }, { tags: { a: "1" } }, "none"],
    ];
  for (const [key, inputs, news, kind] of changes) {
    const property = Object.keys(news)[0] ?? "";
    it(`of ${property} of ${key}: ${kind}`, async () => {
      const olds = (await aws.check(key, "changed", inputs)).inputs;
      const state = { ...olds, tagsAll: inputs.tags ?? {} };
      const difference = await aws.diff({ type: key, name: "changed", id: "x", inputs: olds, state }, news);
      assert.equal(difference.kind, kind);
      if (kind === "replace") assert.ok(difference.replaces.includes(property), difference.replaces.join());
    });
  }

  it("of a resource with a fixed name deletes before it replaces; with an automatic one not", async () => {
    const fixed = await aws.create("lb/targetGroup", "f", { name: "fixed", port: 80 });
    assert.equal((await aws.diff(fixed, { name: "fixed", port: 81 })).deleteBeforeReplace, true);
    const automatic = await aws.create("lb/targetGroup", "a", { port: 80 });
    assert.equal((await aws.diff(automatic, { port: 81 })).deleteBeforeReplace, false);
  });

  it("from a fixed name to an automatic one replaces", async () => {
    const topic = await aws.create("sns/topic", "renamed", { name: "fixed" });
    assert.deepEqual((await aws.diff(topic, {})).replaces, ["name"]);
  });

  it("of tags alone makes no new version of a launch template", async () => {
    const template = await aws.create("ec2/launchTemplate", "tagged", { tags: { a: "1" } });
    const tagged = await aws.update(template, { tags: { a: "2" } });
    assert.deepEqual([tagged.state.latestVersion, tagged.state.tagsAll], [1, { a: "2" }]);
  });

  it("is shown by the path of the property", async () => {
    const topic = await aws.create("sns/topic", "paths", { tags: { a: "1", b: "2" } });
    assert.deepEqual((await aws.diff(topic, { tags: { a: "1", b: "3", "c.d": "4" } })).paths, [
      "tags.b",
      'tags["c.d"]',
    ]);
  });

  it("of the provider's region replaces the resource", async () => {
    const topic = await aws.create("sns/topic", "moving", {});
    const west = await Client.start(store, { region: "us-west-2" });
    assert.deepEqual((await west.diff(topic, {})).replaces, ["region"]);
    west.stop();
  });

  it("drops an input that is no longer given", async () => {
    const topic = await aws.create("sns/topic", "dropped", { displayName: "x" });
    assert.equal("displayName" in (await aws.update(topic, {})).state, false);
  });
});
