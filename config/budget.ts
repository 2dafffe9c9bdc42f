import { billOrReason, type CapacityPlan, monthlyBudgetUsd } from "../capacity";
import { deploymentOf } from "./deployment";
import type { Environment } from "./environment";
import { sizingOf } from "./sizing";

/** What a month of the environment may cost, USD; or why that is not known, where its file does not say it. */
export function budgetUsd(environment: Environment, plan: CapacityPlan): number | string {
  const { monthlyUsd, marginShare } = environment.budget;
  if (monthlyUsd !== undefined) return monthlyUsd;
  const bill = billOrReason(environment.workload, sizingOf(environment), plan, deploymentOf(environment));
  return typeof bill === "string" ? bill : monthlyBudgetUsd(bill.totalUsd, marginShare);
}
