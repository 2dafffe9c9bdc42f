import {
  databaseClasses,
  databaseOf,
  type DatabasePlan,
  shortagesOf,
  type Workload,
} from "../../../capacity";

import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, some, unknown } from "../../model/value";
import { clusterType, databaseType } from "../availability/database";
import { byDeclared, type WorkloadConfig, workloadSettings } from "./declared";
import { knownFamilies, unjudged } from "./answer";
import {
  capacityOf,
  connectionsAllowed,
  databaseFound,
  type DatabaseFound,
  declaredDataBy,
  mostInstances,
} from "./found";

/** What the workload needs, whatever the stack has: a class and a number of readers change nothing of it. */
function needOf(workload: Workload, maxSize: number): DatabasePlan {
  return databaseOf(workload, { engine: "postgres", family: "m5", readers: 0 }, maxSize);
}

const types = [clusterType, databaseType];

/** A rule on what each database holds of the declared workload. */
function databaseRule(
  info: Pick<Rule, "name" | "description" | "cannotKnow" | "severity">,
  judgeDatabase: (
    found: DatabaseFound,
    plan: DatabasePlan,
    database: Resource,
  ) => Omit<Finding, "resource"> | undefined,
): Rule<WorkloadConfig> {
  return rule({
    ...info,
    requirement: "D4",
    sources: [],
    settings: workloadSettings,
    *check(stack, config) {
      yield* byDeclared(declaredDataBy(stack, config), { stack, types }, function* (declared) {
        const maxSize = mostInstances(stack, declared);
        for (const resource of stack.ofType(...types)) {
          const found = databaseFound(resource, stack);
          if (found === unknown || maxSize === unknown) {
            yield undecided(resource, "a class or a maxSize not known yet");
          } else if (typeof found === "string") {
            yield { resource, ...unjudged(found, "instances", "workload", knownClasses) };
          } else {
            const judged = judgeDatabase(found, needOf(declared.workload, maxSize), resource);
            if (judged) yield { resource, ...judged };
          }
        }
      });
    },
  });
}

const knownClasses = knownFamilies("instanceClass", databaseClasses, "database-classes.ts");

function say({ instanceClass, acu }: DatabaseFound): string {
  return acu ? `${instanceClass} of ${acu.min} to ${acu.max} ACU` : instanceClass;
}

export const databaseHoldsPeak = databaseRule(
  {
    name: "database-holds-peak",
    description:
      "A database has memory for the data in use at the declared peak, and CPU for its queries, with the buffer",
    cannotKnow:
      "How much of the data is really in use, and what the queries cost; both are declared; classes that the catalogue lacks",
    severity: "critical",
  },
  (found, { need }) => {
    const has = capacityOf(found);
    return {
      verdict: shortagesOf(need, has).every((resource) => resource === "connections"),
      found: `${say(found)}: ${has.memoryGib} GiB and ${has.vcpus} vCPUs`,
      required: `${need.memoryGib.toFixed(1)} GiB and ${need.vcpus.toFixed(1)} vCPUs`,
      fix: "raise serverlessv2ScalingConfiguration.maxCapacity or the instanceClass",
      platformFix: "platform:database.acu or platform:database.instanceClass, or leave it to the plan",
    };
  },
);

export const databaseHoldsConnections = databaseRule(
  {
    name: "database-holds-connections",
    description: "A PostgreSQL database takes the connections of every instance that its groups may grow to",
    cannotKnow:
      "Connections of other stacks; how many the application really opens; engines other than PostgreSQL",
    severity: "critical",
  },
  (found, { need, connections }, database) => {
    const allowed = connectionsAllowed(database, found);
    if (allowed === undefined) return undefined;
    return {
      verdict: need.connections <= allowed,
      found: `${say(found)}: ${allowed} connections (max_connections follows the memory; 2,000 at most below 1 ACU)`,
      required: `${need.connections}: ${connections.instances} instances, those of an instance refresh among them, with ${connections.perInstance} each, and ${connections.reserved} for administration`,
      fix: "raise serverlessv2ScalingConfiguration or the instanceClass, or declare a smaller pool and put a proxy in front",
      platformFix: "platform:workload.databaseConnectionsPerInstance",
    };
  },
);

export const databaseStorageHoldsGrowth: Rule<WorkloadConfig> = rule({
  name: "database-storage-holds-growth",
  description: "The storage of a database holds the declared data, and may grow to that of a year",
  cannotKnow:
    "Whether the data grows as declared; what is stored beside it, such as logs and indexes that the workload leaves out",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    yield* byDeclared(declaredDataBy(stack, config), { stack, types: [databaseType] }, ({ workload }) =>
      judgeStorage(stack, workload),
    );
  },
});

function* judgeStorage(stack: Stack, workload: Workload): Iterable<Finding> {
  const { storage, gb, gbInAYear } = needOf(workload, 1);
  if (!storage) return;
  for (const database of stack.ofType(databaseType)) {
    yield {
      resource: database,
      verdict: every([
        atLeast(database.get("allocatedStorage"), storage.allocatedGib),
        some([
          atLeast(database.get("maxAllocatedStorage"), storage.maxAllocatedGib),
          atLeast(database.get("allocatedStorage"), storage.maxAllocatedGib),
        ]),
      ]),
      found: `allocatedStorage ${show(database.get("allocatedStorage"))}, maxAllocatedStorage ${show(database.get("maxAllocatedStorage"))}`,
      required: `allocatedStorage ${storage.allocatedGib} and maxAllocatedStorage ${storage.maxAllocatedGib} GiB or more: ${gb} GB now, ${gbInAYear.toFixed(0)} GB in a year of the high growth, with the buffer`,
      fix: "set both: RDS enlarges the storage by itself up to maxAllocatedStorage, and not at all without it",
    };
  }
}
