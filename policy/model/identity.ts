import type { Resource } from "./resource";
import { unknown, type Value } from "./value";

/** The properties by which other resources, and CloudWatch, call a resource. */
export const identityProperties = [
  "id",
  "arn",
  "name",
  "arnSuffix",
  "bucket",
  "clusterIdentifier",
  "identifier",
  "replicationGroupId",
  "keyId",
];

/** Those of them that a program may give. */
export const namingProperties = ["name", "bucket", "clusterIdentifier", "identifier", "replicationGroupId"];

/** What a resource is called by. */
export function identitiesOf(resource: Resource): string[] {
  const names = identityProperties.map((property) => resource.get(property));
  return [...new Set([...names, ...membersOf(resource)].filter((name) => typeof name === "string"))];
}

/** The nodes of a replication group, which CloudWatch counts by; ElastiCache numbers them from one. */
function membersOf(resource: Resource): readonly Value[] {
  const members = resource.list("memberClusters");
  if (members !== unknown) return members;
  const [group, nodes] = [resource.get("replicationGroupId"), resource.get("numCacheClusters")];
  if (typeof group !== "string" || typeof nodes !== "number") return [];
  return Array.from({ length: nodes }, (_, at) => `${group}-${String(at + 1).padStart(3, "0")}`);
}
