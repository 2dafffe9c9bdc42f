import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { childOf } from "./subnets";
import type { BuiltSubnet, Network } from "./subnets";
import { joinTags } from "./tags";

interface Nat {
  gateway: aws.ec2.NatGateway;
  eip: aws.ec2.Eip;
}

/** A NAT gateway in the first public subnet of each zone, or of the first zone only. */
export function createNats(network: Network, strategy: string, subnets: BuiltSubnet[]): Nat[] {
  const zoneCount = { None: 0, Single: 1, OnePerAz: network.zones.length }[strategy] ?? 0;
  return network.zones.slice(0, zoneCount).flatMap((_, zone) => {
    const host = subnets.find((subnet) => subnet.zone === zone && subnet.spec.type === "Public");
    return host === undefined ? [] : createNat(network, host);
  });
}

function createNat({ name, args }: Network, { zone, subnet }: BuiltSubnet): Nat {
  const natName = `${name}-${zone + 1}`;
  const tags = joinTags(args.tags, { Name: natName });
  const eip = new aws.ec2.Eip(natName, { tags }, childOf(subnet));
  const gateway = new aws.ec2.NatGateway(
    natName,
    { tags, subnetId: subnet.id, allocationId: eip.allocationId },
    childOf(subnet),
  );
  return { gateway, eip };
}

/** The way to the internet: of public subnets the internet gateway, of private ones a NAT gateway, if there is one. */
export function createRoutes(
  subnets: BuiltSubnet[],
  internetGateway: aws.ec2.InternetGateway,
  nats: Nat[],
): aws.ec2.Route[] {
  return subnets.flatMap(({ spec, zone, name, routeTable }) => {
    const nat = nats[zone] ?? nats[0];
    let target: { gatewayId: pulumi.Output<string> } | { natGatewayId: pulumi.Output<string> } | undefined;
    if (spec.type === "Public") target = { gatewayId: internetGateway.id };
    if (spec.type === "Private" && nat !== undefined) target = { natGatewayId: nat.gateway.id };
    if (target === undefined) return [];
    return new aws.ec2.Route(
      name,
      { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", ...target },
      childOf(routeTable),
    );
  });
}
