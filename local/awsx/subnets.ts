import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PlannedSubnet } from "./layout";
import type { ServedArgs } from "./specs";
import { joinTags } from "./tags";

/** What the children of one component have in common. */
export interface Network {
  name: string;
  args: ServedArgs;
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
export function createSubnets(network: Network, plan: PlannedSubnet[]): BuiltSubnet[] {
  const order = ({ zone, spec }: PlannedSubnet) =>
    zone * typesInOrder.length + typesInOrder.indexOf(spec.type);
  return plan.toSorted((a, b) => order(a) - order(b)).map((planned) => createSubnet(network, planned));
}

function createSubnet({ zones, tags, vpc }: Network, planned: PlannedSubnet): BuiltSubnet {
  const { name, spec, cidrBlock } = planned;
  const ownTags = joinTags(tags, { Name: name, SubnetType: spec.type });
  const subnet = new aws.ec2.Subnet(
    name,
    {
      vpcId: vpc.id,
      availabilityZone: zones[planned.zone],
      mapPublicIpOnLaunch: spec.type === "Public",
      cidrBlock,
      assignIpv6AddressOnCreation: false,
      tags: ownTags,
    },
    childOf(vpc),
  );
  const routeTable = new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: ownTags }, childOf(subnet));
  const association = new aws.ec2.RouteTableAssociation(
    name,
    { routeTableId: routeTable.id, subnetId: subnet.id },
    childOf(routeTable),
  );
  return { ...planned, subnet, routeTable, association };
}
