import assert from "node:assert/strict";
import { planSubnets } from "../../local/awsx/layout";
import type { SubnetSpec } from "../../local/awsx/specs";

/** CIDR block by logical name. */
function layOut(zoneCount: number, subnetSpecs: SubnetSpec[], vpcCidr = "10.0.0.0/16", zoneMask?: number) {
  const args = { subnetSpecs, availabilityZoneCidrMask: zoneMask };
  const subnets = planSubnets("v", vpcCidr, zoneCount, args);
  return Object.fromEntries(subnets.map(({ name, cidrBlock }) => [name, cidrBlock]));
}

describe("awsx stand-in: layout", () => {
  it("B1: gives each zone an even share, and leaves a gap before a larger subnet", () => {
    const specs: SubnetSpec[] = [
      { type: "Public", cidrMask: 26 },
      { type: "Private", cidrMask: 19 },
      { type: "Isolated", name: "db", cidrMask: 24 },
    ];
    assert.deepEqual(layOut(2, specs), {
      "v-public-1": "10.0.0.0/26",
      "v-private-1": "10.0.32.0/19",
      "v-db-1": "10.0.64.0/24",
      "v-public-2": "10.0.128.0/26",
      "v-private-2": "10.0.160.0/19",
      "v-db-2": "10.0.192.0/24",
    });
  });

  it("B1: divides a VPC for three zones by four", () => {
    assert.deepEqual(Object.values(layOut(3, [{ type: "Private", cidrMask: 20 }], "10.4.0.0/18")), [
      "10.4.0.0/20",
      "10.4.16.0/20",
      "10.4.32.0/20",
    ]);
  });

  it("B1: zones begin where availabilityZoneCidrMask says", () => {
    const specs: SubnetSpec[] = [
      { type: "Private", cidrMask: 21 },
      { type: "Public", cidrMask: 22 },
    ];
    assert.deepEqual(Object.values(layOut(2, specs, "10.0.0.0/16", 20)), [
      "10.0.0.0/21",
      "10.0.8.0/22",
      "10.0.16.0/21",
      "10.0.24.0/22",
    ]);
  });
});

describe("awsx stand-in: layouts that cannot work", () => {
  const refusals: [string, SubnetSpec[], RegExp][] = [
    [
      "subnets larger than the zone",
      [{ type: "Public", cidrMask: 15 }],
      /too large for VPC. VPC has 32768 addresses, but subnets require 131072/,
    ],
    [
      "subnets that reach into the next zone",
      [
        { type: "Public", cidrMask: 26 },
        { type: "Private", cidrMask: 18 },
        { type: "Isolated", cidrMask: 19 },
      ],
      /overlap[^]*1\. v-isolated-1: 10.0.128.0\/19\n2\. v-public-2: 10.0.128.0\/26/,
    ],
    ["masks beyond 32 bits", [{ type: "Private", cidrMask: 33 }], /Invalid mask for ip4: 33/],
  ];
  for (const [title, specs, message] of refusals) {
    it(`B1: refuses ${title}`, () => {
      assert.throws(() => layOut(2, specs), message);
    });
  }

  it("B1: refuses a VPC whose address is none", () => {
    assert.throws(() => layOut(1, [], "10.0.0/16"), /Invalid net address: 10.0.0/);
  });
});
