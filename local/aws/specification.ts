import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Resource, SpecDatabase } from "@aws-cdk/service-spec-types";
import { nameProperty } from "./names";
import { keyOf, schemaOf } from "./schema";
import { recordOf, serviceOf } from "./services";

let database: SpecDatabase | undefined;
const resources = new Map<string, Resource | undefined>();

/** AWS's own specification of a type; undefined where it has none. The first call loads it, which takes half a second. */
export function specificationOf(type: string): Resource | undefined {
  if (!resources.has(type)) resources.set(type, find(type));
  return resources.get(type);
}

function find(type: string): Resource | undefined {
  database ??= loadAwsServiceSpecSync();
  const [module = "", file = ""] = keyOf(type).split("/");
  const services = (serviceOf(type)?.cloudFormation ?? [module]).map((name) => name.toLowerCase());
  const wanted = (recordOf(type).cloudFormation ?? file).toLowerCase();
  const candidates = database
    .all("resource")
    .filter(({ cloudFormationType }) =>
      services.includes(cloudFormationType.split("::")[1]?.toLowerCase() ?? ""),
    )
    .map((resource) => ({ resource, name: resource.name.toLowerCase() }))
    .sort((a, b) => a.name.length - b.name.length);
  const match =
    candidates.find(({ name }) => name === wanted) ??
    candidates.find(({ name }) => name.endsWith(wanted)) ??
    candidates.findLast(({ name }) => wanted.endsWith(name));
  return match?.resource;
}

/** Whether AWS replaces a resource of this type when this property changes. */
export function causesReplacement(type: string, property: string): boolean {
  const { immutable, replaces } = recordOf(type);
  const exception = immutable ?? replaces?.[property];
  if (exception !== undefined) return exception;
  const name = nameProperty(type);
  if (property === name || property === `${name ?? ""}Prefix`) return true;
  const specification = specificationOf(type);
  const match = Object.entries(specification?.properties ?? {}).find(([other]) =>
    isSame(other, property, type),
  );
  if (match !== undefined) return match[1].causesReplacement === "yes";
  return /\(forces new resource/i.test(schemaOf(type).outputs.get(property)?.doc ?? "");
}

/** CloudFormation's `DBClusterIdentifier`, `CacheNodeType`, `Type` are Pulumi's `clusterIdentifier`, `nodeType`, `loadBalancerType`. */
function isSame(cloudFormation: string, pulumi: string, type: string): boolean {
  const [longer = "", shorter = ""] = [cloudFormation, pulumi]
    .map((name) => name.toLowerCase())
    .sort((a, b) => b.length - a.length);
  const prefix = longer.slice(0, longer.length - shorter.length);
  const owner = (specificationOf(type)?.cloudFormationType ?? "").replaceAll("::", "").toLowerCase();
  return longer.endsWith(shorter) && owner.includes(prefix);
}
