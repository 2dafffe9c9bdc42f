import { blockAfter, blockAt, formatBlock, nthBlock, overlap, sizeOf } from "./cidr";
import type { Block } from "./cidr";
import type { Slot } from "./slots";
import type { SubnetSpec } from "./specs";

export interface Allocated {
  spec: SubnetSpec;
  cidrBlock: string;
}

/** Lays the subnets of one zone, number `nth` of the VPC's, into the zone's block. */
export type Allocate = (zone: Block, slots: Slot[], nth: number) => Allocated[];

/** The user gives the CIDR blocks, one a zone. */
export const allocateAsGiven: Allocate = (_zone, slots, nth) =>
  slots.flatMap(({ spec }) => {
    const cidrBlock = spec.cidrBlocks?.[nth];
    return cidrBlock === undefined ? [] : { spec, cidrBlock };
  });

/** Strategies Auto, AutoMerge and Exact: each subnet at the first place after the one before. */
export const allocateInOrder: Allocate = (zone, slots) => {
  if (slots.length === 0) throw new Error("No subnets specified");
  const sized = slots.map(({ spec, maskIn }) => ({ spec, mask: maskIn(zone.mask) }));
  const available = sizeOf(zone.mask);
  const required = sized.reduce((sum, { mask }) => sum + sizeOf(mask), 0);
  if (required > available) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${available} addresses, but subnets require ${required} addresses.`,
    );
  }
  let previous: Block | undefined;
  return sized.map(({ spec, mask }) => {
    previous = previous === undefined ? blockAt(zone.address, mask) : blockAfter(previous, mask);
    return { spec, cidrBlock: formatBlock(previous) };
  });
};

/** Strategy Legacy: numbers the subnets of a type from the end of the type before; what overlaps moves on. */
export const allocateByType: Allocate = (zone, slots) => {
  let start = zone;
  let nth = 0;
  let previous: Block = { address: zone.address - 1, mask: 32 };
  return slots.map(({ spec, maskIn }, index) => {
    if (index > 0 && spec.type !== slots[index - 1]?.spec.type) {
      start = nthBlock(previous, previous.mask, 1);
      nth = 0;
    }
    const mask = maskIn(zone.mask);
    const candidate = nthBlock(start, mask, nth);
    nth += 1;
    previous = overlap(previous, candidate) ? blockAfter(previous, mask) : candidate;
    return { spec, cidrBlock: formatBlock(previous) };
  });
};
