import { agreed, ofReferenced } from "../../model/candidates";
import { canonicalType } from "../../model/canonical-type";
import type { References, Resource, Stack } from "../../model/stack";
import { elements, every, judge, some, unknown, type Verdict } from "../../model/value";

const vpcType = "aws:ec2/vpc:Vpc";
const defaultVpcType = "aws:ec2/defaultVpc:DefaultVpc";
const subnetType = "aws:ec2/subnet:Subnet";
const tableType = "aws:ec2/routeTable:RouteTable";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const mainAssociationType = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const routeType = "aws:ec2/route:Route";

/** The subnets that the value at a path of a resource names. */
export function subnetsOf(resource: Resource, property: string, ...path: string[]): References {
  return resource.references(subnetType, property, ...path);
}

/**
 * Whether what starts in a subnet gets a public address without asking for one. A default subnet gives them unless it is
 * told not to. Source: Amazon VPC User Guide, "Default VPC components", read 2026-11-25.
 */
export function givesPublicAddresses(subnet: Resource): Verdict {
  const given = subnet.given("mapPublicIpOnLaunch");
  if (given !== undefined || !isDefault(subnet)) return judge(given, (value) => value === true);
  return subnet.get("mapPublicIpOnLaunch") !== false;
}

/** Whether what is in a subnet can be reached from the internet: by a route through an internet gateway. */
export function isPublic(stack: Stack, subnet: Resource): Verdict {
  const { resources: vpcs, complete } = vpcsOf(stack, subnet);
  const associations = stack.referring(associationType, subnet, "subnetId");
  const own = associations.map(({ resource }) => associationLeadsOut(stack, resource, vpcs));
  if (associations.some(({ sure }) => sure === true))
    return some(own.filter((_, at) => associations[at]?.sure === true));
  // Source: Amazon VPC User Guide, "Subnet route tables": a subnet without a table of its own has the VPC's main one.
  const main = vpcs.map((vpc) => mainLeadsOut(stack, vpc));
  const outside: Verdict[] = complete ? [] : [isDefault(subnet) || unknown];
  return agreed([...own, ...main, ...outside]);
}

/** A default subnet names no VPC: it is in the default VPC, which the stack may have taken over. */
function vpcsOf(stack: Stack, subnet: Resource): Pick<References, "resources" | "complete"> {
  if (isDefault(subnet)) {
    const resources = stack.ofType(defaultVpcType);
    return { resources, complete: resources.length > 0 };
  }
  const found = [vpcType, defaultVpcType].map((type) => subnet.references(type, "vpcId"));
  return {
    resources: found.flatMap(({ resources }) => resources),
    complete: found.some(({ complete }) => complete),
  };
}

function isDefault(subnet: Resource): boolean {
  return subnet.source.type === "aws:ec2/defaultSubnet:DefaultSubnet";
}

function associationLeadsOut(stack: Stack, association: Resource, vpcs: readonly Resource[]): Verdict {
  const main = vpcs.find((vpc) => namesMainTable(association, "routeTableId", vpc));
  return main ? mainLeadsOut(stack, main) : tableNamedLeadsOut(stack, association);
}

function tableNamedLeadsOut(stack: Stack, association: Resource): Verdict {
  return ofReferenced(association.references(tableType, "routeTableId"), (table) =>
    tableLeadsOut(stack, table),
  );
}

/** Whether a VPC's main route table leads out: the one that it is given, else the one that it came with. */
function mainLeadsOut(stack: Stack, vpc: Resource): Verdict {
  const given = stack.referring(mainAssociationType, vpc, "vpcId");
  if (given.length > 0) {
    return some(given.map(({ resource, sure }) => every([sure, tableNamedLeadsOut(stack, resource)])));
  }
  const tables = stack.ofType(tableType).filter((table) => namesMainTable(table, "defaultRouteTableId", vpc));
  // Source: Amazon VPC User Guide, "Default VPC components": the main table of a default VPC leads out as AWS makes it.
  if (tables.length === 0 && vpc.type === defaultVpcType) return true;
  const routes = stack.ofType(routeType).filter((route) => namesMainTable(route, "routeTableId", vpc));
  return some([...tables.map((table) => tableLeadsOut(stack, table)), ...routes.map(leadsOut)]);
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
