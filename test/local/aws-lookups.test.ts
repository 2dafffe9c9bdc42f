import assert from "node:assert/strict";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

describe("the local AWS answers", () => {
  let aws: Client;
  before(async () => {
    aws = await Client.start(newStore(), { region: "us-west-2" });
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
  });

  it("who asks, and where", async () => {
    assert.equal(
      (await aws.invoke("aws:index/getCallerIdentity:getCallerIdentity")).accountId,
      "123456789012",
    );
    assert.equal((await aws.invoke("aws:index/getRegion:getRegion")).region, "us-west-2");
    assert.equal((await aws.invoke("aws:index/getPartition:getPartition")).partition, "aws");
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

  it("that it does not know a function, by its name", async () => {
    await assert.rejects(aws.invoke("aws:moon/getPhase:getPhase"), /no function aws:moon\/getPhase:getPhase/);
  });
});
