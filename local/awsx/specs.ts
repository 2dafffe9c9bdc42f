import type * as awsx from "@pulumi/awsx";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { parseBlock, sizeOf } from "./cidr";

export type Strategy = NonNullable<VpcArgs["subnetStrategy"]>;
export type SubnetSpec = awsx.types.input.ec2.SubnetSpecArgs;

/** The size of a subnet by its mask. */
const validSizes = Array.from({ length: 31 }, (_, mask) => sizeOf(mask));

/** Does the user give the CIDR blocks? Then all specs have them. */
export function hasBlocks(specs: SubnetSpec[]): boolean {
  return specs.some((spec) => spec.cidrBlocks !== undefined);
}

/** Are the subnets allocated in awsx's old way? */
export function isLegacy(strategy: Strategy | undefined, specs: SubnetSpec[] | undefined): boolean {
  return strategy === undefined || strategy === "Legacy" || (strategy === "Exact" && specs === undefined);
}

/**
 * Fills in `cidrMask` and `size`, each from the other.
 * @throws Error that lists every contradiction, in awsx's words.
 */
export function normalizeSpecs(specs: SubnetSpec[], zoneCount: number, strategy: Strategy): SubnetSpec[] {
  const explicit = hasBlocks(specs);
  if (explicit && strategy === "AutoMerge") {
    throw new Error(
      'subnetStrategy="AutoMerge" does not support subnetSpecs with explicit cidrBlocks. ' +
        'Use subnetStrategy="Auto" or "Exact" to fully specify the subnet layout.',
    );
  }
  const issues = [
    ...duplicateNames(specs),
    ...invalidSizes(specs),
    ...specs.flatMap(
      (spec, index) => (explicit ? explicitIssue(spec, index, zoneCount) : sizeIssue(spec)) ?? [],
    ),
  ];
  if (issues.length > 0) throw new Error(`Invalid subnet specifications:\n - ${issues.join("\n - ")}`);
  return explicit ? specs : specs.map((spec) => ({ ...spec, ...maskAndSize(spec) }));
}

function maskAndSize({ cidrMask, size }: SubnetSpec) {
  const mask = cidrMask ?? (size === undefined ? undefined : validSizes.indexOf(size));
  return { cidrMask: mask, size: mask === undefined ? undefined : validSizes[mask] };
}

function duplicateNames(specs: SubnetSpec[]): string[] {
  return [...new Set(specs.map((spec) => spec.type))].flatMap((type) => {
    const names = specs.filter((spec) => spec.type === type).map((spec) => spec.name);
    if (new Set(names).size === names.length) return [];
    return (
      `Multiple subnet specs of type "${type.toLowerCase()}" require unique names. ` +
      "You can have at most one unnamed subnet per type. All other subnets of the same type must have " +
      'unique "name" properties to avoid duplicate resource names.'
    );
  });
}

function invalidSizes(specs: SubnetSpec[]): string[] {
  const invalid = specs.flatMap(({ size }) => (size === undefined || validSizes.includes(size) ? [] : size));
  if (invalid.length === 0) return [];
  return [
    `The following subnet sizes are invalid: ${invalid.join(", ")}. Valid sizes are: ${validSizes.join(", ")}.`,
  ];
}

function sizeIssue(spec: SubnetSpec): string | undefined {
  const { cidrMask, size } = maskAndSize(spec);
  if (spec.size === undefined || size === undefined || spec.size === size) return undefined;
  return `Subnet size ${spec.size} does not match the expected size for a /${cidrMask} subnet (${size}).`;
}

function explicitIssue({ cidrBlocks, cidrMask, size }: SubnetSpec, index: number, zoneCount: number) {
  if (cidrBlocks === undefined) {
    return "If any subnet spec has explicit cidrBlocks, all subnets must have explicit cidrBlocks.";
  }
  if (cidrBlocks.length !== zoneCount) {
    return `The number of CIDR blocks in subnetSpecs[${index}] must match the number of availability zones (${zoneCount}).`;
  }
  const masks = cidrBlocks.map((block) => parseBlock(block).mask);
  if (cidrMask !== undefined && masks.some((mask) => mask !== cidrMask)) {
    return `The cidrMask in subnetSpecs[${index}] must match all cidrBlocks or be left undefined.`;
  }
  if (size !== undefined && masks.some((mask) => sizeOf(mask) !== size)) {
    return `The size in subnetSpecs[${index}] must match all cidrBlocks or be left undefined.`;
  }
  return undefined;
}
