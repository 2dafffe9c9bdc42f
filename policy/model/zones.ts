import type { Resource } from "./stack";
import { unknown, type Verdict } from "./value";

const subnetType = "aws:ec2/subnet:Subnet";

/** The Availability Zones of the subnets that a property names. */
export interface Zones {
  readonly names: readonly string[];
  /** Whether there are no others: not so while a subnet's zone is unknown or the subnet is not of this stack. */
  readonly complete: boolean;
}

export function zonesOf(resource: Resource, property: string, ...path: (string | number)[]): Zones {
  const subnets = resource.references(subnetType, property, ...path);
  const zones = subnets.resources.map((subnet) => subnet.get("availabilityZone"));
  const names = zones.filter((zone) => typeof zone === "string");
  return { names: [...new Set(names)].sort(), complete: subnets.complete && names.length === zones.length };
}

/** Whether there are at least so many zones. */
export function spans(zones: Zones, atLeast: number): Verdict {
  if (zones.names.length >= atLeast && zones.complete) return true;
  return zones.complete ? false : unknown;
}
