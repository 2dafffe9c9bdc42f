import { type Finding, rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { atLeast, elements, every, judge, not, read, some, unknown, type Verdict } from "../../model/value";

export const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";
const cacheClusterType = "aws:elasticache/cluster:Cluster";

export const cacheMultiAz = rule({
  name: "cache-multi-az",
  description: "A cache goes on with a node in another Availability Zone",
  cannotKnow: "The zones in which AWS places the nodes",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG ELASTICACHE_REPL_GRP_MULTI_AZ_ENABLED", "NAG AEC4", "CKV2_AWS_50"],
  *check(stack) {
    for (const cache of stack.ofType(cacheType)) yield failsOver(cache);
    for (const cache of stack.ofType(cacheClusterType)) {
      // A node that joins a replication group fails over with it.
      if (cache.given("replicationGroupId") === undefined) yield hasOtherNodes(cache);
    }
  },
});

function failsOver(cache: Resource): Finding {
  const isOn = (property: string) => judge(cache.get(property), (value) => value === true);
  return {
    resource: cache,
    verdict: every([
      isOn("automaticFailoverEnabled"),
      isOn("multiAzEnabled"),
      some([
        atLeast(cache.given("numCacheClusters"), 2),
        atLeast(cache.given("replicasPerNodeGroup"), 1),
        everyGroupHasReplica(cache),
      ]),
    ]),
    found: say(cache, ["automaticFailoverEnabled", "multiAzEnabled", ...counts(cache)]),
    required: "both true, and at least 2 nodes, of each node group",
    fix: "set automaticFailoverEnabled and multiAzEnabled to true, and numCacheClusters to 2 or more; with several node groups, replicasPerNodeGroup to 1 or more",
    platformFix: "platform:cache.nodes",
  };
}

/** Whether a cluster that writes its node groups out gives each a replica. */
function everyGroupHasReplica(cache: Resource): Verdict {
  const groups = elements(cache.given("nodeGroupConfigurations"));
  if (groups === unknown) return unknown;
  return groups.length > 0 && every(groups.map((group) => atLeast(read(group, "replicaCount"), 1)));
}

/** The property that says how many nodes a cache has. */
function counts(cache: Resource): string[] {
  const properties = ["nodeGroupConfigurations", "replicasPerNodeGroup", "numCacheClusters"];
  return properties.filter((property) => cache.given(property) !== undefined).slice(0, 1);
}

/** Memcached loses what was on a node and goes on with the others; a single Redis or Valkey has no other. */
function hasOtherNodes(cache: Resource): Finding {
  const isMemcached = judge(cache.get("engine"), (engine) => engine === "memcached");
  return {
    resource: cache,
    verdict: every([
      isMemcached,
      atLeast(cache.get("numCacheNodes"), 2),
      judge(cache.get("azMode"), (mode) => mode === "cross-az"),
    ]),
    found: say(cache, ["engine", "numCacheNodes", "azMode"]),
    required: "a replication group, or with memcached at least 2 nodes over several zones",
    fix:
      not(isMemcached) === true
        ? "make an aws.elasticache.ReplicationGroup with numCacheClusters 2, automaticFailoverEnabled and multiAzEnabled in its place"
        : 'set numCacheNodes to 2 or more and azMode to "cross-az"',
  };
}

function say(cache: Resource, properties: readonly string[]): string {
  return properties.map((property) => `${property} ${show(cache.get(property))}`).join(", ");
}
