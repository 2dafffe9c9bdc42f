import { type CapacityPlan, largestItemKb } from "../../capacity";
import type { SizedEnvironment } from "../environment";
import { type FoundProblem, valueAt } from "../problems";
import { problem } from "./problem";

const key = "platform:sessionTable";
/** Settings that have no effect beside others are a misunderstanding. */
export function sessionTable(values: unknown): FoundProblem[] {
  if (valueAt(values, [key]) === undefined) return [];
  const store = ["platform:sessionStore"];
  if ((valueAt(values, store) ?? "cache") === "cache") {
    return problem(values, store, `dynamodb, since there is a ${key}`, `or remove ${key}`);
  }
  const billing = [key, "billing"];
  const capacity = ["readCapacity", "writeCapacity"].find(
    (name) => valueAt(values, [key, name]) !== undefined,
  );
  if (capacity === undefined || (valueAt(values, billing) ?? "onDemand") !== "onDemand") return [];
  return problem(values, billing, `provisioned, since there is a ${capacity}`, `or remove ${capacity}`);
}

/** The store in use must hold the sessions of the peak, with buffer. */
export function sessionsFit(
  values: unknown,
  environment: SizedEnvironment,
  plan: CapacityPlan,
): FoundProblem[] {
  return environment.sessionStore === "cache" ? fitCache(values, plan) : fitTable(values, environment, plan);
}

function fitCache(values: unknown, { cache }: CapacityPlan): FoundProblem[] {
  if (cache.memoryGb <= cache.usableGb) return [];
  const holds = Number(cache.usableGb.toPrecision(3));
  const need = `${cache.memoryGb} GB of sessions, of which a ${cache.nodeType} holds ${holds}`;
  return valueAt(values, ["platform:cache", "nodeType"]) === undefined
    ? problem(
        values,
        ["platform:workload", "sessionKb"],
        `sessions that the largest node holds; these are ${need}`,
        "store less in a session, or set platform:sessionStore to dynamodb",
      )
    : problem(
        values,
        ["platform:cache", "nodeType"],
        `a node type that holds ${need}`,
        "leave it to the plan",
      );
}

function fitTable(
  values: unknown,
  { workload }: SizedEnvironment,
  { sessionTable: table }: CapacityPlan,
): FoundProblem[] {
  const { provisioned } = table;
  const short = (path: string, capacity: number | undefined, needed: number) =>
    capacity === undefined || capacity >= needed
      ? []
      : problem(
          values,
          [key, path],
          `at least ${needed}, what the peak needs with buffer`,
          "leave it to the plan",
        );
  return [
    ...(workload.sessionKb > largestItemKb
      ? problem(
          values,
          ["platform:workload", "sessionKb"],
          `at most ${largestItemKb} KB, the largest item that DynamoDB takes`,
          "set platform:sessionStore to cache",
        )
      : []),
    ...short("readCapacity", provisioned?.max.readUnits, table.readUnits),
    ...short("writeCapacity", provisioned?.max.writeUnits, table.writeUnits),
  ];
}
