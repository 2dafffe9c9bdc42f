import type { VpcArgs } from "@pulumi/awsx/ec2";
import { allocateAsGiven, allocateByType, allocateInOrder } from "./allocation";
import { checkNoGaps, checkNoOverlaps } from "./checks";
import { nthBlock, parseBlock } from "./cidr";
import { deriveLayout, toResolvedSpec } from "./resolved-layout";
import type { ResolvedSpec } from "./resolved-layout";
import { bitsFor, slotsFor } from "./slots";
import { hasBlocks, isLegacy, normalizeSpecs } from "./specs";
import type { SubnetSpec } from "./specs";

export interface PlannedSubnet {
  spec: SubnetSpec;
  /** Index of the zone in the list of zones. */
  zone: number;
  /** Logical name of the subnet and of what belongs to it. */
  name: string;
  /** The tag `Name`: the logical name, unless `subnetNameTagStrategy` asks for the zone in it. */
  nameTag: string;
}

export interface PlacedSubnet extends PlannedSubnet {
  cidrBlock: string;
}

export interface Placement {
  /** CIDR block of each planned subnet, in the order of the plan. */
  cidrBlocks: string[];
  /** What the component returns as `subnetLayout`. */
  layout: ResolvedSpec[];
}

export interface SubnetPlan {
  /** The subnets of every zone, those of type Unused included. */
  subnets: PlannedSubnet[];
  /** @throws Error if the VPC's CIDR block cannot hold the subnets, worded as awsx words it. */
  place: (vpcCidr: string) => Placement;
}

type LayoutArgs = Pick<
  VpcArgs,
  "availabilityZoneCidrMask" | "subnetNameTagStrategy" | "subnetSpecs" | "subnetStrategy"
>;

/**
 * Which subnets `awsx.ec2.Vpc` makes, and where they lie once the VPC's CIDR block is known. It follows awsx 3.9
 * in its oddities too: a subnet that moves when the real component takes over is a subnet replaced.
 * @throws Error if the specs contradict themselves, worded as awsx words it.
 */
export function planSubnets(vpcName: string, zones: string[], args: LayoutArgs): SubnetPlan {
  const strategy = args.subnetStrategy ?? "Legacy";
  const legacy = isLegacy(strategy, args.subnetSpecs);
  const specs = args.subnetSpecs && normalizeSpecs(args.subnetSpecs, zones.length, strategy);
  const slots = slotsFor(strategy, specs);
  const allocate = legacy ? allocateByType : specs && hasBlocks(specs) ? allocateAsGiven : allocateInOrder;

  const plan = (spec: SubnetSpec, zone: number): PlannedSubnet => {
    const prefix = `${vpcName}-${spec.name ?? spec.type.toLowerCase()}`;
    const name = `${prefix}-${zone + 1}`;
    // The zone without its region: 1a for us-east-1a, 2-lax-1a for us-west-2-lax-1a.
    const shortZone = zones[zone]?.replace(/^[a-z]{2}(-[a-z]+)+-/, "") ?? "";
    const nameTag = args.subnetNameTagStrategy === "AvailabilityZone" ? `${prefix}-${shortZone}` : name;
    return { spec, zone, name, nameTag };
  };

  function place(vpcCidr: string): Placement {
    const vpc = parseBlock(vpcCidr);
    const zoneMask = (legacy ? undefined : args.availabilityZoneCidrMask) ?? vpc.mask + bitsFor(zones.length);
    const subnets = zones.flatMap((_, zone) =>
      allocate(nthBlock(vpc, zoneMask, zone), slots, zone).map(({ spec, cidrBlock }): PlacedSubnet => ({
        ...plan(spec, zone),
        cidrBlock,
      })),
    );
    checkNoOverlaps(subnets);
    if (strategy === "Exact") checkNoGaps(vpcCidr, subnets);
    const inOrder = strategy === "Auto" || strategy === "Exact";
    return {
      cidrBlocks: subnets.map(({ cidrBlock }) => cidrBlock),
      layout:
        inOrder && specs ? specs.map(toResolvedSpec) : deriveLayout(subnets, slots.length, legacy && !specs),
    };
  }

  return { subnets: zones.flatMap((_, zone) => slots.map(({ spec }) => plan(spec, zone))), place };
}
