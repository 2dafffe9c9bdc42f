import { cacheNodeTypes, cacheOf, type Workload } from "../../../capacity";
import { show } from "../../model/show";
import { type Finding, rule, type Rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { unknown } from "../../model/value";
import { cacheType } from "../availability/cache";
import { knownFamilies, unjudged } from "./answer";
import { byDeclared, type WorkloadConfig, workloadSettings } from "./declared";
import { declaredDataBy } from "./found";

export const cacheHoldsSessions: Rule<WorkloadConfig> = rule({
  name: "cache-holds-sessions",
  description: "A cache has memory for the sessions of the declared peak, beside its reserve",
  cannotKnow:
    "How large a session really is; what else is kept in the cache; node types that the catalogue lacks",
  severity: "critical",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    yield* byDeclared(declaredDataBy(stack, config), { stack, types: [cacheType] }, ({ workload }) =>
      judgeCaches(stack, workload),
    );
  },
});

function* judgeCaches(stack: Stack, workload: Workload): Iterable<Finding> {
  for (const cache of stack.ofType(cacheType)) {
    const nodeType = cache.get("nodeType");
    const type = cacheNodeTypes.find(({ name }) => name === nodeType);
    if (!type && nodeType !== unknown) {
      const obstacle = `nodeType ${show(nodeType)}, which the model's catalogue lacks`;
      yield { resource: cache, ...unjudged(obstacle, "nodes", "sessions", knownNodes) };
      continue;
    }
    // While the type is unknown the plan's own gives the figures.
    const plan = cacheOf(workload, { nodes: 1, ...(type && { nodeType: type.name }) });
    const usableGb = plan.usableGb * shardsOf(cache);
    yield {
      resource: cache,
      verdict: nodeType === unknown ? unknown : usableGb >= plan.memoryGb,
      found: `${show(nodeType)}: a node holds ${usableGb.toFixed(2)} GB beside the quarter that ElastiCache keeps`,
      required: `${plan.memoryGb} GB: ${plan.sessions} sessions of ${workload.sessionKb} KB, with the buffer or below the alarm`,
      fix: "take a larger nodeType; AWS changes it online",
      platformFix: "platform:cache.nodeType, or leave it to the plan",
    };
  }
}

const knownNodes = knownFamilies("nodeType", cacheNodeTypes, "cache-nodes.ts");

/** Parts that a cache spreads its keys over. */
function shardsOf(cache: Resource): number {
  const shards = cache.number("numNodeGroups");
  return typeof shards === "number" && shards > 1 ? shards : 1;
}
