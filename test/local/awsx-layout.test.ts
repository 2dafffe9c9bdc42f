import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { planSubnets } from "../../local/awsx/layout";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

/** CIDR block by logical name, and the resolved layout. */
function layOut(zoneCount: number, args: VpcArgs, vpcCidr = "10.0.0.0/16") {
  const plan = planSubnets("v", zones.slice(0, zoneCount), args);
  const { cidrBlocks, layout } = plan.place(vpcCidr);
  return {
    blocks: Object.fromEntries(plan.subnets.map(({ name }, index) => [name, cidrBlocks[index]])),
    layout,
  };
}

describe("awsx stand-in: layout", () => {
  it("B1: Auto gives an even share without a mask, and leaves a gap before a larger subnet", () => {
    const { blocks, layout } = layOut(2, {
      subnetStrategy: "Auto",
      subnetSpecs: [{ type: "Public", cidrMask: 26 }, { type: "Private" }, { type: "Isolated", size: 256 }],
    });
    assert.deepEqual(blocks, {
      "v-public-1": "10.0.0.0/26",
      "v-private-1": "10.0.32.0/19",
      "v-isolated-1": "10.0.64.0/24",
      "v-public-2": "10.0.128.0/26",
      "v-private-2": "10.0.160.0/19",
      "v-isolated-2": "10.0.192.0/24",
    });
    assert.deepEqual(
      layout.map(({ type, cidrMask, size }) => [type, cidrMask, size]),
      [
        ["Public", 26, 64],
        ["Private", undefined, undefined],
        ["Isolated", 24, 256],
      ],
    );
  });

  it("B1: AutoMerge replaces awsx's own subnet of a type and keeps the other", () => {
    const subnetSpecs: VpcArgs["subnetSpecs"] = [
      { type: "Public", cidrMask: 22 },
      { type: "Isolated", name: "db" },
    ];
    assert.deepEqual(layOut(1, { subnetStrategy: "AutoMerge", subnetSpecs }).blocks, {
      "v-private-1": "10.0.0.0/17",
      "v-public-1": "10.0.128.0/22",
      "v-db-1": "10.0.192.0/18",
    });
  });

  it("B1: Legacy orders by type and takes the zone's share of each", () => {
    const subnetSpecs: VpcArgs["subnetSpecs"] = [
      { type: "Isolated" },
      { type: "Public" },
      { type: "Private" },
    ];
    assert.deepEqual(layOut(1, { subnetSpecs }).blocks, {
      "v-private-1": "10.0.0.0/19",
      "v-public-1": "10.0.32.0/20",
      "v-isolated-1": "10.0.48.0/24",
    });
  });

  it("B1: Legacy gives the only subnet a whole small zone, and does not know availabilityZoneCidrMask", () => {
    const args: VpcArgs = { subnetSpecs: [{ type: "Isolated" }], availabilityZoneCidrMask: 28 };
    assert.deepEqual(layOut(1, args, "10.0.0.0/25").blocks, { "v-isolated-1": "10.0.0.0/25" });
  });

  it("B1: Legacy numbers the subnets of a type by their own size", () => {
    const subnetSpecs = [26, 24, 26].map((cidrMask, i) => ({
      type: "Private" as const,
      name: `p${i}`,
      cidrMask,
    }));
    assert.deepEqual(Object.values(layOut(1, { subnetSpecs }).blocks), [
      "10.0.0.0/26",
      "10.0.1.0/24",
      "10.0.0.128/26",
    ]);
  });

  it("B1: the layout of awsx's own legacy subnets is that of the first zones' private ones, as in awsx", () => {
    assert.deepEqual(layOut(2, {}).layout, [
      { type: "Private", cidrMask: 18 },
      { type: "Unused", cidrMask: 18 },
      { type: "Private", cidrMask: 18 },
    ]);
  });

  it("B1: awsx's own subnets take no more than a /16 of each zone", () => {
    assert.deepEqual(Object.values(layOut(2, { subnetStrategy: "Auto" }, "10.0.0.0/14").blocks), [
      "10.0.0.0/17",
      "10.0.128.0/18",
      "10.2.0.0/17",
      "10.2.128.0/18",
    ]);
  });

  it("B1: Legacy moves a subnet that would overlap the one before", () => {
    const subnetSpecs: VpcArgs["subnetSpecs"] = [
      { type: "Private", cidrMask: 22 },
      { type: "Private", name: "small", cidrMask: 26 },
      { type: "Public", cidrMask: 20 },
    ];
    const { blocks, layout } = layOut(1, { subnetSpecs });
    assert.deepEqual(blocks, {
      "v-private-1": "10.0.0.0/22",
      "v-small-1": "10.0.4.0/26",
      "v-public-1": "10.0.16.0/20",
    });
    assert.deepEqual(
      layout.map(({ type, cidrMask }) => `${type} ${cidrMask}`),
      ["Private 22", "Private 26", ...[26, 25, 24, 23, 21].map((mask) => `Unused ${mask}`), "Public 20"],
    );
  });

  it("B1: blocks that the user gives are used as they are, one a zone", () => {
    const { blocks } = layOut(2, {
      subnetStrategy: "Auto",
      subnetSpecs: [
        { type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.9.0/24"] },
        { type: "Private", cidrBlocks: ["10.0.64.0/18", "10.0.128.0/17"] },
      ],
    });
    assert.deepEqual(blocks, {
      "v-public-1": "10.0.0.0/24",
      "v-private-1": "10.0.64.0/18",
      "v-public-2": "10.0.9.0/24",
      "v-private-2": "10.0.128.0/17",
    });
  });

  it("B1: zones begin where availabilityZoneCidrMask says", () => {
    const { blocks } = layOut(2, { subnetStrategy: "Auto", availabilityZoneCidrMask: 20 });
    assert.deepEqual(Object.values(blocks), ["10.0.0.0/21", "10.0.8.0/22", "10.0.16.0/21", "10.0.24.0/22"]);
  });

  it("B1: Exact accepts a VPC that is covered with the help of Unused", () => {
    const subnetSpecs: VpcArgs["subnetSpecs"] = [
      { type: "Private", cidrMask: 18 },
      { type: "Public", cidrMask: 19 },
      { type: "Unused", cidrMask: 19 },
    ];
    assert.equal(layOut(2, { subnetStrategy: "Exact", subnetSpecs }).blocks["v-public-2"], "10.0.192.0/19");
  });
});

describe("awsx stand-in: layouts that cannot work", () => {
  const refusals: [string, VpcArgs, RegExp][] = [
    [
      "subnets larger than the zone",
      { subnetStrategy: "Auto", subnetSpecs: [{ type: "Public", cidrMask: 15 }] },
      /too large for VPC. VPC has 32768 addresses, but subnets require 131072/,
    ],
    [
      "zones too small for awsx's own subnets",
      { subnetStrategy: "Auto", availabilityZoneCidrMask: 27 },
      /at least \/26 available per AZ, but only \/27/,
    ],
    ["no subnets", { subnetStrategy: "Auto", subnetSpecs: [] }, /No subnets specified/],
    [
      "a gap with Exact",
      { subnetStrategy: "Exact", subnetSpecs: [{ type: "Private", cidrMask: 18 }] },
      /v-private-1 \(10.0.0.0\/18\) <=> v-private-2 \(10.0.128.0\/18\), v-private-2 \(ending 10.0.191.254\) ends before/,
    ],
    [
      "blocks that overlap",
      {
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] },
          { type: "Private", cidrBlocks: ["10.0.2.0/24", "10.0.0.0/23"] },
        ],
      },
      /overlap[^]*1\. v-public-1: 10.0.0.0\/24\n2\. v-public-2: 10.0.1.0\/24\n3\. v-private-2: 10.0.0.0\/23/,
    ],
    [
      "blocks for some specs only",
      { subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }, { type: "Private" }] },
      /all subnets must have explicit cidrBlocks/,
    ],
    [
      "blocks for some zones only",
      { subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] },
      /subnetSpecs\[0\] must match the number of availability zones \(2\)/,
    ],
    [
      "blocks unlike the mask",
      { subnetSpecs: [{ type: "Public", cidrMask: 25, cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }] },
      /cidrMask in subnetSpecs\[0\] must match all cidrBlocks/,
    ],
    [
      "blocks unlike the size",
      { subnetSpecs: [{ type: "Public", size: 128, cidrBlocks: ["10.0.0.0/24", "10.0.1.0/24"] }] },
      /size in subnetSpecs\[0\] must match all cidrBlocks/,
    ],
    [
      "blocks with AutoMerge",
      { subnetStrategy: "AutoMerge", subnetSpecs: [{ type: "Public", cidrBlocks: ["10.0.0.0/24"] }] },
      /does not support subnetSpecs with explicit cidrBlocks/,
    ],
    [
      "a size that no mask has, and one unlike the mask",
      {
        subnetSpecs: [
          { type: "Public", size: 100 },
          { type: "Private", size: 256, cidrMask: 25 },
        ],
      },
      /sizes are invalid: 100\.[^]*Subnet size 256 does not match the expected size for a \/25 subnet \(128\)/,
    ],
    [
      "two subnets of one name",
      { subnetSpecs: [{ type: "Public" }, { type: "Public" }] },
      /Multiple subnet specs of type "public" require unique names/,
    ],
    [
      "masks beyond 32 bits",
      { subnetSpecs: [{ type: "Private", cidrMask: 33 }] },
      /Requested 16 new bits, but only 15 are available/,
    ],
  ];
  for (const [title, args, message] of refusals) {
    it(`B1: refuses ${title}`, () => {
      assert.throws(() => layOut(2, args), message);
    });
  }

  it("B1: refuses a VPC whose address is none", () => {
    assert.throws(() => layOut(1, {}, "10.0.0/16"), /Invalid net address: 10.0.0/);
  });
});
