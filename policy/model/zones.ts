import type { References } from "./stack";
import { type Unknown, unknown, type Value, type Verdict } from "./value";

const subnetType = "aws:ec2/subnet:Subnet";

interface HasSubnets {
  references(property: string, type: string, ...path: (string | number)[]): References;
}

/** The Availability Zones of the subnets that a property names. */
export interface Zones {
  readonly names: readonly string[];
  /** Whether there are no others: not so while a subnet's zone is unknown or the subnet is not of this stack. */
  readonly complete: boolean;
}

export function zonesOf(resource: HasSubnets, property: string): Zones {
  const subnets = resource.references(property, subnetType);
  const zones: (Value | Unknown)[] = subnets.resources.map((subnet) => subnet.get("availabilityZone"));
  const names = zones.filter((zone) => typeof zone === "string");
  return { names: [...new Set(names)].sort(), complete: subnets.complete && names.length === zones.length };
}

/** Whether there are at least so many zones. */
export function spans(zones: Zones, atLeast: number): Verdict {
  if (!zones.complete) return unknown;
  return zones.names.length >= atLeast;
}
