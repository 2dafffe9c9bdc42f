import type { CapacityPlan } from "../../capacity";
import { budgetUsd } from "../budget";
import { environmentOf } from "../environment";
import type { FoundProblem } from "../problems";
import { stackConfiguration } from "../schema";
import { problem } from "./problem";

/** Where the plan has no prices, only a person can say what a month may cost: without a budget, cost would grow in silence. */
export function budgetKnown(values: unknown, plan: CapacityPlan): FoundProblem[] {
  const { data } = stackConfiguration.safeParse(values);
  if (data === undefined) return [];
  const limit = budgetUsd(environmentOf(data, ""), plan);
  return typeof limit === "number"
    ? []
    : problem(values, ["platform:budget", "monthlyUsd"], "USD a month, as the plan has no cost", limit);
}
