import { RunError } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { subnetMasks } from "../../capacity";
import type { Environment } from "../../config";
import { Network } from "../../infra/network";
import { answered, chosenZones } from "../../infra/zones";
import { planSubnets } from "../../local/awsx/layout";
import { servedArgs } from "../../local/awsx/specs";
import { load, prodValues } from "../config/stack";
import { record } from "./record";

const region = ["a", "b", "c", "d", "e", "f"].map((letter) => `eu-west-1${letter}`);

/** CIDR blocks by subnet, as awsx lays them out for the arguments that the network gives it. */
async function blocks(zones: number, layoutZones: number): Promise<Record<string, string | undefined>> {
  const stack = await record(
    (parent) =>
      new Network(
        "web",
        {
          region: "eu-west-1",
          cidrBlock: "10.0.0.0/16",
          zones: region.slice(0, zones),
          subnetMasks: subnetMasks(16, layoutZones),
          natGateways: "Single",
          interfaceEndpoints: [],
          flowLogRetentionDays: 7,
          logKeyArn: "arn:key",
        },
        { parent },
      ),
  );
  return placed(zones, stack.only("awsx:ec2:Vpc").inputs);
}

function placed(zones: number, args: VpcArgs): Record<string, string | undefined> {
  const subnets = planSubnets("web", "10.0.0.0/16", zones, servedArgs(args));
  return Object.fromEntries(subnets.map(({ name, cidrBlock }) => [name, cidrBlock]));
}

/** The layout of stacks that were made when the number of zones divided the block. */
function former(zones: number): Record<string, string | undefined> {
  const masks = subnetMasks(16, zones);
  return placed(zones, {
    subnetStrategy: "Auto",
    subnetSpecs: [
      { type: "Private", cidrMask: masks.private },
      { type: "Public", cidrMask: masks.public },
      { type: "Isolated", cidrMask: masks.isolated },
    ],
  });
}

describe("B1 subnets", () => {
  it("stay where they are when a zone is added that there is room for", async () => {
    const [two, three, four] = [await blocks(2, 4), await blocks(3, 4), await blocks(4, 4)];
    assert.deepEqual({ ...three, ...two }, three);
    assert.deepEqual({ ...four, ...three }, four);
    assert.equal(Object.keys(four).length, 12);
  });

  it("stay where they are in stacks that were made without a layout", async () => {
    for (const zones of [2, 3, 4, 5, 6]) assert.deepEqual(await blocks(zones, zones), former(zones));
    assert.deepEqual(await blocks(3, 4), former(3));
    assert.notDeepEqual(await blocks(2, 4), former(2), "which is why a stack's file says it");
  });
});

describe("B1 Availability Zones", () => {
  const environment = (zones?: string[], count = 3): Environment => {
    const loaded = load(prodValues());
    return {
      ...loaded,
      availabilityZones: count,
      network: { ...loaded.network, ...(zones && { zones }) },
    };
  };
  const refused = (found: Environment, names: string[], offering: string[]) => {
    let message = "";
    assert.throws(
      () => chosenZones(found, { names, offering }),
      (error: Error) => (message = error.message) !== "",
    );
    return message;
  };

  it("are the first of the region, whatever the order of the answer", () => {
    const names = [...region].reverse();
    assert.deepEqual(chosenZones(environment(), { names, offering: names }), region.slice(0, 3));
  });

  it("are those that the configuration names, in its order", () => {
    const named = ["eu-west-1f", "eu-west-1b", "eu-west-1c"];
    assert.deepEqual(chosenZones(environment(named), { names: region, offering: region }), named);
  });

  it("are refused where the region has no such zone, has too few, or they lack the instance type", () => {
    const elsewhere = ["eu-west-1a", "eu-west-1b", "eu-west-1-lhr-1a"];
    assert.match(refused(environment(elsewhere), region, region), /has no eu-west-1-lhr-1a for this account/);
    assert.match(
      refused(environment(undefined, 3), region.slice(0, 2), region),
      /has 2 Availability Zones, not 3/,
    );
    assert.match(
      refused(environment(), region, region.slice(1)),
      /^platform:compute\.instanceType: eu-west-1a has no t3\.medium, which eu-west-1b, .* offers; choose another/,
    );
  });

  it("are not known where AWS refuses to answer, which is said without a stack trace", async () => {
    const refusal = Promise.reject(
      new Error("ExpiredToken: The security token included in the request is expired"),
    );
    await assert.rejects(
      answered(refusal),
      (error) => RunError.isInstance(error) && error.message.startsWith("ExpiredToken: "),
    );
  });

  it("do not change with the instance type, which would move the subnets", () => {
    const offering = region.slice(0, 3);
    assert.deepEqual(
      chosenZones(environment(), { names: region, offering }),
      chosenZones(environment(), { names: region, offering: region }),
    );
  });
});
