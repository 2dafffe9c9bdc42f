import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { MockEngine } from "./awsx-construct";

const auto: VpcArgs = {
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Public", cidrMask: 24 },
    { type: "Private", cidrMask: 20 },
  ],
};

async function refuses(args: VpcArgs, message: RegExp) {
  const engine = await MockEngine.start();
  await assert.rejects(engine.construct("main", args), message);
  assert.deepEqual(await engine.children(), []);
}

describe("awsx stand-in: options that cannot work", () => {
  const refusals: [string, VpcArgs, RegExp][] = [
    [
      "more zones than the region has",
      { numberOfAvailabilityZones: 4 },
      /does not have at least 4 Availability Zones/,
    ],
    [
      "zones by name and by number",
      { numberOfAvailabilityZones: 2, availabilityZoneNames: ["us-east-1a"] },
      /Only one of \[availabilityZoneNames\] and \[numberOfAvailabilityZones\]/,
    ],
    [
      "NAT gateways without a public subnet",
      { subnetSpecs: [{ type: "Private", cidrMask: 20 }] },
      /public subnets must be declared to host the NAT Gateway/,
    ],
    [
      "two subnets of one name",
      {
        subnetSpecs: [
          { type: "Public", cidrMask: 24 },
          { type: "Public", cidrMask: 24 },
        ],
      },
      /Multiple subnet specs of type "public" require unique names/,
    ],
  ];
  for (const [title, args, message] of refusals) {
    it(`B1: refuses ${title} before a child is made`, () => refuses({ ...auto, ...args }, message));
  }
});

describe("awsx stand-in: options that it leaves to the real provider", () => {
  const refusals: [string, VpcArgs][] = [
    ['subnetStrategy "Legacy"', { subnetStrategy: undefined }],
    ['subnetStrategy "Exact"', { subnetStrategy: "Exact" }],
    ['subnetStrategy "AutoMerge"', { subnetStrategy: "AutoMerge" }],
    ["a VPC without subnetSpecs", { subnetSpecs: undefined }],
    ["subnetSpecs[0] without cidrMask", { subnetSpecs: [{ type: "Public" }] }],
    ["subnetSpecs[0].size", { subnetSpecs: [{ type: "Public", cidrMask: 24, size: 256 }] }],
    ['subnetSpecs[0] of type "Unused"', { subnetSpecs: [{ type: "Unused", cidrMask: 24 }] }],
    ["ipv4IpamPoolId, ipv4NetmaskLength", { ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 20 }],
    ["assignGeneratedIpv6CidrBlock", { assignGeneratedIpv6CidrBlock: true }],
    ["vpcEndpointSpecs", { vpcEndpointSpecs: [{ serviceName: "s3" }] }],
    [
      "natGateways.elasticIpAllocationIds",
      { natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1"] } },
    ],
  ];
  for (const [what, args] of refusals) {
    it(`B1: refuses ${what} before a child is made`, async () => {
      const says = what.replace(/[[\]]/g, "\\$&");
      await refuses(
        { ...auto, ...args },
        new RegExp(`does not serve ${says}: .*real provider, awsx 3\\.9\\.0`),
      );
    });
  }
});
