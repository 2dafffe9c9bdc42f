import { compareCosts, type CostDifference, type MonthlyCost } from "./cost";
import { markdownTable } from "./markdown-table";
import type { CapacityPlan } from "./plan";

/** What `npm run capacity -- --json` prints, as far as a comparison looks at it. */
export interface PrintedPlan extends Pick<
  CapacityPlan,
  "users" | "traffic" | "compute" | "scaling" | "database" | "cache" | "subnet"
> {
  /** Absent where the region's prices are not known. */
  readonly cost?: Pick<MonthlyCost, "totalUsd" | "byComponent">;
}

/** A figure of two plans that is not the same in both. */
export interface FigureDifference {
  readonly figure: string;
  readonly before: string;
  readonly after: string;
}

export interface PlanDifference {
  readonly capacity: readonly FigureDifference[];
  readonly cost: readonly CostDifference[];
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const cents = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const usd = new Intl.NumberFormat("en", cents);
const usdMore = new Intl.NumberFormat("en", { ...cents, signDisplay: "exceptZero" });

const figures: Readonly<Record<string, (plan: PrintedPlan) => number | string>> = {
  "users at peak": ({ users }) => users.peakConcurrent,
  "requests/s at peak": ({ traffic }) => traffic.peakRps,
  "instance type": ({ compute }) => compute.instanceType,
  "instances at baseline": ({ compute }) => compute.baseline.required,
  "instances at peak": ({ compute }) => compute.peak.required,
  "instances at peak, with buffer": ({ compute }) => compute.peak.withBuffer,
  "instances, minimum": ({ compute }) => compute.min,
  "instances, maximum": ({ compute }) => compute.max,
  "scale-out, memory %": ({ scaling }) => scaling.scaleOutPercent.memory,
  "scale-out, CPU %": ({ scaling }) => scaling.scaleOutPercent.cpu,
  "addresses per private subnet": ({ subnet }) => subnet.total,
  database: ({ database: { acu, instanceClass } }) =>
    acu === undefined ? instanceClass : `${instanceClass}, ${acu.min}-${acu.max} ACU`,
  "database connections": ({ database }) => database.need.connections,
  "database volume, GB": ({ database }) => database.gb,
  cache: ({ cache }) => `${cache.nodes} x ${cache.nodeType}`,
};

export function comparePlans(before: PrintedPlan, after: PrintedPlan): PlanDifference {
  const capacity = Object.entries(figures).flatMap(([figure, of]) => {
    const [was, is] = [before, after].map(of).map(text) as [string, string];
    return was === is ? [] : [{ figure, before: was, after: is }];
  });
  const cost = before.cost && after.cost ? compareCosts(before.cost, after.cost) : [];
  return { capacity, cost };
}

/** A plan that has no other to be compared with, as Markdown. */
export function planMarkdown(plan: PrintedPlan): string {
  const sizes = Object.entries(figures).map(([figure, of]) => [figure, text(of(plan))]);
  const costs = Object.entries(plan.cost?.byComponent ?? {}).map(([component, amount]) => [
    component,
    usd.format(amount),
  ]);
  return [
    figuresTable(["capacity", "planned"], sizes),
    "",
    plan.cost
      ? figuresTable(
          ["USD a month, on demand", "planned"],
          [...costs, ["total", usd.format(plan.cost.totalUsd)]],
        )
      : "No prices of this region are known.",
    "",
  ].join("\n");
}

/** For a comment on a pull request. */
export function markdownOf({ capacity, cost }: PlanDifference): string {
  if (capacity.length === 0 && cost.length === 0) return "Capacity and cost stay as they are.\n";
  return [
    capacity.length === 0
      ? "Capacity stays as it is."
      : figuresTable(
          ["capacity", "before", "after"],
          capacity.map(({ figure, before, after }) => [figure, before, after]),
        ),
    "",
    cost.length === 0
      ? "Cost stays as it is."
      : figuresTable(
          ["USD a month, on demand", "before", "after", "difference"],
          cost.map(({ component, before, after, difference }) => [
            component,
            usd.format(before),
            usd.format(after),
            usdMore.format(difference),
          ]),
        ),
    "",
  ].join("\n");
}

/** A table whose first column names the row, and whose others are figures. */
function figuresTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable(head, rows, (column) => column > 0);
}

function text(value: number | string): string {
  return typeof value === "number" ? number.format(value) : value;
}
