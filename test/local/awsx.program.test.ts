import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import recordings from "../data/awsx-vpc-layouts.json";
import { MockEngine, settled } from "./awsx-construct";
import type { Child, Cloud } from "./awsx-construct";

const subnetType = "aws:ec2/subnet:Subnet";
const auto = {
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Private", cidrMask: 18 },
    { type: "Public", cidrMask: 20 },
  ],
} satisfies VpcArgs;

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
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Isolated", cidrMask: 18 }, ...auto.subnetSpecs],
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
      vpcEndpoints: [],
    };
    for (const [output, expected] of Object.entries(names)) {
      const resources = (await settled(state[output])) as pulumi.Resource[];
      const urns = await settled(resources.map(({ urn }) => urn));
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
      engine.construct("main", { ...auto, numberOfAvailabilityZones: 1, cidrBlock: "10.1.0.0/16" }),
      engine.construct("standby", {
        ...auto,
        availabilityZoneNames: ["us-east-1b"],
        cidrBlock: "10.2.0.0/16",
      }),
    ]);
    const subnets = (await engine.children()).filter(({ type }) => type === subnetType);
    assert.deepEqual(
      subnets.map(({ name, parent, inputs }) => [name, parent, inputs.availabilityZone, inputs.cidrBlock]),
      [
        ["main-private-1", "aws:ec2/vpc:Vpc main", "us-east-1a", "10.1.0.0/18"],
        ["main-public-1", "aws:ec2/vpc:Vpc main", "us-east-1a", "10.1.64.0/20"],
        ["standby-private-1", "aws:ec2/vpc:Vpc standby", "us-east-1b", "10.2.0.0/18"],
        ["standby-public-1", "aws:ec2/vpc:Vpc standby", "us-east-1b", "10.2.64.0/20"],
      ],
    );
  });

  it("B1: a NAT gateway takes the address that awsx makes", async () => {
    const attributes = { "aws:ec2/eip:Eip": { allocationId: "eipalloc-made" } };
    const args: VpcArgs = { ...auto, numberOfAvailabilityZones: 2, natGateways: { strategy: "Single" } };
    assert.deepEqual(await inputOf("aws:ec2/natGateway:NatGateway", "allocationId", args, { attributes }), {
      "main-1": "eipalloc-made",
    });
  });

  it("B1: subnets are known in a preview, though the VPC is not", async () => {
    const args = { ...auto, numberOfAvailabilityZones: 1 };
    assert.deepEqual(await inputOf(subnetType, "cidrBlock", args, { preview: true }), {
      "main-private-1": "10.0.0.0/18",
      "main-public-1": "10.0.64.0/20",
    });
  });

  it("B1: tags of the VPC and of a subnet join, the subnet's own last", async () => {
    const args: VpcArgs = {
      numberOfAvailabilityZones: 1,
      subnetStrategy: "Auto",
      tags: pulumi.output({ Team: "web", Name: "theirs" }),
      subnetSpecs: [
        { type: "Public", name: "edge", cidrMask: 24 },
        { type: "Private", cidrMask: 24 },
      ],
    };
    for (const type of [subnetType, "aws:ec2/routeTable:RouteTable"]) {
      assert.deepEqual(await inputOf(type, "tags", args), {
        "main-edge-1": { Name: "main-edge-1", SubnetType: "Public", Team: "web" },
        "main-private-1": { Name: "main-private-1", SubnetType: "Private", Team: "web" },
      });
    }
    assert.deepEqual(await inputOf("aws:ec2/vpc:Vpc", "tags", args), {
      main: { Name: "theirs", Team: "web" },
    });
  });
});
