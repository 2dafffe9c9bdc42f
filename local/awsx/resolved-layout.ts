import type * as awsx from "@pulumi/awsx";
import { firstOf, lastOf, parseBlock, sizeOf } from "./cidr";
import type { PlacedSubnet } from "./layout";
import type { SubnetSpec } from "./specs";

export type ResolvedSpec = awsx.types.output.ec2.ResolvedSubnetSpec;

export function toResolvedSpec({ name, cidrBlocks, cidrMask, size, type }: SubnetSpec): ResolvedSpec {
  return { name, cidrBlocks, cidrMask, size, type };
}

/**
 * The specs that give one zone's subnets with the strategy Auto.
 * @param perZone number of subnets in a zone
 * @param own the subnets are awsx's own legacy ones. It lists these by type, so that what it takes for the first
 *   zone's are the first zones' private ones.
 */
export function deriveLayout(subnets: PlacedSubnet[], perZone: number, own: boolean): ResolvedSpec[] {
  const listed = own ? subnets.toSorted((a, b) => a.spec.type.localeCompare(b.spec.type)) : subnets;
  let end: number | undefined;
  return listed.slice(0, perZone).flatMap(({ spec, cidrBlock }) => {
    const block = parseBlock(cidrBlock);
    const gaps = masksBetween(end ?? firstOf(block), firstOf(block));
    end = lastOf(block) + 1;
    return [
      ...gaps.map((cidrMask): ResolvedSpec => ({ type: "Unused", cidrMask })),
      { type: spec.type, cidrMask: block.mask },
    ];
  });
}

/** Masks of the widest blocks that fill the addresses from `start` to `end`. */
function masksBetween(start: number, end: number): number[] {
  if (start >= end) return [];
  let mask = 32;
  while (start % sizeOf(mask - 1) === 0 && start + sizeOf(mask - 1) <= end) mask -= 1;
  return [mask, ...masksBetween(start + sizeOf(mask), end)];
}
