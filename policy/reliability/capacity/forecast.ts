import {
  cacheNodeTypes,
  type CapacityPlan,
  type LimitName,
  planCapacity,
  type Sizing,
} from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import type { Stack } from "../../model/stack";
import { unknown } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterType, databaseType } from "../availability/database";
import { groupType } from "../availability/group";
import { byDeclared, type Declared, type WorkloadConfig, workloadSettings } from "./declared";
import { answerOf } from "./answer";
import { databaseFound, declaredDataBy, mostInstances } from "./found";

interface ForecastConfig extends WorkloadConfig {
  readonly months: number;
}

/** What a declaration has to have for the forecast, beside what the other rules need. */
const needed = {
  workload: { requestKb: 0, responseKb: 0, staticFilesGb: 0, fileBackupGb: 0 },
  sizing: {
    vpcMask: 0,
    natGateways: 0,
    quotas: { onDemandStandardVcpus: 0, elasticIps: 0 },
    database: { engine: "", readers: 0, family: "" },
    cache: { nodes: 0 },
    sessions: { store: "" },
  },
};

/** The type of what reaches a limit; quotas have rules of their own, and a session table without a range has none. */
const holders: Partial<Record<LimitName, readonly string[]>> = {
  instances: [groupType],
  subnetAddresses: [groupType],
  databaseStorage: [clusterType, databaseType],
  databaseMemory: [clusterType, databaseType],
  databaseCpu: [clusterType, databaseType],
  databaseConnections: [clusterType, databaseType],
  cacheMemory: [cacheType],
};

export const forecast: Rule<ForecastConfig> = rule<ForecastConfig>({
  name: "growth-within-limits",
  description: "At the high end of the declared growth, nothing reaches its limit within the next months",
  cannotKnow: "Whether the workload grows as declared",
  severity: "medium",
  requirement: "D4",
  sources: [],
  settings: {
    ...workloadSettings,
    months: { default: 1, minimum: 0, maximum: 120, description: "Months in which no limit may be reached" },
  },
  *check(stack, config) {
    const types = Object.values(holders).flat();
    yield* byDeclared(declaredDataBy(stack, config, needed), { stack, types }, function* (declared) {
      const sizing = sizingFound(stack, declared);
      if (sizing) yield* judgeRunways(stack, declared, sizing, config);
      else yield* stack.ofType(...new Set(types)).map((it) => undecided(it, "sizes not known yet"));
    });
  },
});

function* judgeRunways(
  stack: Stack,
  declared: Declared,
  sizing: Sizing,
  config: ForecastConfig,
): Iterable<Finding> {
  for (const { limit, unit, today, ceiling, monthHigh, remedy } of planOf(declared, sizing)?.runway ?? []) {
    for (const resource of stack.ofType(...(holders[limit] ?? [])).slice(0, 1)) {
      yield {
        resource,
        verdict: monthHigh === null || monthHigh > config.months,
        found: `${limit}: ${today.toFixed(1)} of ${ceiling.toFixed(1)} ${unit} today; at ${declared.workload.monthlyGrowth.high * 100} % a month it is reached in month ${monthHigh ?? "none"}`,
        required: `not within ${config.months} months`,
        fix: "raise the limit, or declare the growth that is expected",
        platformFix: `${remedy.change}, which takes ${remedy.days === 1 ? "a day" : `${remedy.days} days`}; npm run capacity says more`,
      };
    }
  }
}

/** The declared sizing with what the stack has in place of the plan's own; none while a part of it is unknown. */
function sizingFound(stack: Stack, { workload, sizing }: Declared): Sizing | undefined {
  const maxSize = mostInstances(stack, { workload, sizing });
  const database = databaseOf(stack, sizing.database);
  const cache = cacheOf(stack, sizing.cache);
  if (maxSize === unknown || !database || !cache) return undefined;
  return { ...sizing, ...(maxSize > 0 && { maxSize }), database, cache };
}

function databaseOf(stack: Stack, declared: Sizing["database"]): Sizing["database"] | undefined {
  const [database] = stack.ofType(clusterType, databaseType);
  if (!database) return declared;
  const found = databaseFound(database, stack);
  // Of a class that the model does not know, database-holds-peak tells.
  if (typeof found === "string") return declared;
  return found === unknown ? undefined : { ...declared, ...found };
}

function cacheOf(stack: Stack, declared: Sizing["cache"]): Sizing["cache"] | undefined {
  const [cache] = stack.ofType(cacheType);
  const nodeType = cache?.get("nodeType");
  if (nodeType === unknown) return undefined;
  const type = cacheNodeTypes.find(({ name }) => name === nodeType);
  return type ? { ...declared, nodeType: type.name } : declared;
}

/** None where no fleet can serve the workload, of which other rules tell. */
function planOf({ workload }: Declared, sizing: Sizing): CapacityPlan | undefined {
  const plan = answerOf(() => planCapacity(workload, sizing));
  return typeof plan === "string" ? undefined : plan;
}
