import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { ipv6Block } from "./cidr";
import type { PlannedSubnet } from "./layout";
import { joinTags } from "./tags";

/** What the children of one component have in common. */
export interface Network {
  name: string;
  args: VpcArgs;
  zones: string[];
  /** The tags of the VPC, which all but NAT gateways share. */
  tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
  vpc: aws.ec2.Vpc;
}

/** A subnet with the resources that every subnet has. */
export interface BuiltSubnet extends PlannedSubnet {
  subnet: aws.ec2.Subnet;
  routeTable: aws.ec2.RouteTable;
  association: aws.ec2.RouteTableAssociation;
}

const typesInOrder = ["Public", "Private", "Isolated"];

export function childOf(parent: pulumi.Resource): pulumi.CustomResourceOptions {
  return { parent, dependsOn: [parent] };
}

/** Zone by zone, in each the public subnets first, then the private, then the isolated ones. */
export function createSubnets(
  network: Network,
  plan: PlannedSubnet[],
  cidrBlocks: pulumi.Output<string[]>,
): BuiltSubnet[] {
  const numbered = plan.map((planned, index) => ({ planned, index }));
  return network.zones.flatMap((_, zone) =>
    numbered
      .filter(({ planned }) => planned.zone === zone && planned.spec.type !== "Unused")
      .sort((a, b) => typesInOrder.indexOf(a.planned.spec.type) - typesInOrder.indexOf(b.planned.spec.type))
      .map(({ planned, index }, place) =>
        createSubnet(
          network,
          planned,
          cidrBlocks.apply((blocks) => blocks[index]),
          zone + place * network.zones.length,
        ),
      ),
  );
}

function createSubnet(
  { args, zones, tags, vpc }: Network,
  planned: PlannedSubnet,
  cidrBlock: pulumi.Output<string | undefined>,
  number: number,
): BuiltSubnet {
  const { spec } = planned;
  const region = args.region;
  const ownTags = { Name: planned.nameTag, SubnetType: spec.type };
  const assignIpv6AddressOnCreation = pulumi
    .all([spec.assignIpv6AddressOnCreation, args.assignGeneratedIpv6CidrBlock])
    .apply(([ofSubnet, ofVpc]) => ofSubnet ?? ofVpc ?? false);
  const subnet = new aws.ec2.Subnet(
    planned.name,
    {
      region,
      vpcId: vpc.id,
      availabilityZone: zones[planned.zone],
      mapPublicIpOnLaunch: spec.type === "Public",
      cidrBlock,
      assignIpv6AddressOnCreation,
      ipv6CidrBlock: ipv6CidrBlock(vpc, assignIpv6AddressOnCreation, number),
      tags: joinTags(tags, spec.tags, ownTags),
    },
    childOf(vpc),
  );
  const routeTable = new aws.ec2.RouteTable(
    planned.name,
    { region, vpcId: vpc.id, tags: joinTags(tags, ownTags) },
    childOf(subnet),
  );
  const association = new aws.ec2.RouteTableAssociation(
    planned.name,
    { region, routeTableId: routeTable.id, subnetId: subnet.id },
    childOf(routeTable),
  );
  return { ...planned, subnet, routeTable, association };
}

function ipv6CidrBlock(vpc: aws.ec2.Vpc, assigned: pulumi.Output<boolean>, number: number) {
  return pulumi.all([vpc.ipv6CidrBlock, assigned]).apply(([vpcBlock, wanted]) => {
    if (!wanted) return undefined;
    if (!vpcBlock) {
      throw new Error(
        "Subnets with assignIpv6AddressOnCreation=true require the VPC to have an IPv6 CIDR block. " +
          "Set assignGeneratedIpv6CidrBlock=true or provide ipv6CidrBlock.",
      );
    }
    return ipv6Block(vpcBlock, number);
  });
}
