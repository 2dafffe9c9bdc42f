import type * as awsx from "@pulumi/awsx";
import { blockAfter, blockAt, firstOf, overlap, parseBlock } from "./cidr";
import type { Block } from "./cidr";
import type { PlacedSubnet } from "./layout";
import type { SubnetSpec } from "./specs";

export type ResolvedSpec = awsx.types.output.ec2.ResolvedSubnetSpec;

export function toResolvedSpec({ name, cidrBlocks, cidrMask, size, type }: SubnetSpec): ResolvedSpec {
  return { name, cidrBlocks, cidrMask, size, type };
}

/**
 * The specs that would give one zone's subnets with the strategy Auto.
 * @param perZone number of subnets in a zone
 * @param byType the subnets are awsx's own legacy ones. It lists these by type, so that what it takes for the first
 *   zone's are the first zones' private ones.
 */
export function deriveLayout(subnets: PlacedSubnet[], perZone: number, byType: boolean): ResolvedSpec[] {
  const listed = byType ? subnets.toSorted((a, b) => a.spec.type.localeCompare(b.spec.type)) : subnets;
  let previous: Block | undefined;
  return listed.slice(0, perZone).flatMap(({ spec, cidrBlock }) => {
    const block = parseBlock(cidrBlock);
    const gaps = previous === undefined ? [] : gapsBetween(previous, block);
    previous = block;
    return [
      ...gaps.map(({ mask }): ResolvedSpec => ({ type: "Unused", cidrMask: mask })),
      { type: spec.type, cidrMask: block.mask },
    ];
  });
}

/** The widest blocks that fill the space between two blocks. */
function gapsBetween(one: Block, other: Block): Block[] {
  const [start, end] = firstOf(one) < firstOf(other) ? [one, other] : [other, one];
  const gaps: Block[] = [];
  let previous = one;
  let next = blockAfter(start);
  while (next.address < firstOf(end)) {
    let wider = blockAt(next.address, next.mask - 1);
    while (!overlap(wider, previous) && !overlap(wider, end)) {
      next = wider;
      wider = blockAt(next.address, next.mask - 1);
    }
    gaps.push(next);
    previous = next;
    next = blockAfter(next);
  }
  return gaps;
}
