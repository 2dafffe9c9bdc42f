import { blockAfter, blockAt, formatBlock, nthBlock, overlap, parseBlock, sizeOf } from "./cidr";
import type { Block } from "./cidr";
import type { ServedArgs, SubnetSpec } from "./specs";

export interface PlannedSubnet {
  spec: SubnetSpec;
  /** Index of the zone in the list of zones. */
  zone: number;
  /** Logical name of the subnet and of what belongs to it, and its tag `Name`. */
  name: string;
  cidrBlock: string;
}

/**
 * The subnets that `awsx.ec2.Vpc` lays out with the strategy Auto: the VPC is divided evenly among the zones, or
 * as `availabilityZoneCidrMask` says, and in each zone a subnet begins at the first place after the one before. A subnet that moved when the real component takes over
 * would be a subnet replaced.
 * @throws Error if the VPC's CIDR block cannot hold the subnets, worded as awsx words it.
 */
export function planSubnets(
  vpcName: string,
  vpcCidr: string,
  zoneCount: number,
  { availabilityZoneCidrMask, subnetSpecs }: Pick<ServedArgs, "availabilityZoneCidrMask" | "subnetSpecs">,
): PlannedSubnet[] {
  const vpc = parseBlock(vpcCidr);
  const zoneMask = availabilityZoneCidrMask ?? vpc.mask + Math.ceil(Math.log2(Math.max(zoneCount, 1)));
  const subnets = Array.from({ length: zoneCount }, (_, zone) =>
    allocate(nthBlock(vpc, zoneMask, zone), subnetSpecs).map(({ spec, cidrBlock }) => {
      const name = `${vpcName}-${spec.name ?? spec.type.toLowerCase()}-${zone + 1}`;
      return { spec, zone, name, cidrBlock };
    }),
  ).flat();
  checkNoOverlaps(subnets);
  return subnets;
}

function allocate(zone: Block, specs: SubnetSpec[]): { spec: SubnetSpec; cidrBlock: string }[] {
  const available = sizeOf(zone.mask);
  const required = specs.reduce((sum, { cidrMask }) => sum + sizeOf(cidrMask), 0);
  if (required > available) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${available} addresses, but subnets require ${required} addresses.`,
    );
  }
  let previous: Block | undefined;
  return specs.map((spec) => {
    previous =
      previous === undefined ? blockAt(zone.address, spec.cidrMask) : blockAfter(previous, spec.cidrMask);
    return { spec, cidrBlock: formatBlock(previous) };
  });
}

function checkNoOverlaps(subnets: PlannedSubnet[]): void {
  const overlapping = subnets.filter((one) =>
    subnets.some((other) => one !== other && overlap(parseBlock(one.cidrBlock), parseBlock(other.cidrBlock))),
  );
  if (overlapping.length === 0) return;
  throw new Error(
    "The following subnets overlap with at least one other subnet. Make the CIDR for the VPC larger, reduce the size " +
      "of the subnets per AZ, or use less Availability Zones:\n\n" +
      overlapping.map(({ name, cidrBlock }, index) => `${index + 1}. ${name}: ${cidrBlock}\n`).join(""),
  );
}
