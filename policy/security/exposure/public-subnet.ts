import type { Resource, Stack } from "../../model/stack";
import { elements, judge, read, some, unknown, type Verdict } from "../../model/value";

const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** The subnets that the value at a path of a resource names. */
export function subnetsOf(resource: Resource, property: string, ...path: string[]): readonly Resource[] {
  return resource.references(subnetType, property, ...path).resources;
}

/** Whether what is in a subnet can be reached from the internet: by a route through an internet gateway. */
export function isPublic(stack: Stack, subnet: Resource): Verdict {
  const tables = stack
    .referring(associationType, subnet, "subnetId")
    .flatMap(({ resource }) => resource.references(tableType, "routeTableId").resources);
  return some(tables.flatMap((table) => [leadsOutInline(table), ...routesOf(stack, table)]));
}

function routesOf(stack: Stack, table: Resource): Verdict[] {
  return stack
    .referring("aws:ec2/route:Route", table, "routeTableId")
    .map(({ resource, sure }): Verdict => (leadsOut(resource) ? sure || unknown : false));
}

function leadsOut(route: Resource): boolean {
  const gateway = route.given("gatewayId");
  // A route through an internet gateway that is still to be made depends on it; other gateways are never unknown and given.
  if (gateway !== unknown) return typeof gateway === "string" && gateway.startsWith("igw-");
  return route.references("aws:ec2/internetGateway:InternetGateway", "gatewayId").resources.length > 0;
}

function leadsOutInline(table: Resource): Verdict {
  const routes = elements(table.given("routes"));
  if (routes === unknown) return unknown;
  return some(
    routes.map((route) =>
      judge(read(route, "gatewayId"), (gateway) => typeof gateway === "string" && gateway.startsWith("igw-")),
    ),
  );
}
