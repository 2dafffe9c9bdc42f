import { Netmask } from "netmask";
import { parseCidr } from "../../capacity/cidr";
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
  const vpc = parseCidr(vpcCidr);
  if (vpc === undefined) throw new Error(`Invalid net address: ${vpcCidr.split("/")[0] ?? ""}`);
  const zoneMask = availabilityZoneCidrMask ?? vpc.bitmask + Math.ceil(Math.log2(Math.max(zoneCount, 1)));
  const subnets = Array.from({ length: zoneCount }, (_, zone) =>
    allocate(new Netmask(vpc.base, zoneMask).next(zone), subnetSpecs).map(({ spec, cidrBlock }) => {
      const name = `${vpcName}-${spec.name ?? spec.type.toLowerCase()}-${zone + 1}`;
      return { spec, zone, name, cidrBlock };
    }),
  ).flat();
  checkNoOverlaps(subnets);
  return subnets;
}

function allocate(zone: Netmask, specs: SubnetSpec[]): { spec: SubnetSpec; cidrBlock: string }[] {
  const required = specs.reduce((sum, { cidrMask }) => sum + sizeOf(cidrMask), 0);
  if (required > zone.size) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${zone.size} addresses, but subnets require ${required} addresses.`,
    );
  }
  let previous: Netmask | undefined;
  return specs.map((spec) => {
    previous = previous
      ? new Netmask(lastOf(previous), spec.cidrMask).next()
      : new Netmask(zone.base, spec.cidrMask);
    return { spec, cidrBlock: previous.toString() };
  });
}

/** Number of addresses in a block. */
export function sizeOf(mask: number): number {
  return new Netmask("0.0.0.0", mask).size;
}

function lastOf({ broadcast, last }: Netmask): string {
  return broadcast ?? last;
}

function checkNoOverlaps(subnets: PlannedSubnet[]): void {
  const blocks = subnets.map((subnet) => ({ subnet, block: new Netmask(subnet.cidrBlock) }));
  const overlapping = blocks.filter((one) =>
    blocks.some(
      (other) => one !== other && (one.block.contains(other.block) || other.block.contains(one.block)),
    ),
  );
  if (overlapping.length === 0) return;
  throw new Error(
    "The following subnets overlap with at least one other subnet. Make the CIDR for the VPC larger, reduce the size " +
      "of the subnets per AZ, or use less Availability Zones:\n\n" +
      overlapping
        .map(({ subnet: { name, cidrBlock } }, index) => `${index + 1}. ${name}: ${cidrBlock}\n`)
        .join(""),
  );
}
