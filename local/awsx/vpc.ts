import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import { planSubnets, sizeOf } from "./layout";
import { createNats, createRoutes } from "./routing";
import { servedArgs } from "./specs";
import type { ServedArgs, SubnetSpec } from "./specs";
import { childOf, createSubnets } from "./subnets";
import type { BuiltSubnet } from "./subnets";
import { joinTags } from "./tags";

/**
 * The component `awsx:ec2:Vpc`: the children and the outputs that awsx 3.9 makes of the same arguments. Like the real
 * one's, its state has neither inputs nor outputs.
 * @throws Error for arguments that cannot work, worded as awsx words it, before any child is created.
 */
export async function constructVpc(
  name: string,
  given: VpcArgs,
  options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
  const component = new pulumi.ComponentResource("awsx:ec2:Vpc", name, {}, options);
  const args = servedArgs(given);
  const zones = await zonesFor(args, component);
  const cidrBlock = args.cidrBlock ?? "10.0.0.0/16";
  const plan = planSubnets(name, cidrBlock, zones.length, args);
  const natStrategy = args.natGateways?.strategy ?? "OnePerAz";
  checkNatSubnets(natStrategy, args.subnetSpecs);

  const tags = joinTags({ Name: name }, args.tags);
  const vpc = new aws.ec2.Vpc(name, { ...args, cidrBlock, tags }, { parent: component });
  const internetGateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags }, childOf(vpc));
  const network = { name, args, zones, tags, vpc };
  const subnets = createSubnets(network, plan);
  const nats = createNats(network, natStrategy, subnets);
  const routes = createRoutes(subnets, internetGateway, nats);
  return {
    urn: component.urn,
    state: partsOf(component, {
      vpc,
      vpcId: vpc.id,
      internetGateway,
      ...subnetOutputs(subnets),
      subnetLayout: args.subnetSpecs.map((spec) => ({ ...spec, size: sizeOf(spec.cidrMask) })),
      routes,
      natGateways: nats.map(({ gateway }) => gateway),
      eips: nats.map(({ eip }) => eip),
      vpcEndpoints: [],
    }),
  };
}

/**
 * Each output as a part of one that holds them all, as in awsx: so each depends on the component and on every id among
 * the outputs, which are the VPC's and those of all subnets, and a list of ids that are not known yet is one unknown.
 */
function partsOf(component: pulumi.Resource, outputs: pulumi.Inputs): pulumi.Inputs {
  const whole = pulumi.output<pulumi.Inputs>({ ...outputs, component: component.urn });
  return Object.fromEntries(Object.keys(outputs).map((name) => [name, whole[name]]));
}

function subnetOutputs(built: BuiltSubnet[]): pulumi.Inputs {
  const ofType = (type: string) => built.flatMap(({ spec, subnet }) => (spec.type === type ? subnet : []));
  const idsOf = (type: string) => ofType(type).map(({ id }) => id);
  return {
    subnets: built.map(({ subnet }) => subnet),
    publicSubnets: ofType("Public"),
    privateSubnets: ofType("Private"),
    isolatedSubnets: ofType("Isolated"),
    publicSubnetIds: idsOf("Public"),
    privateSubnetIds: idsOf("Private"),
    isolatedSubnetIds: idsOf("Isolated"),
    routeTables: built.map(({ routeTable }) => routeTable),
    routeTableAssociations: built.map(({ association }) => association),
  };
}

function checkNatSubnets(strategy: string, specs: SubnetSpec[]): void {
  const types = specs.map(({ type }) => type);
  const routed = types.includes("Private") || types.includes("Isolated");
  if (strategy !== "None" && !(types.includes("Public") && routed)) {
    throw new Error(
      "If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared to host the NAT Gateway " +
        "resource, along with private or isolated subnets to route through it.",
    );
  }
}

async function zonesFor(args: ServedArgs, component: pulumi.Resource): Promise<string[]> {
  const { availabilityZoneNames, numberOfAvailabilityZones = 3 } = args;
  if (availabilityZoneNames !== undefined) {
    if (args.numberOfAvailabilityZones === undefined) return availabilityZoneNames;
    throw new Error("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
  }
  const { names } = await aws.getAvailabilityZones({}, { parent: component });
  if (names.length < numberOfAvailabilityZones) {
    throw new Error(
      `The configured region for this provider does not have at least ${numberOfAvailabilityZones} Availability Zones. ` +
        "Either specify an explicit list of zones in availabilityZoneNames or choose a region with at least " +
        `${numberOfAvailabilityZones} AZs.`,
    );
  }
  return names.slice(0, numberOfAvailabilityZones);
}
