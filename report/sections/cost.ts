import type { CostLine } from "../../capacity";
import { barChart } from "../charts/bars";
import { frontierChart } from "../charts/frontier";
import { type ReportData, zoneLostCase } from "../data";
import { number, usd } from "../format";
import { html, type Html } from "../html";
import { table } from "../table";
import { section } from "./section";

/** What the stack costs a month, by component, and what a day would cost with other settings. */
export function cost(data: ReportData): Html {
  const below =
    "Below, what a day would cost with other floors and thresholds of the same group and with other rules, and how often it would miss its objective.";
  if (typeof data.cost === "string") {
    return section("cost", "Cost", `${data.cost} ${below}`, settings(data));
  }
  const { totalUsd, totalWithSavingsPlanUsd, byComponent, lines, day, region, underLoad } = data.cost;
  const of = underLoad
    ? html`a standby that nobody comes to, ${number(day.instances)} instances; a month after a failover is
      ${usd(underLoad.totalUsd)}`
    : html`a wave of load each day, ${number(day.instances)} instances on average`;
  const bars = Object.entries(byComponent)
    .map(([label, value]) => ({ label, value, color: "blue" as const }))
    .sort((one, other) => other.value - one.value);
  return section(
    "cost",
    "Cost",
    html`${usd(totalUsd)} a month on demand in ${region}, ${usd(totalWithSavingsPlanUsd)} with a savings plan
    for what always runs: ${of}. ${below}`,
    barChart({
      title: "Cost a month by component",
      description: bars.map(({ label, value }) => `${label} ${usd(value)}`).join("; "),
      unit: "USD a month",
      format: usd,
      bars,
      table: lineTable(lines),
    }),
    settings(data),
  );
}

function lineTable(lines: readonly CostLine[]): Html {
  const orNothing = (value: number | undefined) => (value === undefined ? "" : number(value));
  return table(
    "Cost a month",
    [
      { title: "Item", of: ({ component, item }) => `${component}: ${item}` },
      { title: "USD a month", isFigure: true, of: ({ usdPerMonth }) => number(usdPerMonth) },
      { title: "Savings plan", isFigure: true, of: ({ savingsPlanUsd }) => orNothing(savingsPlanUsd) },
      { title: "Spot", isFigure: true, of: ({ spotUsd }) => orNothing(spotUsd) },
      { title: "Price", of: ({ verified }) => (verified ? "has a source" : "unverified") },
      { title: "Formula", of: ({ formula }) => formula },
    ],
    lines,
  );
}

/** What the same day would cost with other settings of the group, and with other rules. */
function settings({ variants, rules, cases }: ReportData): Html | undefined {
  const zoneLost = cases.find(({ name }) => name === zoneLostCase);
  return zoneLost && frontierChart(variants, rules, zoneLost.result.clairvoyantCost);
}
