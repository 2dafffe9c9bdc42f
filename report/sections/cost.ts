import { barChart } from "../charts/bars";
import { frontierChart } from "../charts/frontier";
import { type ReportData, zoneLostCase } from "../data";
import { number, usd } from "../format";
import { type Html } from "../html";
import { table } from "../table";
import { section } from "./section";

/** What the stack costs a month, by component. */
export function cost(data: ReportData): Html {
  const rows = data.figures.filter(({ title }) => title.startsWith("Cost")).flatMap((it) => it.rows);
  const bars = rows.flatMap(({ figure, value }) =>
    typeof value === "number" ? [{ label: figure, value, color: "blue" as const }] : [],
  );
  const listed = table(
    "Cost a month",
    [
      { title: "Component", of: ({ figure }) => figure },
      {
        title: "USD a month",
        isFigure: true,
        of: ({ value }) => (typeof value === "number" ? number(value) : value),
      },
      { title: "Formula", of: ({ formula }) => formula },
    ],
    rows,
  );
  return section(
    "cost",
    "Cost",
    "On demand, a month. Below, what a day would cost with other floors and thresholds of the same group, and how often it would miss its objective.",
    barChart({
      title: "Cost a month by component",
      description: bars.map(({ label, value }) => `${label} ${usd(value)}`).join("; "),
      unit: "USD a month",
      format: usd,
      bars,
      table: listed,
    }),
    settings(data),
  );
}

/** What the same day would cost with other settings of the group. */
function settings({ variants, cases }: ReportData): Html | undefined {
  const zoneLost = cases.find(({ name }) => name === zoneLostCase);
  return zoneLost && frontierChart(variants, zoneLost.result.clairvoyantCost);
}
