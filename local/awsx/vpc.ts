import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import { checkAddressing, checkElasticIps, checkNatSubnets } from "./checks";
import { createEndpoints, withEndpointDns } from "./endpoints";
import { planSubnets } from "./layout";
import { createNats, createRoutes } from "./routing";
import { childOf, createSubnets } from "./subnets";
import type { BuiltSubnet } from "./subnets";
import { joinTags } from "./tags";

/**
 * The component `awsx:ec2:Vpc`: the children and the outputs that awsx 3.9 makes of the same arguments.
 * @throws Error for arguments that cannot work, worded as awsx words it, before any child is created.
 */
export async function constructVpc(
  name: string,
  given: VpcArgs,
  options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
  const component = new pulumi.ComponentResource("awsx:ec2:Vpc", name, { ...given }, options);
  checkAddressing(given);
  const args = withEndpointDns(given);
  const zones = await zonesFor(args, component);
  const natStrategy = args.natGateways?.strategy ?? "OnePerAz";
  checkElasticIps(natStrategy, args.natGateways?.elasticIpAllocationIds ?? [], zones.length);

  const plan = planSubnets(name, zones, args);
  const cidrBlock = args.cidrBlock ?? (args.ipv4IpamPoolId === undefined ? "10.0.0.0/16" : undefined);
  const known = cidrBlock === undefined ? undefined : plan.place(cidrBlock);
  checkNatSubnets(natStrategy, plan.subnets);

  const tags = joinTags({ Name: name }, args.tags);
  const vpc = new aws.ec2.Vpc(name, { ...args, cidrBlock, tags }, { parent: component });
  const internetGateway = new aws.ec2.InternetGateway(
    name,
    { region: args.region, vpcId: vpc.id, tags },
    childOf(vpc),
  );
  const placement = known === undefined ? vpc.cidrBlock.apply(plan.place) : pulumi.output(known);
  const network = { name, args, zones, tags, vpc };
  const subnets = createSubnets(network, plan.subnets, placement.cidrBlocks);
  const nats = createNats(network, natStrategy, subnets);
  const routes = createRoutes(network, subnets, internetGateway, nats);
  const vpcEndpoints = createEndpoints(network, subnets);
  return {
    urn: component.urn,
    state: {
      vpc,
      vpcId: vpc.id,
      internetGateway,
      ...subnetOutputs(subnets),
      subnetLayout: placement.layout,
      routes,
      natGateways: nats.map(({ gateway }) => gateway),
      eips: nats.flatMap(({ eip }) => eip ?? []),
      vpcEndpoints,
    },
  };
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

async function zonesFor(args: VpcArgs, component: pulumi.Resource): Promise<string[]> {
  const { availabilityZoneNames, numberOfAvailabilityZones = 3, region } = args;
  if (availabilityZoneNames !== undefined) {
    if (args.numberOfAvailabilityZones === undefined) return availabilityZoneNames;
    throw new Error("Only one of [availabilityZoneNames] and [numberOfAvailabilityZones] can be specified");
  }
  if (region !== undefined && typeof region !== "string") {
    throw new Error(
      "Vpc.region must be a plain string when availabilityZoneNames is not set. " +
        "If region is dynamic, specify availabilityZoneNames explicitly.",
    );
  }
  const { names } = await aws.getAvailabilityZones({ region }, { parent: component });
  if (names.length < numberOfAvailabilityZones) {
    throw new Error(
      `The configured region for this provider does not have at least ${numberOfAvailabilityZones} Availability Zones. ` +
        "Either specify an explicit list of zones in availabilityZoneNames or choose a region with at least " +
        `${numberOfAvailabilityZones} AZs.`,
    );
  }
  return names.slice(0, numberOfAvailabilityZones);
}
