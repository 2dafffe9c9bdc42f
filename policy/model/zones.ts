import type { Resource } from "./stack";
import { unknown, type Verdict } from "./value";

const subnetType = "aws:ec2/subnet:Subnet";

/** The Availability Zones of the subnets that a property names. */
export interface Zones {
  /** Those of which it is sure. */
  readonly names: readonly string[];
  /** Whether there are no others: not so while a subnet's zone is unknown or the subnet is not of this stack. */
  readonly complete: boolean;
  /** How many zones there can be at most, whichever subnets are meant. */
  readonly atMost: number;
}

export function zonesOf(resource: Resource, property: string, ...path: (string | number)[]): Zones {
  const listed = resource.list(property, ...path);
  const { sure, resources, certain, complete } = resource.references(subnetType, property, ...path);
  const names = sure.map(zoneOf).filter((zone) => typeof zone === "string");
  // Of every choice among the candidates none has more zones than they have all together.
  const possible = new Set(resources.map((subnet) => namedZone(subnet) ?? subnet));
  return {
    names: [...new Set(names)].sort(),
    complete: certain && complete && names.length === sure.length,
    atMost: Math.min(listed === unknown ? Infinity : listed.length, complete ? possible.size : Infinity),
  };
}

function zoneOf(subnet: Resource) {
  return subnet.get("availabilityZone");
}

function namedZone(subnet: Resource): string | undefined {
  const zone = zoneOf(subnet);
  return typeof zone === "string" ? zone : undefined;
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
  if (zones.names.length >= atLeast) return true;
  return zones.complete ? false : unknown;
}
