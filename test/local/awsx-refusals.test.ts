import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import { MockEngine } from "./awsx-construct";

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
    ["a region not known yet", { region: pulumi.output("us-east-1") }, /Vpc.region must be a plain string/],
    [
      "addresses without a NAT gateway",
      { natGateways: { strategy: "None", elasticIpAllocationIds: ["eipalloc-1"] } },
      /cannot be specified when NAT Gateway strategy is 'None'/,
    ],
    [
      "two addresses for one NAT gateway",
      { natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1", "eipalloc-2"] } },
      /Exactly one Elastic IP/,
    ],
    [
      "fewer addresses than zones",
      { natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["eipalloc-1"] } },
      /must match the number of availability zones for the VPC \(3\)/,
    ],
    [
      "NAT gateways without a public subnet",
      { subnetStrategy: "Auto", subnetSpecs: [{ type: "Private" }] },
      /public subnets must be declared to host the NAT Gateway/,
    ],
    [
      "an IPAM pool without a size",
      { ipv4IpamPoolId: "ipam-pool-1" },
      /'ipv4NetmaskLength' or 'cidrBlock' must also be specified/,
    ],
    [
      "an IPAM pool with a size and a block",
      { ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 20, cidrBlock: "10.0.0.0/20" },
      /Only one of 'cidrBlock', 'ipv4NetmaskLength' is allowed/,
    ],
    [
      "an IPAM pool with the legacy strategy",
      { ipv4IpamPoolId: "ipam-pool-1", ipv4NetmaskLength: 20 },
      /not supported with subnetStrategy="Legacy"/,
    ],
    [
      "private names of endpoints without DNS",
      {
        enableDnsSupport: false,
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: [{ serviceName: "ssm", vpcEndpointType: "Interface" }],
      },
      /requires enableDnsSupport to be true/,
    ],
  ];
  for (const [title, args, message] of refusals) {
    it(`B1: refuses ${title} before a child is made`, async () => {
      const engine = await MockEngine.start();
      await assert.rejects(engine.construct("main", args), message);
      assert.deepEqual(await engine.children(), []);
    });
  }
});
