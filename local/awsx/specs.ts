import { version } from "@pulumi/awsx/package.json";
import type * as awsx from "@pulumi/awsx";
import type { VpcArgs } from "@pulumi/awsx/ec2";

/** A kind of subnet that every zone has one of. */
export interface SubnetSpec {
  type: "Public" | "Private" | "Isolated";
  name?: string;
  cidrMask: number;
}

/** The arguments that the stand-in serves; the others of the VPC's it hands on to `aws.ec2.Vpc`. */
export type ServedArgs = Pick<
  VpcArgs,
  | "availabilityZoneCidrMask"
  | "availabilityZoneNames"
  | "cidrBlock"
  | "natGateways"
  | "numberOfAvailabilityZones"
  | "tags"
> & { subnetSpecs: SubnetSpec[] };

const SERVED = [
  "availabilityZoneCidrMask",
  "availabilityZoneNames",
  "cidrBlock",
  "enableDnsHostnames",
  "enableDnsSupport",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetSpecs",
  "subnetStrategy",
  "tags",
];
const TYPES = ["Public", "Private", "Isolated"];

/** @throws Error that lists what only the real provider can do, or awsx's own if two subnets would share a name. */
export function servedArgs(args: VpcArgs): ServedArgs {
  const { subnetSpecs = [], subnetStrategy = "Legacy", natGateways = {} } = args;
  const beyond = [
    ...Object.keys(args).filter(
      (name) => !SERVED.includes(name) && args[name as keyof VpcArgs] !== undefined,
    ),
    ...(subnetStrategy === "Auto" ? [] : [`subnetStrategy "${subnetStrategy}"`]),
    ...(subnetSpecs.length > 0 ? [] : ["a VPC without subnetSpecs"]),
    ...subnetSpecs.flatMap((spec, index) => beyondSpec(spec).map((what) => `subnetSpecs[${index}]${what}`)),
    ...Object.keys(natGateways)
      .filter((name) => name !== "strategy")
      .map((name) => `natGateways.${name}`),
  ];
  if (beyond.length > 0) {
    throw new Error(
      `The local stand-in for awsx does not serve ${beyond.join(", ")}: it lays out subnetSpecs of type, name and ` +
        `cidrMask by the subnetStrategy "Auto". The real provider, awsx ${version}, does: run with --providers aws.`,
    );
  }
  checkNames(subnetSpecs);
  return { ...args, subnetSpecs: subnetSpecs as SubnetSpec[] };
}

function beyondSpec(spec: awsx.types.input.ec2.SubnetSpecArgs): string[] {
  return [
    ...Object.keys(spec)
      .filter((name) => !["type", "name", "cidrMask"].includes(name))
      .map((name) => `.${name}`),
    ...(TYPES.includes(spec.type) ? [] : [` of type "${spec.type}"`]),
    ...(spec.cidrMask === undefined ? [" without cidrMask"] : []),
  ];
}

function checkNames(specs: awsx.types.input.ec2.SubnetSpecArgs[]): void {
  for (const type of TYPES) {
    const names = specs.filter((spec) => spec.type === type).map((spec) => spec.name);
    if (new Set(names).size === names.length) continue;
    throw new Error(
      `Invalid subnet specifications:\n - Multiple subnet specs of type "${type.toLowerCase()}" require unique names. ` +
        "You can have at most one unnamed subnet per type. All other subnets of the same type must have " +
        'unique "name" properties to avoid duplicate resource names.',
    );
  }
}
