import type { Json } from "../../cloud/properties";
import type { Service, Subject } from "./service";

export const elasticache: Service = {
  modules: ["elasticache"],
  lowerCase: true,
  types: {
    "elasticache/parameterGroup": { replaces: { family: true } },
    "elasticache/replicationGroup": {
      longestName: 40,
      outputs: {
        memberClusters: membersOf,
        primaryEndpointAddress: "master.{id}.{dig6}.{region}.cache.amazonaws.com",
        readerEndpointAddress: "replica.{id}.{dig6}.{region}.cache.amazonaws.com",
      },
      volatile: ["engineVersionActual", "memberClusters"],
      replaces: { engine: false, replicasPerNodeGroup: false },
      taken: "ReplicationGroupAlreadyExists",
    },
    "elasticache/subnetGroup": {
      namedBy: {
        arguments: ["subnetGroupName"],
        missing: "CacheSubnetGroupNotFoundFault: {} does not exist.",
      },
      inUse: "CacheSubnetGroupInUse",
    },
  },
};

/** `cache-001`, or with several shards `cache-0001-001`. */
function membersOf({ id, inputs }: Subject): string[] {
  const numberOf = (value: Json | undefined): number => (typeof value === "number" ? value : 0);
  const shards = Math.min(numberOf(inputs.numNodeGroups) || 1, 500);
  const nodes = Math.min(numberOf(inputs.numCacheClusters) || numberOf(inputs.replicasPerNodeGroup) + 1, 6);
  const numbers = (count: number, digits: number): string[] =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, "0"));
  if (shards === 1) return numbers(nodes, 3).map((node) => `${id}-${node}`);
  return numbers(shards, 4).flatMap((shard) => numbers(nodes, 3).map((node) => `${id}-${shard}-${node}`));
}
