import { canonicalType, type Resource, type Stack } from "../../model/stack";
import { elements, every, some, unknown, type Verdict } from "../../model/value";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const mainAssociationType = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const routeType = "aws:ec2/route:Route";

/** The subnets that the value at a path of a resource names. */
export function subnetsOf(resource: Resource, property: string, ...path: string[]): readonly Resource[] {
  return resource.references(subnetType, property, ...path).resources;
}

/** Whether what is in a subnet can be reached from the internet: by a route through an internet gateway. */
export function isPublic(stack: Stack, subnet: Resource): Verdict {
  const { resources: vpcs, certain } = subnet.references(vpcType, "vpcId");
  const associations = stack.referring(associationType, subnet, "subnetId").map(({ resource }) => resource);
  if (associations.length > 0) return some(associations.map((it) => associationLeadsOut(stack, it, vpcs)));
  // Source: Amazon VPC User Guide, "Default VPC components": the main table that a default subnet has leads out.
  if (subnet.source.type === "aws:ec2/defaultSubnet:DefaultSubnet") return true;
  // Source: Amazon VPC User Guide, "Subnet route tables": a subnet without a table of its own has the VPC's main one.
  return some(vpcs.map((vpc) => every([certain || unknown, mainLeadsOut(stack, vpc)])));
}

function associationLeadsOut(stack: Stack, association: Resource, vpcs: readonly Resource[]): Verdict {
  const main = vpcs.find((vpc) => namesMainTable(association, "routeTableId", vpc));
  return main
    ? mainLeadsOut(stack, main)
    : some(tablesOf(association).map((table) => tableLeadsOut(stack, table)));
}

function tablesOf(association: Resource): readonly Resource[] {
  return association.references(tableType, "routeTableId").resources;
}

/** Whether a VPC's main route table leads out: the one that it is given, else the one that it came with. */
function mainLeadsOut(stack: Stack, vpc: Resource): Verdict {
  const given = stack.referring(mainAssociationType, vpc, "vpcId");
  if (given.length > 0) {
    return some(given.map(({ resource, sure }) => every([sure, givenLeadsOut(stack, resource)])));
  }
  const tables = stack.ofType(tableType).filter((table) => namesMainTable(table, "defaultRouteTableId", vpc));
  const routes = stack.ofType(routeType).filter((route) => namesMainTable(route, "routeTableId", vpc));
  return some([...tables.map((table) => tableLeadsOut(stack, table)), ...routes.map(leadsOut)]);
}

function givenLeadsOut(stack: Stack, mainAssociation: Resource): Verdict {
  const tables = tablesOf(mainAssociation);
  return tables.length === 0 ? unknown : some(tables.map((table) => tableLeadsOut(stack, table)));
}

/** Whether a property is a VPC's main route table by what the VPC tells of it. */
function namesMainTable(resource: Resource, property: string, vpc: Resource): boolean {
  const id = resource.get(property);
  if (id !== unknown) {
    return id !== undefined && [vpc.get("mainRouteTableId"), vpc.get("defaultRouteTableId")].includes(id);
  }
  // Every table depends on its VPC; what depends on the VPC alone, and is a table, is the main one.
  const origins = resource.source.propertyDependencies[property] ?? [];
  return (
    origins.some(({ urn }) => urn === vpc.urn) &&
    !origins.some(({ type }) => canonicalType(type) === tableType)
  );
}

function tableLeadsOut(stack: Stack, table: Resource): Verdict {
  const routes = stack.referring(routeType, table, "routeTableId");
  return some([
    leadsOutInline(table),
    ...routes.map(({ resource, sure }) => every([sure, leadsOut(resource)])),
  ]);
}

function leadsOut(route: Resource): Verdict {
  return isInternetGateway(route, "gatewayId");
}

function leadsOutInline(table: Resource): Verdict {
  const routes = elements(table.given("routes"));
  if (routes === unknown) return isInternetGateway(table, "routes");
  return some(routes.map((_, at) => isInternetGateway(table, "routes", at, "gatewayId")));
}

/** Whether a value names an internet gateway; one that is still to be made is among what the property depends on. */
function isInternetGateway(resource: Resource, property: string, ...path: (string | number)[]): Verdict {
  const gateway = resource.given(property, ...path);
  if (gateway !== unknown) return typeof gateway === "string" && gateway.startsWith("igw-");
  const gateways = resource.references("aws:ec2/internetGateway:InternetGateway", property, ...path);
  if (gateways.resources.length > 0) return gateways.certain || unknown;
  return gateways.complete ? false : unknown;
}
