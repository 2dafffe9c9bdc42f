import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import recordings from "../data/awsx-vpc-layouts.json";
import { MockEngine, settled } from "./awsx-construct";
import type { Child, Cloud } from "./awsx-construct";

const subnetType = "aws:ec2/subnet:Subnet";

async function childrenOf(args: VpcArgs, cloud?: Cloud): Promise<Child[]> {
  const engine = await MockEngine.start(cloud);
  await engine.construct("main", args);
  return engine.children();
}

/** The named input of the children of a type, by the child's name. */
async function inputOf(type: string, input: string, args: VpcArgs, cloud?: Cloud) {
  const children = (await childrenOf(args, cloud)).filter((child) => child.type === type);
  return Object.fromEntries(children.map(({ name, inputs }) => [name, inputs[input]]));
}

describe("awsx stand-in", () => {
  // The cloud of the recordings gave elastic IPs no allocation id, and neither does the one here unless told.
  for (const [title, { args, outputs, children }] of Object.entries(recordings)) {
    it(`B1: makes what the real awsx 3.9 made of "${title}"`, async () => {
      const engine = await MockEngine.start();
      const state = await engine.construct("main", args as VpcArgs);
      assert.deepEqual(await engine.children(), children);
      for (const [name, recorded] of Object.entries(outputs)) {
        const output: unknown = await settled(state[name]);
        const comparable = typeof recorded === "number" ? (output as unknown[]).length : output;
        assert.deepEqual(JSON.parse(JSON.stringify(comparable)), recorded, name);
      }
    });
  }

  it("B1: returns its resources, by kind and subnets by type too", async () => {
    const engine = await MockEngine.start();
    const state = await engine.construct("main", {
      numberOfAvailabilityZones: 1,
      subnetStrategy: "Exact",
      subnetSpecs: [
        { type: "Isolated", cidrMask: 18 },
        { type: "Unused", cidrMask: 18 },
        { type: "Private", cidrMask: 18 },
        { type: "Public", cidrMask: 18 },
      ],
      vpcEndpointSpecs: [{ serviceName: "s3" }],
    });
    const names: Record<string, string[]> = {
      subnets: ["main-public-1", "main-private-1", "main-isolated-1"],
      publicSubnets: ["main-public-1"],
      privateSubnets: ["main-private-1"],
      isolatedSubnets: ["main-isolated-1"],
      routeTables: ["main-public-1", "main-private-1", "main-isolated-1"],
      routeTableAssociations: ["main-public-1", "main-private-1", "main-isolated-1"],
      routes: ["main-public-1", "main-private-1"],
      natGateways: ["main-1"],
      eips: ["main-1"],
      vpcEndpoints: ["s3"],
    };
    for (const [output, expected] of Object.entries(names)) {
      const urns = await settled((state[output] as pulumi.Resource[]).map(({ urn }) => urn));
      assert.deepEqual(
        urns.map((urn) => urn.split("::")[3]),
        expected,
        output,
      );
    }
  });

  it("B1: two networks in one program, built at the same time, do not mix", async () => {
    const engine = await MockEngine.start();
    await Promise.all([
      engine.construct("main", { numberOfAvailabilityZones: 1, cidrBlock: "10.1.0.0/16" }),
      engine.construct("standby", {
        numberOfAvailabilityZones: 1,
        cidrBlock: "10.2.0.0/16",
        region: "us-west-2",
      }),
    ]);
    const subnets = (await engine.children()).filter(({ type }) => type === subnetType);
    assert.deepEqual(
      subnets.map(({ name, parent, inputs }) => [name, parent, inputs.availabilityZone, inputs.cidrBlock]),
      [
        ["main-private-1", "aws:ec2/vpc:Vpc main", "us-east-1a", "10.1.0.0/17"],
        ["main-public-1", "aws:ec2/vpc:Vpc main", "us-east-1a", "10.1.128.0/18"],
        ["standby-private-1", "aws:ec2/vpc:Vpc standby", "us-west-2a", "10.2.0.0/17"],
        ["standby-public-1", "aws:ec2/vpc:Vpc standby", "us-west-2a", "10.2.128.0/18"],
      ],
    );
  });

  it("B1: every child is made in the region asked for", async () => {
    const children = await childrenOf({ region: "eu-west-1", vpcEndpointSpecs: [{ serviceName: "s3" }] });
    assert.deepEqual(new Set(children.map(({ inputs }) => inputs.region)), new Set(["eu-west-1"]));
  });

  it("B1: a NAT gateway takes the address that awsx makes, or the one of its zone that the user brings", async () => {
    const attributes = { "aws:ec2/eip:Eip": { allocationId: "eipalloc-made" } };
    const allocationIds = (args: VpcArgs) =>
      inputOf("aws:ec2/natGateway:NatGateway", "allocationId", args, { attributes });
    const own: VpcArgs["natGateways"] = {
      strategy: "OnePerAz",
      elasticIpAllocationIds: ["eipalloc-1", "eipalloc-2"],
    };
    assert.deepEqual(await allocationIds({ natGateways: { strategy: "Single" } }), {
      "main-1": "eipalloc-made",
    });
    assert.deepEqual(await allocationIds({ natGateways: own, numberOfAvailabilityZones: 2 }), {
      "main-1": "eipalloc-1",
      "main-2": "eipalloc-2",
    });
  });

  it("B1: the address of a subnet is unknown in a preview if IPAM chooses the VPC's, and its tags are not", async () => {
    const args: VpcArgs = {
      ipv4IpamPoolId: "ipam-pool-1",
      ipv4NetmaskLength: 20,
      subnetStrategy: "Auto",
      numberOfAvailabilityZones: 1,
    };
    const blocks = await inputOf(subnetType, "cidrBlock", args, { preview: true });
    assert.deepEqual(Object.keys(blocks), ["main-private-1", "main-public-1"]);
    assert.ok(Object.values(blocks).every((block) => pulumi.isUnknown(block)));
    const tags = await inputOf(subnetType, "tags", args, { preview: true });
    assert.deepEqual(tags["main-public-1"], { Name: "main-public-1", SubnetType: "Public" });

    const attributes = { "aws:ec2/vpc:Vpc": { cidrBlock: "10.9.16.0/20" } };
    assert.deepEqual(await inputOf(subnetType, "cidrBlock", args, { attributes }), {
      "main-private-1": "10.9.16.0/21",
      "main-public-1": "10.9.24.0/22",
    });
  });

  it("B1: subnets are known in a preview, though the VPC is not", async () => {
    assert.deepEqual(
      await inputOf(subnetType, "cidrBlock", { numberOfAvailabilityZones: 1 }, { preview: true }),
      {
        "main-private-1": "10.0.0.0/17",
        "main-public-1": "10.0.128.0/18",
      },
    );
  });

  it("B1: IPv6 blocks are numbered by zone, then by subnet of the zone", async () => {
    const attributes = { "aws:ec2/vpc:Vpc": { ipv6CidrBlock: "2600:1f13:fe4:4200::/56" } };
    const args = { assignGeneratedIpv6CidrBlock: true, numberOfAvailabilityZones: 2 };
    assert.deepEqual(await inputOf(subnetType, "ipv6CidrBlock", args, { attributes }), {
      "main-public-1": "2600:1f13:fe4:4200::/64",
      "main-public-2": "2600:1f13:fe4:4201::/64",
      "main-private-1": "2600:1f13:fe4:4202::/64",
      "main-private-2": "2600:1f13:fe4:4203::/64",
    });
  });

  it("B1: tags of the VPC, of a spec and of a subnet join, the subnet's own last", async () => {
    const args: VpcArgs = {
      numberOfAvailabilityZones: 1,
      subnetStrategy: "Auto",
      subnetNameTagStrategy: "AvailabilityZone",
      tags: pulumi.output({ Team: "web", Name: "theirs" }),
      subnetSpecs: [
        { type: "Public", name: "edge", tags: { Team: "edge", SubnetType: "x" } },
        { type: "Private" },
      ],
    };
    assert.deepEqual(await inputOf(subnetType, "tags", args), {
      "main-edge-1": { Name: "main-edge-1a", SubnetType: "Public", Team: "edge" },
      "main-private-1": { Name: "main-private-1a", SubnetType: "Private", Team: "web" },
    });
    assert.deepEqual(await inputOf("aws:ec2/routeTable:RouteTable", "tags", args), {
      "main-edge-1": { Name: "main-edge-1a", SubnetType: "Public", Team: "web" },
      "main-private-1": { Name: "main-private-1a", SubnetType: "Private", Team: "web" },
    });
    assert.deepEqual(await inputOf("aws:ec2/vpc:Vpc", "tags", args), {
      main: { Name: "theirs", Team: "web" },
    });
  });

  it("B1: the endpoint strategy Auto fills in route tables, private subnets, DNS and a security group", async () => {
    const children = await childrenOf(
      {
        numberOfAvailabilityZones: 2,
        natGateways: { strategy: "Single" },
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: [
          { serviceName: "s3" },
          {
            serviceName: "ssm",
            vpcEndpointType: "Interface",
            ipAddressType: "dualstack",
            region: "us-east-2",
          },
        ],
      },
      { attributes: { "aws:ec2/vpc:Vpc": { ipv6CidrBlock: "2600:1f13:fe4:4200::/56" } } },
    );
    const inputs = Object.fromEntries(children.map((child) => [`${child.type} ${child.name}`, child.inputs]));
    const ids = (type: string, names: string[]) => names.map((name) => `<id of ${type} ${name}>`);
    assert.deepEqual(inputs["aws:ec2/vpcEndpoint:VpcEndpoint s3"], {
      serviceName: "s3",
      vpcId: "<id of aws:ec2/vpc:Vpc main>",
      tags: { Name: "main" },
      routeTableIds: ids("aws:ec2/routeTable:RouteTable", [
        "main-public-1",
        "main-private-1",
        "main-public-2",
        "main-private-2",
      ]),
    });
    const ssm = inputs["aws:ec2/vpcEndpoint:VpcEndpoint ssm"];
    assert.deepEqual(ssm?.subnetIds, ids(subnetType, ["main-private-1", "main-private-2"]));
    assert.deepEqual(ssm.securityGroupIds, ids("aws:ec2/securityGroup:SecurityGroup", ["ssm-sg"]));
    assert.deepEqual([ssm.privateDnsEnabled, ssm.region], [true, "us-east-2"]);
    assert.equal(inputs["aws:ec2/vpc:Vpc main"]?.enableDnsHostnames, true);
    const rule = inputs["aws:ec2/securityGroupRule:SecurityGroupRule ssm-ingress"];
    assert.deepEqual(rule, {
      type: "ingress",
      region: "us-east-2",
      securityGroupId: "<id of aws:ec2/securityGroup:SecurityGroup ssm-sg>",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["10.0.0.0/16"],
      ipv6CidrBlocks: ["2600:1f13:fe4:4200::/56"],
    });
  });
});
