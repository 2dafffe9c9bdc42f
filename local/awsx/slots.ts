import type { Strategy, SubnetSpec } from "./specs";

/** A subnet of every zone, and the mask it gets there. */
export interface Slot {
  spec: SubnetSpec;
  maskIn: (zoneMask: number) => number;
}

/** The subnets of each zone in the order of their allocation; without specs, the two that awsx makes by itself. */
export function slotsFor(strategy: Strategy, specs: SubnetSpec[] | undefined): Slot[] {
  if (specs === undefined) {
    return strategy === "Auto" || strategy === "AutoMerge" ? ownSlots(checkedMask) : ownSlots((mask) => mask);
  }
  if (strategy === "AutoMerge") return merge(ownSlots(checkedMask), specs);
  if (strategy !== "Legacy") return specs.map((spec) => evenSlot(spec, specs.length));
  return ["Private", "Public", "Isolated"].flatMap((type) =>
    specs.filter((spec) => spec.type === type).map((spec) => legacySlot(spec, specs.length)),
  );
}

/** Bits that number `count` things. */
export function bitsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(count, 1)));
}

/** A private subnet on half of each zone and a public one on a quarter. */
function ownSlots(adjust: (zoneMask: number) => number): Slot[] {
  return [
    { spec: { type: "Private" }, maskIn: (zoneMask) => adjust(zoneMask) + 1 },
    { spec: { type: "Public" }, maskIn: (zoneMask) => adjust(zoneMask) + 2 },
  ];
}

/** At most the first /16 of a zone, and never a subnet smaller than AWS allows. */
function checkedMask(zoneMask: number): number {
  if (zoneMask > 26) {
    throw new Error(
      `Automatic subnet creation requires a VPC with at least /26 available per AZ, but only /${zoneMask} is available.` +
        "If you do need very small subnets, please specify them explicitly.",
    );
  }
  return Math.max(zoneMask, 16);
}

function evenSlot(spec: SubnetSpec, count: number): Slot {
  return { spec, maskIn: (zoneMask) => spec.cidrMask ?? zoneMask + bitsFor(count) };
}

const legacyMasks: Record<string, number> = { Private: 19, Public: 20, Isolated: 24 };

function legacySlot(spec: SubnetSpec, count: number): Slot {
  const sharedBits = count === 1 ? 0 : 1;
  return {
    spec,
    maskIn: (zoneMask) => spec.cidrMask ?? Math.max(zoneMask + sharedBits, legacyMasks[spec.type] ?? 0),
  };
}

/** An unnamed spec replaces awsx's own subnet of its type; the others come after. */
function merge(own: Slot[], specs: SubnetSpec[]): Slot[] {
  const unnamed = specs.filter((spec) => spec.name === undefined);
  const replacements = own.map((slot) => unnamed.find((spec) => spec.type === slot.spec.type));
  const further = specs.filter((spec) => !replacements.includes(spec));
  const even = (spec: SubnetSpec) => evenSlot(spec, own.length + further.length);
  return [
    ...own.map((slot, index) => (replacements[index] === undefined ? slot : even(replacements[index]))),
    ...further.map(even),
  ];
}
