import {
  capacityOfAcu,
  capacityOfClass,
  type DatabaseCapacity,
  databaseClasses,
  type DatabaseSizing,
  instancesNeeded,
  serverlessClass,
} from "../../../capacity";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { type Unknown, unknown, type Value } from "../../model/value";
import { clusterInstanceType, clusterType } from "../availability/database";
import { groupType } from "../availability/group";
import { type Declared, declaredBy, type WorkloadConfig } from "./declared";
import { answerOf, type Obstacle } from "./answer";

/** What a declaration has to have for the rules on what keeps state. */
const needed = {
  workload: {
    databaseKbPerUser: 0,
    databaseHotShare: 0,
    queriesPerRequest: 0,
    databaseMillisecondsPerQuery: 0,
    sessionKb: 0,
    monthlyGrowth: { low: 0, high: 0 },
  },
};

/** What the stack declares, where it declares enough to size what keeps state, and what other models need besides. */
export function declaredDataBy(
  stack: Stack,
  config: WorkloadConfig,
  ...models: readonly object[]
): Declared | Unknown | undefined {
  return declaredBy(stack, config, needed, ...models);
}

const scheduleType = "aws:autoscaling/schedule:Schedule";

/** Most instances that a group may have: its own maximum, or the one that a scheduled action raises it to. */
export function mostOf(stack: Stack, group: Resource): number | Unknown | undefined {
  const own = group.number("maxSize");
  const sizes = stack
    .referring(scheduleType, group, "autoscalingGroupName")
    .map(({ resource, sure }) => ({ size: resource.number("maxSize"), sure }));
  if (own === unknown || sizes.some(({ size }) => size === unknown)) return unknown;
  const most = (all: typeof sizes) =>
    Math.max(own ?? 0, ...all.map(({ size }) => (typeof size === "number" ? size : 0)));
  const surely = most(sizes.filter(({ sure }) => sure === true));
  if (most(sizes) !== surely) return unknown;
  return surely > 0 ? surely : own;
}

/** Instances that all groups of a stack may have together; those of the plan in a stack that has no group. */
export function mostInstances(stack: Stack, declared: Declared): number | Unknown {
  const groups = stack.ofType(groupType);
  if (groups.length === 0) return planned(declared);
  return groups
    .map((group) => mostOf(stack, group))
    .reduce<number | Unknown>(
      (sum, size = 0) => (sum === unknown || size === unknown ? unknown : sum + size),
      0,
    );
}

/** None where no fleet can serve the workload, of which the rules on the fleet tell. */
function planned({ workload, sizing }: Declared): number {
  const need = answerOf(() => instancesNeeded(workload, sizing));
  return typeof need === "string" ? 0 : need.ceiling;
}

/** What a database is made of, as the capacity model has it. */
export type DatabaseFound = Required<Pick<DatabaseSizing, "instanceClass">> & Pick<DatabaseSizing, "acu">;

/** Unknown while a class is, an obstacle where the catalogue lacks one. Of several the smallest may be the writer. */
export function databaseFound(database: Resource, stack: Stack): DatabaseFound | Unknown | Obstacle {
  const classes = classesOf(database, stack);
  if (classes.includes(unknown)) return unknown;
  const strange = classes.filter((name) => name !== serverlessClass && !isDatabaseClass(name));
  if (strange.length > 0) return `${strange.map(show).join(", ")}, which the model's catalogue lacks`;
  const found = classes.map((name) =>
    name === serverlessClass ? serverless(database) : { instanceClass: show(name) },
  );
  if (found.includes(unknown)) return unknown;
  const [smallest] = found
    .filter((it) => it !== unknown)
    .sort((one, other) => capacityOf(one).memoryGib - capacityOf(other).memoryGib);
  return smallest ?? "a cluster without instances";
}

/** The classes of a database's instances: its own, or those of a cluster, which RDS makes where the cluster has a class. */
function classesOf(database: Resource, stack: Stack): Value[] {
  if (database.type !== clusterType) return [database.get("instanceClass")];
  const own = database.get("dbClusterInstanceClass");
  if (typeof own === "string" && own !== "") return [own];
  const instances = stack.referring(clusterInstanceType, database, "clusterIdentifier");
  return instances.map(({ resource, sure }) => (sure === true ? resource.get("instanceClass") : unknown));
}

function isDatabaseClass(name: Value): boolean {
  return databaseClasses.some((known) => known.name === name);
}

function serverless(cluster: Resource): DatabaseFound | Unknown {
  const min = cluster.get("serverlessv2ScalingConfiguration", "minCapacity");
  const max = cluster.get("serverlessv2ScalingConfiguration", "maxCapacity");
  if (min === unknown || max === unknown) return unknown;
  const acu = { min: typeof min === "number" ? min : 0, max: typeof max === "number" ? max : 0 };
  return { instanceClass: serverlessClass, acu };
}

/** `max_connections` as AWS sets it; none for engines other than PostgreSQL, which the model knows no formula of. */
export function connectionsAllowed(database: Resource, found: DatabaseFound): number | undefined {
  const engine = database.get("engine");
  return typeof engine === "string" && !engine.includes("postgres")
    ? undefined
    : capacityOf(found).connections;
}

export function capacityOf({ instanceClass, acu }: DatabaseFound): DatabaseCapacity {
  const known = databaseClasses.find(({ name }) => name === instanceClass);
  if (known) return capacityOfClass(known);
  return capacityOfAcu(acu ?? { min: 0, max: 0 });
}
