import assert from "node:assert/strict";
import { strings, text, type Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

describe("the local AWS finds networks", () => {
  let aws: Client;
  let vpc: Made;
  const subnets: Made[] = [];
  before(async () => {
    aws = await Client.start(newStore(), { region: "us-west-2", defaultTags: '{"tags":{"Stack":"dev"}}' });
    vpc = await aws.create("ec2/vpc", "main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
    for (const [index, zone] of ["us-west-2a", "us-west-2b"].entries()) {
      const inputs = {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: zone,
        mapPublicIpOnLaunch: index === 0,
        tags: { Name: `main-${index}` },
      };
      subnets.push(await aws.create("ec2/subnet", `subnet-${index}`, inputs));
    }
  });
  after(() => {
    aws.stop();
  });

  const getVpc = (args: Properties): Promise<Properties> => aws.invoke("aws:ec2/getVpc:getVpc", args);
  const filter = (name: string, ...values: string[]): Properties => ({ filters: [{ name, values }] });
  const subnetIds = async (args: Properties): Promise<string[]> =>
    strings((await aws.invoke("aws:ec2/getSubnets:getSubnets", args)).ids);

  it("a VPC by id, tags, properties and filters", async () => {
    const selections: Properties[] = [
      { id: vpc.id },
      { tags: { Name: "main" } },
      { tags: { Stack: "dev" } },
      { cidrBlock: "10.0.0.0/16" },
      { default: false },
      filter("vpc-id", vpc.id),
      filter("tag:Name", "ma*", "other"),
      filter("tag-key", "Name"),
      filter("cidr", "10.?.0.0/16"),
      filter("is-default", "false"),
    ];
    for (const args of selections) assert.equal((await getVpc(args)).id, vpc.id, JSON.stringify(args));
  });

  it("the default VPC of a region, with a public subnet in each zone", async () => {
    const found = await getVpc({ default: true });
    assert.deepEqual([found.cidrBlock, found.default], ["172.31.0.0/16", true]);
    assert.equal((await getVpc(filter("isDefault", "true"))).id, found.id);
    assert.notEqual((await getVpc({ default: true, region: "eu-west-1" })).id, found.id);
    const ids = await subnetIds(filter("vpc-id", text(found.id)));
    assert.equal(ids.length, 3);
    assert.deepEqual(await subnetIds(filter("default-for-az", "true")), ids);
    for (const id of ids) {
      const subnet = await aws.invoke("aws:ec2/getSubnet:getSubnet", { id });
      assert.deepEqual([subnet.vpcId, subnet.mapPublicIpOnLaunch], [found.id, true]);
    }
    const zone = { availabilityZone: "us-west-2b", defaultForAz: true };
    assert.equal((await aws.invoke("aws:ec2/getSubnet:getSubnet", zone)).cidrBlock, "172.31.16.0/20");
    const vpcs = await aws.invoke("aws:ec2/getVpcs:getVpcs");
    assert.deepEqual(strings(vpcs.ids).sort(), [text(found.id), vpc.id].sort());
  });

  it("subnets by filters, and none where none match", async () => {
    const ids = subnets.map(({ id }) => id);
    const [first = "", second = ""] = ids;
    assert.deepEqual((await subnetIds(filter("vpc-id", vpc.id))).sort(), ids.sort());
    assert.deepEqual(await subnetIds(filter("tag:Name", "main-1")), [second]);
    assert.deepEqual(await subnetIds({ tags: { Name: "main-1" } }), [second]);
    const both = [
      { name: "vpc-id", values: [vpc.id] },
      { name: "map-public-ip-on-launch", values: ["true"] },
    ];
    assert.deepEqual(await subnetIds({ filters: both }), [first]);
    assert.deepEqual(await subnetIds(filter("vpc-id", "vpc-0")), []);
  });

  it("the security group and route table that came with a VPC", async () => {
    const group = await aws.invoke("aws:ec2/getSecurityGroup:getSecurityGroup", {
      vpcId: vpc.id,
      name: "default",
    });
    assert.equal(group.id, vpc.state.defaultSecurityGroupId);
    const byFilter = filter("group-id", text(group.id));
    assert.equal((await aws.invoke("aws:ec2/getSecurityGroup:getSecurityGroup", byFilter)).vpcId, vpc.id);
    const table = await aws.invoke("aws:ec2/getRouteTable:getRouteTable", { vpcId: vpc.id });
    assert.equal(table.id, vpc.state.mainRouteTableId);
  });

  it("nothing, or too much, or by a filter that there is not: the real provider's errors", async () => {
    await assert.rejects(getVpc({ tags: { Name: "other" } }), /^Error: no matching EC2 VPC found$/);
    await assert.rejects(getVpc({ default: true, id: vpc.id }), /no matching EC2 VPC found/);
    await assert.rejects(
      getVpc({}),
      /multiple EC2 VPCs matched; use additional constraints to reduce matches to a single EC2 VPC/,
    );
    await assert.rejects(
      aws.invoke("aws:ec2/getSecurityGroup:getSecurityGroup", { name: "none" }),
      /no matching EC2 Security Group found/,
    );
    await assert.rejects(
      getVpc(filter("colour", "red")),
      /InvalidParameterValue: The filter 'colour' is invalid/,
    );
  });

  describe("and puts into the default VPC what names no other", () => {
    const instance = (name: string, inputs: Properties): Promise<Made> =>
      aws.create("ec2/instance", name, { ami: "ami-1", instanceType: "t3.micro", ...inputs });

    it("instances, which get public addresses as their subnet says, unless the program does", async () => {
      const [open, closed] = subnets.map(({ id }) => ({ subnetId: id }));
      const cases: [Properties, boolean][] = [
        [{}, true],
        [{ ...open }, true],
        [{ ...closed }, false],
        [{ ...open, associatePublicIpAddress: false }, false],
        [{ ...closed, associatePublicIpAddress: true }, true],
      ];
      for (const [index, [inputs, isPublic]] of cases.entries()) {
        const { state } = await instance(`instance-${index}`, inputs);
        assert.equal(state.associatePublicIpAddress, isPublic, JSON.stringify(inputs));
        assert.equal(state.publicIp !== "", isPublic);
      }
      const { state } = await instance("in-b", { availabilityZone: "us-west-2b" });
      assert.match(text(state.privateIp), /^172\.31\.16\./);
      const subnet = await aws.invoke("aws:ec2/getSubnet:getSubnet", { id: text(state.subnetId) });
      assert.equal(subnet.availabilityZone, "us-west-2b");
    });

    it("security groups, whose VPC others can name", async () => {
      const { state } = await aws.create("ec2/securityGroup", "web", {});
      assert.equal(state.vpcId, (await getVpc({ default: true })).id);
      await aws.create("lb/targetGroup", "web", { vpcId: text(state.vpcId) });
    });

    it("load balancers on its subnets, and lets programs adopt it", async () => {
      const { id } = await getVpc({ default: true });
      const zones = await subnetIds(filter("vpc-id", text(id)));
      const balancer = await aws.create("lb/loadBalancer", "web", { subnets: zones });
      assert.equal(balancer.state.vpcId, id);
      assert.equal((await aws.create("ec2/defaultVpc", "default", {})).id, id);
      const zone = { availabilityZone: "us-west-2a" };
      assert.ok(zones.includes((await aws.create("ec2/defaultSubnet", "a", zone)).id));
    });
  });
});
