import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, type Unknown, unknown, type Verdict } from "../../model/value";

const natType = "aws:ec2/natGateway:NatGateway";
const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** A way out: subnets in a zone whose routes lead through a NAT gateway in a zone. */
export interface WayOut {
  readonly route: Resource;
  /** Zones of the subnets that take this way. */
  readonly from: readonly (string | Unknown)[];
  /** Zone of the NAT gateway. */
  readonly through: string | Unknown;
}

export function waysOut(stack: Stack): WayOut[] {
  return stack.ofType(routeType).flatMap((route) => {
    const nats = route.references(natType, "natGatewayId");
    const [nat] = nats.resources;
    if (!nat) return [];
    const tables = route.references(tableType, "routeTableId").resources;
    const associations = tables.flatMap((table) => stack.referring(associationType, table, "routeTableId"));
    const subnets = associations.flatMap(
      ({ resource }) => resource.references(subnetType, "subnetId").resources,
    );
    const [natSubnet] = nat.references(subnetType, "subnetId").resources;
    return [{ route, from: subnets.map(zoneOf), through: natSubnet ? zoneOf(natSubnet) : unknown }];
  });
}

function zoneOf(subnet: Resource): string | Unknown {
  const zone = subnet.get("availabilityZone");
  return typeof zone === "string" ? zone : unknown;
}

export const natPerZone = rule({
  name: "nat-gateway-per-zone",
  description: "A subnet reaches the internet through a NAT gateway of its own Availability Zone",
  severity: "high",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const { route, from, through } of waysOut(stack)) {
      const same = (zone: string | Unknown): Verdict =>
        zone === unknown || through === unknown ? unknown : zone === through;
      yield {
        resource: route,
        verdict: every(from.map(same)),
        found: `subnets in ${from.map(show).join(", ")} through a NAT gateway in ${show(through)}`,
        required:
          "a NAT gateway in the subnets' own zone: without it, the loss of that zone cuts off this one",
        fix: 'make one NAT gateway for each zone (awsx.ec2.Vpc: natGateways.strategy "OnePerAz")',
      };
    }
  },
});
