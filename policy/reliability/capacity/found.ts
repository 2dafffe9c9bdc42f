import {
  capacityOfAcu,
  capacityOfClass,
  type DatabaseCapacity,
  databaseClasses,
  type DatabaseSizing,
  serverlessClass,
} from "../../../capacity";
import type { Resource, Stack } from "../../model/stack";
import { type Unknown, unknown } from "../../model/value";
import { clusterInstanceType, clusterType } from "../availability/database";
import { groupType } from "../availability/group";
import { type Declared, declaredBy, fits, type WorkloadConfig } from "./declared";

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

/** What the stack declares, where it declares enough to size what keeps state. */
export function declaredDataBy(stack: Stack, config: WorkloadConfig): Declared | undefined {
  const declared = declaredBy(stack, config);
  return fits(declared, needed) ? declared : undefined;
}

/** Instances that all groups of a stack may have together. */
export function mostInstances(stack: Stack): number | Unknown {
  const sizes = stack.ofType(groupType).map((group) => group.number("maxSize"));
  return sizes.reduce<number | Unknown>(
    (sum, size) => (sum === unknown || size === unknown ? unknown : sum + (size ?? 0)),
    0,
  );
}

/** What the writer of a cluster, or an instance, is made of, as the capacity model has it. */
export type DatabaseFound = Required<Pick<DatabaseSizing, "instanceClass">> & Pick<DatabaseSizing, "acu">;

/** Unknown while its class is; none where the catalogue lacks it. Of several classes the smallest may be the writer. */
export function databaseFound(database: Resource, stack: Stack): DatabaseFound | Unknown | undefined {
  const holders =
    database.type === clusterType
      ? stack.referring(clusterInstanceType, database, "clusterIdentifier").map(({ resource }) => resource)
      : [database];
  const classes = holders.map((holder) => holder.get("instanceClass"));
  if (classes.includes(unknown)) return unknown;
  if (classes.length > 0 && classes.every((name) => name === serverlessClass)) return serverless(database);
  const [smallest] = databaseClasses
    .filter(({ name }) => classes.includes(name))
    .sort((one, other) => one.memoryGib - other.memoryGib);
  return smallest && { instanceClass: smallest.name };
}

function serverless(cluster: Resource): DatabaseFound | Unknown | undefined {
  const min = cluster.get("serverlessv2ScalingConfiguration", "minCapacity");
  const max = cluster.get("serverlessv2ScalingConfiguration", "maxCapacity");
  if (min === unknown || max === unknown) return unknown;
  if (typeof min !== "number" || typeof max !== "number") return undefined;
  return { instanceClass: serverlessClass, acu: { min, max } };
}

export function capacityOf({ instanceClass, acu }: DatabaseFound): DatabaseCapacity {
  const known = databaseClasses.find(({ name }) => name === instanceClass);
  if (known) return capacityOfClass(known);
  return capacityOfAcu(acu ?? { min: 0, max: 0 });
}
