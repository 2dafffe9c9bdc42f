import type { VpcArgs } from "@pulumi/awsx/ec2";
import { firstOf, formatAddress, lastOf, overlap, parseBlock } from "./cidr";
import { isLegacy } from "./specs";
import type { PlacedSubnet, PlannedSubnet } from "./layout";

/** Options that cannot work. Each check throws an Error worded as awsx words it. */

export function checkAddressing(args: VpcArgs): void {
  if (args.ipv4IpamPoolId === undefined) return;
  if (args.cidrBlock !== undefined && args.ipv4NetmaskLength !== undefined) {
    throw new Error("Only one of 'cidrBlock', 'ipv4NetmaskLength' is allowed.");
  }
  if (args.cidrBlock !== undefined) return;
  if (args.ipv4NetmaskLength === undefined) {
    throw new Error(
      "If 'ipv4IpamPoolId' is specified, 'ipv4NetmaskLength' or 'cidrBlock' must also be specified.",
    );
  }
  if (isLegacy(args.subnetStrategy, args.subnetSpecs)) {
    throw new Error(
      'Dynamically allocated cidrBlock ranges are not supported with subnetStrategy="Legacy". ' +
        'Try using subnetStrategy="Auto"',
    );
  }
}

export function checkElasticIps(strategy: string, allocationIds: unknown[], zoneCount: number): void {
  const count = allocationIds.length;
  if (strategy === "None" && count > 0) {
    throw new Error(
      `Elastic IP allocation IDs cannot be specified when NAT Gateway strategy is '${strategy}'.`,
    );
  }
  if (strategy === "Single" && count > 1) {
    throw new Error(`Exactly one Elastic IP may be specified when NAT Gateway strategy is '${strategy}'.`);
  }
  if (strategy === "OnePerAz" && count > 0 && count !== zoneCount) {
    throw new Error(
      "The number of Elastic IPs, if specified, must match the number of availability zones for the VPC " +
        `(${zoneCount}) when NAT Gateway strategy is '${strategy}'`,
    );
  }
  if (!["None", "Single", "OnePerAz"].includes(strategy)) {
    throw new Error(`Unknown NatGatewayStrategy '${strategy}'`);
  }
}

export function checkNatSubnets(strategy: string, subnets: PlannedSubnet[]): void {
  const types = subnets.map((subnet) => subnet.spec.type);
  const routed = types.includes("Private") || types.includes("Isolated");
  if (strategy !== "None" && !(types.includes("Public") && routed)) {
    throw new Error(
      "If NAT Gateway strategy is 'OnePerAz' or 'Single', public subnets must be declared to host the NAT Gateway " +
        "resource, along with private or isolated subnets to route through it.",
    );
  }
}

export function checkNoOverlaps(subnets: PlacedSubnet[]): void {
  const overlapping = subnets.filter((one) =>
    subnets.some((other) => one !== other && overlap(parseBlock(one.cidrBlock), parseBlock(other.cidrBlock))),
  );
  if (overlapping.length === 0) return;
  throw new Error(
    "The following subnets overlap with at least one other subnet. Make the CIDR for the VPC larger, reduce the size " +
      "of the subnets per AZ, or use less Availability Zones:\n\n" +
      overlapping.map(({ nameTag, cidrBlock }, index) => `${index + 1}. ${nameTag}: ${cidrBlock}\n`).join(""),
  );
}

/** Strategy Exact: the subnets, in their order, cover the VPC without a gap. */
export function checkNoGaps(vpcCidr: string, subnets: PlacedSubnet[]): void {
  const vpc = parseBlock(vpcCidr);
  const blocks = subnets.map(({ nameTag, cidrBlock }) => ({
    ...parseBlock(cidrBlock),
    nameTag,
    label: `${nameTag} (${cidrBlock})`,
  }));
  const gaps = blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    if (firstOf(block) === (before === undefined ? firstOf(vpc) : lastOf(before) + 1)) return [];
    return before === undefined
      ? `${block.label} does not start at the beginning of the VPC (${vpcCidr})`
      : `${before.label} <=> ${block.label}`;
  });
  const last = blocks.at(-1);
  if (last !== undefined && lastOf(last) !== lastOf(vpc)) {
    // Of a block, awsx names the last address that a host can have.
    const [end, vpcEnd] = [last, vpc].map((block) => formatAddress(lastOf(block) - 1));
    gaps.push(`${last.nameTag} (ending ${end}) ends before VPC ends (at ${vpcEnd})`);
  }
  if (gaps.length === 0) return;
  throw new Error(`There are gaps in the subnet ranges. Please fix the following gaps: ${gaps.join(", ")}`);
}
