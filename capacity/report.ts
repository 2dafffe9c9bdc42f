import { readable, type Section } from "./explain";
import type { CapacityPlan } from "./plan";
import { textTable } from "./text-table";

/** The plan as text for a terminal, with what contradicts it at the end, where it is read. */
export function reportOf(
  plan: CapacityPlan,
  sections: readonly Section[],
  forecast: readonly string[] = [],
): string {
  const claims = plan.claims.length === 0 ? [] : ["", ...claimLines(plan.claims)];
  const contradictions = plan.contradictions.map(({ message }) => `  ${message}`);
  return [
    ...tableOf(sections),
    ...forecast,
    ...claims,
    "",
    ...(contradictions.length > 0 ? ["Contradictions", ...contradictions] : ["No contradictions"]),
    "",
  ].join("\n");
}

function claimLines(claims: CapacityPlan["claims"]): string[] {
  const cells = claims.map(({ title, unit, claimed, planned, agrees, why }) => [
    title,
    between(claimed),
    between(planned),
    unit,
    `${agrees ? "agrees" : "differs"}: ${why}`,
  ]);
  const header = ["Claimed, and planned", "claimed", "planned", "", ""];
  return textTable(header, cells, (column) => column === 1 || column === 2);
}

function between({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? readable(min) : `${readable(min)}-${readable(max)}`;
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
