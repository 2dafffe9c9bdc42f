import assert from "node:assert/strict";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

describe("the local AWS answers", () => {
  let aws: Client;
  before(async () => {
    aws = await Client.start(newStore(), { region: "us-west-2", defaultTags: '{"tags":{"Stack":"dev"}}' });
  });
  after(() => {
    aws.stop();
  });

  it("which zones a region has", async () => {
    const here = await aws.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {
      state: "available",
    });
    assert.deepEqual(here.names, ["us-west-2a", "us-west-2b", "us-west-2c"]);
    assert.deepEqual(here.zoneIds, ["usw2-az1", "usw2-az2", "usw2-az3"]);
    const there = await aws.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {
      region: "eu-west-1",
      excludeNames: ["eu-west-1a"],
    });
    assert.deepEqual(there.names, ["eu-west-1b", "eu-west-1c"]);
    assert.equal(
      (await aws.invoke("aws:index/getAvailabilityZone:getAvailabilityZone", { zoneId: "usw2-az2" })).name,
      "us-west-2b",
    );
  });

  it("who asks, and where", async () => {
    assert.equal(
      (await aws.invoke("aws:index/getCallerIdentity:getCallerIdentity")).accountId,
      "123456789012",
    );
    assert.equal((await aws.invoke("aws:index/getRegion:getRegion")).region, "us-west-2");
    assert.equal((await aws.invoke("aws:index/getPartition:getPartition")).partition, "aws");
    assert.deepEqual((await aws.invoke("aws:index/getDefaultTags:getDefaultTags")).tags, { Stack: "dev" });
  });

  it("which image a parameter names, another in each region and architecture", async () => {
    const parameter = (architecture: string, region: string): Promise<Properties> =>
      aws.invoke("aws:ssm/getParameter:getParameter", {
        name: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
        region,
      });
    const images = await Promise.all([
      parameter("x86_64", "us-west-2"),
      parameter("arm64", "us-west-2"),
      parameter("x86_64", "eu-west-1"),
    ]);
    for (const { value } of images) assert.match(text(value), /^ami-[0-9a-f]{17}$/);
    assert.equal(new Set(images.map(({ value }) => value)).size, 3);
    assert.match(
      text((await aws.invoke("aws:ec2/getAmi:getAmi", { owners: ["amazon"] })).id),
      /^ami-[0-9a-f]{17}$/,
    );
  });

  it("with a parameter of the program's own, and not with one that nobody made", async () => {
    await aws.create("ssm/parameter", "own", { name: "/app/size", type: "String", value: "3" });
    assert.equal((await aws.invoke("aws:ssm/getParameter:getParameter", { name: "/app/size" })).value, "3");
    await assert.rejects(
      aws.invoke("aws:ssm/getParameter:getParameter", { name: "/app/none" }),
      /nothing in the local AWS matches .*\/app\/none/,
    );
  });

  it("which image ECS, EKS and others recommend, as an id or a document", async () => {
    const valueOf = async (name: string): Promise<string> =>
      text((await aws.invoke("aws:ssm/getParameter:getParameter", { name: `/aws/service/${name}` })).value);
    const folder = "ecs/optimized-ami/amazon-linux-2023/recommended";
    const id = await valueOf(`${folder}/image_id`);
    assert.match(id, /^ami-[0-9a-f]{17}$/);
    assert.equal((JSON.parse(await valueOf(folder)) as { image_id: string }).image_id, id);
    for (const name of [
      "eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id",
      "canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
      "bottlerocket/aws-ecs-2/x86_64/latest/image_id",
    ])
      assert.match(await valueOf(name), /^ami-/);
    await assert.rejects(valueOf("moon/phase"), /nothing in the local AWS matches/);
  });

  it("which keys AWS manages, by alias, ARN and id, and accepts them where keys are asked for", async () => {
    const alias = await aws.invoke("aws:kms/getAlias:getAlias", { name: "alias/aws/s3" });
    for (const keyId of ["alias/aws/s3", alias.arn, alias.targetKeyArn, alias.targetKeyId]) {
      const key = await aws.invoke("aws:kms/getKey:getKey", { keyId: text(keyId) });
      assert.deepEqual([key.arn, key.keyManager], [alias.targetKeyArn, "AWS"]);
    }
    for (const kmsKeyId of [alias.arn, alias.targetKeyArn])
      await aws.create("sns/topic", `topic-${text(kmsKeyId).length}`, { kmsMasterKeyId: text(kmsKeyId) });
    const missing = { kmsMasterKeyId: "arn:aws:kms:us-west-2:123456789012:key/none" };
    await assert.rejects(aws.create("sns/topic", "missing", missing), /Key '.*key\/none' does not exist/);
  });

  it("which key is the program's own, by id, ARN and alias", async () => {
    const key = await aws.create("kms/key", "own", { description: "own" });
    await aws.create("kms/alias", "own", { name: "alias/own", targetKeyId: key.id });
    for (const keyId of [key.id, text(key.state.arn), "alias/own"]) {
      const found = await aws.invoke("aws:kms/getKey:getKey", { keyId });
      assert.deepEqual([found.arn, found.keyManager, found.description], [key.state.arn, "CUSTOMER", "own"]);
    }
    await assert.rejects(
      aws.invoke("aws:kms/getKey:getKey", { keyId: "alias/none" }),
      /nothing in the local/,
    );
  });

  it("with the zone of any domain, always the same", async () => {
    const zone = await aws.invoke("aws:route53/getZone:getZone", { name: "example.org" });
    assert.match(text(zone.zoneId), /^Z[0-9A-F]+$/);
    assert.equal(
      (await aws.invoke("aws:route53/getZone:getZone", { name: "example.org." })).zoneId,
      zone.zoneId,
    );
    assert.notEqual(
      (await aws.invoke("aws:route53/getZone:getZone", { name: "example.com" })).zoneId,
      zone.zoneId,
    );
  });

  it("with what AWS provides: log delivery, prefix lists, keys, quotas", async () => {
    assert.equal(
      (await aws.invoke("aws:elb/getServiceAccount:getServiceAccount")).arn,
      "arn:aws:iam::797873946194:root",
    );
    assert.match(
      text(
        (
          await aws.invoke("aws:ec2/getManagedPrefixList:getManagedPrefixList", {
            name: "com.amazonaws.us-west-2.s3",
          })
        ).id,
      ),
      /^pl-/,
    );
    assert.match(
      text((await aws.invoke("aws:kms/getAlias:getAlias", { name: "alias/aws/ebs" })).targetKeyArn),
      /^arn:aws:kms:us-west-2:123456789012:key\//,
    );
    const quota = await aws.invoke("aws:servicequotas/getServiceQuota:getServiceQuota", {
      serviceCode: "ec2",
      quotaCode: "L-1216C47A",
    });
    assert.ok(Number(quota.value) >= Number(quota.defaultValue));
  });

  it("that it cannot, where AWS could not either", async () => {
    const account = aws.invoke("aws:elb/getServiceAccount:getServiceAccount", { region: "me-central-1" });
    await assert.rejects(account, /nothing in the local AWS matches .*me-central-1/);
  });

  it("that it does not know a function, by its name", async () => {
    await assert.rejects(aws.invoke("aws:moon/getPhase:getPhase"), /no function aws:moon\/getPhase:getPhase/);
  });

  describe("with policy documents", () => {
    const render = async (args: Properties): Promise<unknown> =>
      JSON.parse(text((await aws.invoke("aws:iam/getPolicyDocument:getPolicyDocument", args)).json));

    it("as Terraform renders them: single values bare, several in reverse order", async () => {
      const statement = {
        sid: "Write",
        actions: ["s3:GetObject", "s3:PutObject"],
        resources: ["arn:aws:s3:::logs/&{aws:username}/*"],
        principals: [
          { type: "Service", identifiers: ["a.amazonaws.com"] },
          { type: "AWS", identifiers: ["2", "1"] },
        ],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
          { test: "ArnLike", variable: "aws:SourceArn", values: ["b", "a"] },
        ],
      };
      assert.deepEqual(
        await render({
          statements: [
            statement,
            { effect: "Deny", actions: ["*"], principals: [{ type: "*", identifiers: ["*"] }] },
          ],
        }),
        {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Write",
              Effect: "Allow",
              Action: ["s3:PutObject", "s3:GetObject"],
              Resource: "arn:aws:s3:::logs/${aws:username}/*",
              Principal: { Service: "a.amazonaws.com", AWS: ["2", "1"] },
              Condition: {
                StringEquals: { "aws:SourceAccount": "1" },
                ArnLike: { "aws:SourceArn": ["b", "a"] },
              },
            },
            { Effect: "Deny", Action: "*", Principal: "*" },
          ],
        },
      );
    });

    it("merged with sources and overrides by their Sid", async () => {
      const document = (Sid: string, Action: string): string =>
        JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid, Effect: "Allow", Action }] });
      const merged = await render({
        sourcePolicyDocuments: [document("a", "1")],
        statements: [{ sid: "b", actions: ["2"] }],
        overridePolicyDocuments: [document("a", "3")],
      });
      const statements = (merged as { Statement: { Action: string }[] }).Statement;
      assert.deepEqual(
        statements.map(({ Action }) => Action),
        ["3", "2"],
      );
      await assert.rejects(render({ statements: [{ sid: "b" }, { sid: "b" }] }), /duplicate Sid \(b\)/);
    });
  });
});
