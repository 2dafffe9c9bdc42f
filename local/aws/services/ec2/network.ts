import { isProperties, strings, text, type Json, type Properties } from "../../../cloud/properties";
import { stateOf, type CloudResource } from "../../../cloud/store";
import type { Netmask } from "netmask";
import { parseCidr } from "../../../../capacity/cidr";
import { defaultVpcOf } from "./default-vpc";
import type { Demand, Subject } from "../service";
import { digest, fill } from "../../template";

type Placed = Pick<Subject, "inputs" | "region" | "store">;

/** The stored subnets that a load balancer, group or subnet group lies in. */
export function subnetsOf({ inputs, region, store }: Placed): CloudResource[] {
  const { subnets, subnetIds, subnetMappings, vpcZoneIdentifiers } = inputs;
  const mapped = Array.isArray(subnetMappings)
    ? subnetMappings.filter(isProperties).map(({ subnetId }) => text(subnetId))
    : [];
  return [subnets, subnetIds, vpcZoneIdentifiers, mapped]
    .flatMap(strings)
    .flatMap((id) => store.get(region, "aws:ec2/subnet:Subnet", id) ?? []);
}

/** The zones of those subnets. */
export function zonesOf(subject: Placed): Set<string> {
  return new Set(subnetsOf(subject).map((subnet) => text(stateOf(subnet).availabilityZone)));
}

/** The default security group of a VPC. */
export const defaultGroupOf = (vpcId: Json | undefined): string => fill("sg-{dig17}", { id: text(vpcId) });

/** The default subnet of a zone, or of the region's first. */
export function defaultSubnetOf(region: string, { availabilityZone }: Properties) {
  const { subnets } = defaultVpcOf(region);
  const [first] = subnets;
  const subnet = subnets.find(({ zone }) => zone === availabilityZone) ?? first;
  if (subnet === undefined) throw new Error(`${region} has no zones`);
  return subnet;
}

export const publicAddress = (id: string): string => `52.${[...Buffer.from(digest(id, 6), "hex")].join(".")}`;

/** The id of a machine image, another in each region. */
export const imageId = (region: string, description: string): string =>
  `ami-${digest(region + description, 17)}`;

/** @throws AWS's error for what is no CIDR block. */
export function blockOf(cidr: string): Netmask {
  const block = parseCidr(cidr);
  if (block) return block;
  throw new Error(
    `InvalidParameterValue: Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
  );
}

/** A subnet lies in its VPC and overlaps no other. */
export const subnetFits: Demand = ({ type, region, inputs, id }, store) => {
  const cidr = text(inputs.cidrBlock);
  if (cidr === "") return undefined;
  const block = blockOf(cidr);
  const blocksOf = (...types: string[]) =>
    store
      .list(region)
      .filter((other) => types.includes(other.type) && other.id !== id)
      .filter((other) => [other.id, other.inputs.vpcId].includes(inputs.vpcId ?? ""))
      .map((other) => text(stateOf(other).cidrBlock))
      .filter((other) => other !== "")
      .map(blockOf);
  const ranges = blocksOf(
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  );
  if (!ranges.some((range) => range.contains(block))) {
    return `InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`;
  }
  const conflicts = blocksOf(type).some((other) => other.contains(block) || block.contains(other));
  return conflicts ? `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet` : undefined;
};
