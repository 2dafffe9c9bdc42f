import type { Resource } from "./stack";
import { unknown, type Verdict } from "./value";

const subnetType = "aws:ec2/subnet:Subnet";

/** The Availability Zones of the subnets that a property names. */
export interface Zones {
  readonly names: readonly string[];
  /** Whether there are no others: not so while a subnet's zone is unknown or the subnet is not of this stack. */
  readonly complete: boolean;
  /** How many zones there can be at most: as many as subnets, which are counted before they are known. */
  readonly atMost: number;
}

export function zonesOf(resource: Resource, property: string, ...path: (string | number)[]): Zones {
  const listed = resource.list(property, ...path);
  const subnets = resource.references(subnetType, property, ...path);
  const zones = subnets.resources.map((subnet) => subnet.get("availabilityZone"));
  const names = zones.filter((zone) => typeof zone === "string");
  return {
    names: [...new Set(names)].sort(),
    // That a value which is not known comes from no subnet of the stack does not say that there is none.
    complete: subnets.complete && names.length === zones.length && (names.length > 0 || listed !== unknown),
    atMost: listed === unknown ? Infinity : listed.length,
  };
}

/** The zones of an Auto Scaling group, which names subnets or, in a default VPC, the zones themselves. */
export function zonesOfGroup(group: Resource): Zones {
  const named = group.given("availabilityZones");
  if (!Array.isArray(named) || !named.every((zone) => typeof zone === "string")) {
    return zonesOf(group, "vpcZoneIdentifiers");
  }
  const names = [...new Set(named)].sort();
  return { names, complete: true, atMost: names.length };
}

/** Whether there are at least so many zones. */
export function spans(zones: Zones, atLeast: number): Verdict {
  if (zones.atMost < atLeast) return false;
  if (!zones.complete) return unknown;
  return zones.names.length >= atLeast;
}
