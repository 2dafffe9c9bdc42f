import {
  canGrow,
  capacityOfAcu,
  type CapacityPlan,
  databaseOf,
  type DatabasePlan,
  type DatabaseResource,
  shortagesOf,
} from "../../capacity";
import type { SizedEnvironment } from "../environment";
import { sizingOf } from "../sizing";
import type { FoundProblem } from "../problems";
import { problem } from "./problem";

/** The database must hold the peak, with buffer, and the connections of a full group. */
export function databaseHolds(
  values: unknown,
  environment: SizedEnvironment,
  plan: CapacityPlan,
): FoundProblem[] {
  const { database } = plan;
  if (database.storage !== undefined && !canGrow(database.storage)) return volumeTooLarge(values, database);
  const [short] = shortagesOf(database.need, database.capacity);
  if (short === undefined) return [];
  const { engine, readers, family } = sizingOf(environment).database;
  const maxSize = environment.compute.maxSize ?? plan.compute.max;
  const unaided = databaseOf(environment.workload, { engine, readers, family }, maxSize);
  return shortagesOf(unaided.need, unaided.capacity).length === 0
    ? tooSmallByHand(values, database, unaided, short)
    : beyondTheLargest(values, environment, unaided);
}

function volumeTooLarge(values: unknown, { gb }: DatabasePlan): FoundProblem[] {
  return problem(
    values,
    ["platform:database", "engine"],
    `aurora, for a volume of ${Math.ceil(gb)} GB: plain PostgreSQL begins with it and the buffer, and must be able to grow by a tenth, to 65,536 GiB at most`,
  );
}

function tooSmallByHand(
  values: unknown,
  { acu, ...plan }: DatabasePlan,
  unaided: DatabasePlan,
  short: DatabaseResource,
): FoundProblem[] {
  const need = inWords(unaided)[short];
  const planned =
    unaided.acu === undefined ? unaided.instanceClass : `${unaided.acu.min}-${unaided.acu.max} ACU`;
  const fix = `leave it to the plan, which takes ${planned}`;
  if (acu === undefined) {
    return problem(values, ["platform:database", "instanceClass"], `a class with ${need}`, fix);
  }
  const minimumAlone = shortagesOf(plan.need, capacityOfAcu({ ...acu, min: 1 })).length === 0;
  return minimumAlone
    ? problem(values, ["platform:database", "acu", "min"], `at least 1, for ${need}`, fix)
    : problem(values, ["platform:database", "acu", "max"], `at least ${unaided.acu?.max}, for ${need}`, fix);
}

/** No database is large enough: what has to change is the workload, or what it runs on. */
function beyondTheLargest(
  values: unknown,
  { workload }: SizedEnvironment,
  plan: DatabasePlan,
): FoundProblem[] {
  const largest = plan.acu === undefined ? plan.instanceClass : `${plan.acu.max} ACU`;
  const connections =
    workload.databaseConnectionsPerInstance === undefined
      ? ["platform:compute", "instanceType"]
      : ["platform:workload", "databaseConnectionsPerInstance"];
  const keys = {
    memory: ["platform:workload", "databaseHotShare"],
    cpu: ["platform:workload", "databaseMillisecondsPerQuery"],
    connections,
  };
  return shortagesOf(plan.need, plan.capacity).flatMap((short) =>
    problem(
      values,
      keys[short],
      `a workload that the largest database holds; this one needs ${inWords(plan)[short]}, ${largest} has ${plan.capacity[capacityKeys[short]]}`,
    ),
  );
}

const capacityKeys = { memory: "memoryGib", cpu: "vcpus", connections: "connections" } as const;

function inWords({ need, connections }: DatabasePlan): Record<DatabaseResource, string> {
  return {
    memory: `${need.memoryGib.toFixed(1)} GiB of memory for the data in use`,
    cpu: `${need.vcpus.toFixed(2)} vCPUs for the queries of the peak`,
    connections: `${need.connections} connections of ${connections.instances} instances`,
  };
}
