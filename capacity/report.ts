import { explain, readable, type Section } from "./explain";
import type { CapacityPlan } from "./plan";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/**
 * The plan as text for a terminal, with what contradicts it at the end, where it is read.
 * @param now what the months of the runway are counted from.
 */
export function reportOf(plan: CapacityPlan, workload: Workload, sizing: Sizing, now: Date): string {
  const contradictions = plan.contradictions.map(({ message }) => `  ${message}`);
  return [
    ...tableOf(explain(plan, workload, sizing, now)),
    "",
    ...(contradictions.length > 0 ? ["Contradictions", ...contradictions] : ["No contradictions"]),
    "",
  ].join("\n");
}

/** One table for all sections, so that their columns stand below each other. */
function tableOf(sections: readonly Section[]): string[] {
  const cells = sections.map(({ title, rows }) => ({
    title,
    rows: rows.map(({ figure, value, unit, formula }) => ({
      figure,
      value: typeof value === "number" ? readable(value) : value,
      unit,
      formula,
    })),
  }));
  const all = cells.flatMap(({ rows }) => rows);
  const width = (column: "figure" | "value" | "unit") => Math.max(...all.map((row) => row[column].length));
  const [figures, values, units] = [width("figure"), width("value"), width("unit")];
  return cells.flatMap(({ title, rows }) => [
    "",
    title,
    ...rows.map(
      ({ figure, value, unit, formula }) =>
        `  ${figure.padEnd(figures)}  ${value.padStart(values)}  ${unit.padEnd(units)}  ${formula}`,
    ),
  ]);
}
