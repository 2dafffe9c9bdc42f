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

/** Prefix lengths of the subnets of each zone. */
export interface SubnetMasks {
  readonly public: number;
  readonly private: number;
  readonly isolated: number;
}

/** How far an instance refresh may exceed the group's size: its maximum healthy percentage is 110. */
export const replacementShare = 0.1;
/** Room for the interface endpoints that instances use: Systems Manager takes three, logs, metrics, traces, keys. */
export const interfaceEndpoints = 10;
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
 */
export function subnetMasks(vpcMask: number, availabilityZones: number): SubnetMasks {
  const zone = vpcMask + Math.ceil(Math.log2(availabilityZones));
  return { public: zone + 2, private: zone + 1, isolated: zone + 2 };
}

/** Addresses of a block with this prefix length. */
export function addressesIn(mask: number): number {
  return 2 ** (32 - mask);
}
