import { withoutNoise } from "../arithmetic";
import type { CapacityPlan } from "../plan";
import type { Sizing } from "../sizing";
import type { Workload } from "../workload";
import type { Billed, MonthlyCost } from "./bill";
import { computeLines } from "./compute";
import { type Day, dayOf, idleDay } from "./day";
import type { Deployment } from "./deployment";
import type { CostLine } from "./line";
import { networkLines } from "./network";
import { operationsLines } from "./operations";
import { pricesOf } from "./prices";
import { replicationLines } from "./replication";
import { stateLines } from "./state";

export { monthlyBudgetUsd } from "./budget";
export type { MonthlyCost } from "./bill";
export { compareCosts } from "./compare";
export type { CostDifference } from "./compare";
export type { Deployment } from "./deployment";
export type { CostComponent, CostLine } from "./line";

/** @throws RangeError for a region whose prices are not known: see {@link pricesOf}. */
export function monthlyCost(
  workload: Workload,
  sizing: Sizing,
  plan: CapacityPlan,
  deployment: Deployment,
): MonthlyCost {
  const fleet = { min: sizing.minSize ?? plan.compute.min, max: sizing.maxSize ?? plan.compute.max };
  const ofDay = (day: Day) => bill({ workload, sizing, plan, deployment, day });
  const loaded = ofDay(dayOf(plan, workload, fleet));
  if (!deployment.idle) return loaded;
  const { totalUsd, totalWithSavingsPlanUsd, day } = loaded;
  return { ...ofDay(idleDay(fleet.min)), underLoad: { totalUsd, totalWithSavingsPlanUsd, day } };
}

function bill(billed: Billed): MonthlyCost {
  const { deployment, day } = billed;
  const region = pricesOf(deployment.region);
  const lines = [computeLines, networkLines, stateLines, replicationLines, operationsLines].flatMap(
    (linesOf) => linesOf(billed, region),
  );
  const sum = (usd: (line: CostLine) => number) =>
    withoutNoise(lines.reduce((total, line) => total + usd(line), 0));
  const components = [...new Set(lines.map(({ component }) => component))];
  return {
    region: deployment.region,
    totalUsd: sum(({ usdPerMonth }) => usdPerMonth),
    totalWithSavingsPlanUsd: sum(({ usdPerMonth, savingsPlanUsd = usdPerMonth }) => savingsPlanUsd),
    byComponent: Object.fromEntries(
      components.map((component) => [
        component,
        sum((line) => (line.component === component ? line.usdPerMonth : 0)),
      ]),
    ),
    lines,
    day,
  };
}

/** A month's bill, or why there is none: the message of a region or size without a price. */
export function billOrReason(...stack: Parameters<typeof monthlyCost>): MonthlyCost | string {
  try {
    return monthlyCost(...stack);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
