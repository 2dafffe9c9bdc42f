import { oncePerStack } from "../../model/analysis";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, some, type Unknown, unknown, type Verdict } from "../../model/value";

const natType = "aws:ec2/natGateway:NatGateway";
const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** A way out: subnets in a zone whose routes lead through a NAT gateway in a zone. */
export interface WayOut {
  /** The route, or the table that has it inside. */
  readonly route: Resource;
  /** Zones of the subnets that take this way. */
  readonly from: readonly (string | Unknown)[];
  /** Zone of the NAT gateway, or `everywhere`. */
  readonly through: string | Unknown;
}

/** Where a regional NAT gateway is: in each zone that the VPC uses. */
const everywhere = "every zone";

export const waysOut = oncePerStack((stack): readonly WayOut[] => {
  const separate = stack.ofType(routeType).flatMap((route) => {
    const { certain, resources } = route.references(tableType, "routeTableId");
    // Where it is not known which table it is, it is not known either whose way out it is.
    return wayOut(stack, route, certain ? resources : unknown, ["natGatewayId"]);
  });
  const inline = stack.ofType(tableType).flatMap((table) => {
    const routes = table.list("routes");
    return routes === unknown
      ? wayOut(stack, table, [table], ["routes"])
      : routes.flatMap((_, at) => wayOut(stack, table, [table], ["routes", at, "natGatewayId"]));
  });
  return [...separate, ...inline];
});

function wayOut(
  stack: Stack,
  route: Resource,
  tables: readonly Resource[] | Unknown,
  [property, ...path]: readonly [string, ...(string | number)[]],
): WayOut[] {
  const nats = route.references(natType, property, ...path);
  if (nats.certain && nats.resources.length === 0) return [];
  const from: readonly (string | Unknown)[] =
    tables === unknown ? [unknown] : tables.flatMap((table) => zonesThatTake(stack, table));
  const places = new Set<string | Unknown>(nats.certain ? nats.resources.map(placeOf) : [unknown]);
  const [through = unknown] = places.size === 1 ? places : [];
  return [{ route, from, through }];
}

/** The zones of the subnets that a route table is of. */
function zonesThatTake(stack: Stack, table: Resource): (string | Unknown)[] {
  return stack
    .referring(associationType, table, "routeTableId")
    .map(({ resource, sure }) => (sure === true ? zoneOfOnly(resource) : unknown));
}

function placeOf(nat: Resource): string | Unknown {
  const mode = nat.get("availabilityMode");
  if (mode === unknown) return unknown;
  return mode === "regional" ? everywhere : zoneOfOnly(nat);
}

/** The zone of the subnet that a resource names; unknown where a preview does not know which of several. */
function zoneOfOnly(resource: Resource): string | Unknown {
  const [subnet] = resource.references(subnetType, "subnetId").sure;
  return subnet ? zoneOf(subnet) : unknown;
}

function zoneOf(subnet: Resource): string | Unknown {
  const zone = subnet.get("availabilityZone");
  return typeof zone === "string" ? zone : unknown;
}

/** Whether a way out is through the zone, whose loss cuts it off. */
export function leadsThrough({ through }: WayOut, zone: string | Unknown): Verdict {
  return through === unknown || zone === unknown ? unknown : through === zone;
}

export const natPerZone = rule({
  name: "nat-gateway-per-zone",
  description: "A subnet reaches the internet through a NAT gateway of its own Availability Zone",
  cannotKnow: "Ways out by a transit gateway, by an instance, or through the NAT gateway of another stack",
  severity: "high",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const way of waysOut(stack)) {
      const { route, from, through } = way;
      yield {
        resource: route,
        verdict: every(from.map((zone) => some([through === everywhere, leadsThrough(way, zone)]))),
        found: `subnets in ${from.map(show).join(", ")} through a NAT gateway in ${show(through)}`,
        required:
          "a NAT gateway in the subnets' own zone: without it, the loss of that zone cuts off this one",
        fix: 'make one NAT gateway for each zone (awsx.ec2.Vpc: natGateways.strategy "OnePerAz")',
      };
    }
  },
});
