import assert from "node:assert/strict";
import { join } from "node:path";
import { notKnown } from "../../simulation";
import { type StackResource } from "../policy/analyzer";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

const nameOf = (urn = ""): string => urn.split("::").at(-1) ?? "";

/** What the program in vpc/ makes of each output: the value, and what the engine says that it depends on. */
function uses(stack: StackResource[]) {
  const topics = stack.filter(({ type }) => type === "aws:sns/topic:Topic");
  return new Map(
    topics.map(({ urn, inputs, propertyDependencies }) => [
      nameOf(urn),
      { value: inputs?.displayName, from: [...(propertyDependencies?.displayName ?? [])].sort() },
    ]),
  );
}

describe("B1 the awsx stand-in on the engine", function () {
  this.timeout("5m");
  const pulumi = new LocalPulumi({ LOCAL_MAIN: join(__dirname, "vpc"), ...withoutPacks });
  let preview: StackResource[];
  let update: StackResource[];
  before(async () => {
    preview = await pulumi.recorded("preview");
    update = await pulumi.recorded("up", "--skip-preview");
  });
  after(() => {
    pulumi.remove();
  });

  /** As recorded of the real awsx 3.9: resources of these types are behind an output besides what is behind each. */
  const kinds: Record<string, string> = {
    vpcId: "",
    publicSubnetIds: "",
    privateSubnetIds: "",
    isolatedSubnetIds: "",
    subnets: "",
    internetGateway: "aws:ec2/internetGateway:InternetGateway",
    natGateways: "aws:ec2/natGateway:NatGateway",
    eips: "aws:ec2/eip:Eip",
    routeTables: "aws:ec2/routeTable:RouteTable",
    routeTableAssociations: "aws:ec2/routeTableAssociation:RouteTableAssociation",
    routes: "aws:ec2/route:Route",
  };
  const everywhere = ["awsx:ec2:Vpc", "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"];

  it("lets every output depend on the component, the VPC, all subnets and all resources of its kind", () => {
    for (const stack of [preview, update]) {
      for (const [output, kind] of Object.entries(kinds)) {
        const expected = stack
          .filter(({ type }) => [...everywhere, kind].includes(type))
          .map(({ urn }) => urn);
        assert.deepEqual(uses(stack).get(output)?.from, expected.sort(), output);
      }
    }
  });

  it("knows in a first preview how many resources there are, and not how many ids", () => {
    const lengths = Object.fromEntries(
      Object.keys(kinds).map((output) => [output, uses(preview).get(output)?.value]),
    );
    assert.deepEqual(lengths, {
      vpcId: notKnown,
      publicSubnetIds: notKnown,
      privateSubnetIds: notKnown,
      isolatedSubnetIds: notKnown,
      subnets: "6",
      internetGateway: "one",
      natGateways: "2",
      eips: "2",
      routeTables: "6",
      routeTableAssociations: "6",
      routes: "4",
    });
    assert.equal(uses(update).get("publicSubnetIds")?.value, "2");
  });

  it("keeps neither inputs nor outputs of the component in the state", async () => {
    const component = (await pulumi.state("prod")).find(({ type }) => type === "awsx:ec2:Vpc");
    assert.deepEqual([component?.inputs ?? {}, component?.outputs ?? {}], [{}, {}]);
  });
});
