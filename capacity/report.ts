import Table from "cli-table3";
import { explain, readable, type Section } from "./explain";
import type { CapacityPlan } from "./plan";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/** The plan as text for a terminal, with what contradicts it at the end, where it is read. */
export function reportOf(plan: CapacityPlan, workload: Workload, sizing: Sizing, now: Date): string {
  const contradictions = plan.contradictions.map(({ message }) => `  ${message}`);
  return [
    tableOf(explain(plan, workload, sizing, now)),
    "",
    ...(contradictions.length > 0 ? ["Contradictions", ...contradictions] : ["No contradictions"]),
    "",
  ].join("\n");
}

/** One table for all sections, so that their columns stand below each other. */
function tableOf(sections: readonly Section[]): string {
  const table = new Table({
    colAligns: ["left", "right", "left", "left"],
    style: { head: [], border: [], compact: true, "padding-left": 0 },
    chars: borderless,
  });
  for (const { title, rows } of sections) {
    table.push([{ content: `\n${title}`, colSpan: 4 }]);
    table.push(
      ...rows.map(({ figure, value, unit, formula }) => [
        `  ${figure}`,
        typeof value === "number" ? readable(value) : value,
        unit,
        formula,
      ]),
    );
  }
  return table.toString().replace(/ +$/gm, "");
}

const borderless = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ",
};
