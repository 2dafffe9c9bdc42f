import { roundUp } from "./arithmetic";

/** Addresses that the private subnet of one Availability Zone must hold. */
export interface SubnetAddresses {
  /** This zone's share of the ceiling when another zone is lost. */
  readonly instances: number;
  /** Instances that an instance refresh starts before it stops the old ones. */
  readonly replacements: number;
  /** Interface endpoints, one address each. */
  readonly endpoints: number;
  /** Kept by AWS in every subnet. */
  readonly reserved: number;
  readonly total: number;
}

/** Prefix lengths of each zone's block and of the subnets in it. */
export interface SubnetMasks {
  readonly zone: number;
  readonly public: number;
  readonly private: number;
  readonly isolated: number;
}

/** How far an instance refresh may exceed the group's size: its maximum healthy percentage is 110. */
export const replacementShare = 0.1;
/** Room for the interface endpoints that instances use: Systems Manager takes three, logs, metrics, traces, keys. */
const interfaceEndpoints = 10;
const reservedBySubnet = 5;

/** @param ceiling most instances of the group, over all zones. */
export function subnetAddresses(ceiling: number, availabilityZones: number): SubnetAddresses {
  const instances = roundUp(ceiling / (availabilityZones - 1));
  const replacements = roundUp(instances * replacementShare);
  return {
    instances,
    replacements,
    endpoints: interfaceEndpoints,
    reserved: reservedBySubnet,
    total: instances + replacements + interfaceEndpoints + reservedBySubnet,
  };
}

/**
 * Divides a VPC: equal blocks for the zones, of each one half private, a quarter public, a quarter isolated.
 * @param vpcMask prefix length of the VPC, 16-20.
 * @param layoutZones zones that there is room for, whether they are in use or not.
 */
export function subnetMasks(vpcMask: number, layoutZones: number): SubnetMasks {
  const zone = vpcMask + Math.log2(zoneBlocks(layoutZones));
  return { zone, public: zone + 2, private: zone + 1, isolated: zone + 2 };
}

/** Blocks that a VPC is divided into for so many zones: 2, 4 or 8. Layouts of as many blocks are the same. */
export function zoneBlocks(layoutZones: number): number {
  return 2 ** Math.ceil(Math.log2(layoutZones));
}

/** Addresses of a block with this prefix length. */
export function addressesIn(mask: number): number {
  return 2 ** (32 - mask);
}
