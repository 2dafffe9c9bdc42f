import { blocks, text, type Json, type Properties } from "../../cloud/properties";
import { lowerCase, mapText } from "./normal-forms";
import type { Service, Subject } from "./service";

export const elasticache: Service = {
  modules: ["elasticache"],
  lowerCase: true,
  types: {
    "elasticache/parameterGroup": {
      replaces: { family: true },
      normalises: { parameters: { to: asRead, suppressed: false } },
    },
    "elasticache/replicationGroup": {
      longestName: 40,
      normalises: { maintenanceWindow: lowerCase, replicationGroupId: lowerCase },
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
    "elasticache/user": {
      // The provider compares texts: https://github.com/hashicorp/terraform-provider-aws/issues/20334, read 2026-11-28.
      normalises: { accessString: { to: (value) => mapText(value, simplified), suppressed: false } },
    },
  },
};

/** Defaults of the families of Valkey and Redis OSS: ElastiCache User Guide, "Managing reserved memory", read 2026-11-28. */
const parameterDefaults: Properties = { "reserved-memory-percent": "25" };

/**
 * The parameters that the provider reads back, those whose source is `user` (`elasticache/parameter_group.go`, read 2026-11-28).
 * Whether AWS calls a parameter the user's that has its default's value, no document says; RDS does not.
 */
function asRead(parameters: Json): Json {
  return blocks(parameters).filter(({ name, value }) => parameterDefaults[text(name)] !== value);
}

/** Other words for the same rules. Source: https://valkey.io/topics/acl/, "ACL rules", read 2026-11-28. */
const synonyms: Readonly<Record<string, string>> = {
  allkeys: "~*",
  allchannels: "&*",
  allcommands: "+@all",
  nocommands: "-@all",
};

/** An access string without what says nothing: every command of `@admin` is `@dangerous` as well, so that one covers the other. */
function simplified(access: string): string {
  const rules = access
    .trim()
    .split(/\s+/)
    .map((rule) => synonyms[rule] ?? rule);
  const isCovered = (rule: string, at: number): boolean =>
    rules.indexOf(rule) !== at || (rule === "-@admin" && rules.includes("-@dangerous"));
  return rules.filter((rule, at) => !isCovered(rule, at)).join(" ");
}

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
