import { withoutNoise } from "../arithmetic";
import type { MonthlyCost } from "./bill";

/** A component's cost before and after a change, USD a month. */
export interface CostDifference {
  readonly component: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
}

/** Every component whose cost changes, the largest change first; with the total where any does. */
export function compareCosts(
  before: Pick<MonthlyCost, "totalUsd" | "byComponent">,
  after: Pick<MonthlyCost, "totalUsd" | "byComponent">,
): CostDifference[] {
  const [was, is] = [before, after].map(({ byComponent }) => new Map(Object.entries(byComponent)));
  const components = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  const changed = components
    .map((component) => difference(component, was?.get(component) ?? 0, is?.get(component) ?? 0))
    .filter((it) => Math.abs(it.difference) >= 0.005)
    .sort((one, other) => Math.abs(other.difference) - Math.abs(one.difference));
  return changed.length === 0 ? [] : [...changed, difference("total", before.totalUsd, after.totalUsd)];
}

function difference(component: string, before: number, after: number): CostDifference {
  return { component, before, after, difference: withoutNoise(after - before) };
}
