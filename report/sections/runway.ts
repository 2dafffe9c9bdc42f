import { type LimitReached, runwayChart } from "../charts/runway";
import type { ReportData } from "../data";
import { addMonths, monthOf, number } from "../format";
import { html, type Html } from "../html";
import type { Forecast } from "../../capacity";
import { dated, forecastFigures, limitNames } from "../../capacity/explain";
import { table } from "../table";
import { section } from "./section";

/** How long the plan lasts while the workload grows as declared. */
export function runway(data: ReportData): Html {
  const { workload, growthStart } = data;
  const { low, high } = workload.monthlyGrowth;
  const first = firstLimit(data);
  return section(
    "runway",
    "Runway",
    html`With a growth of ${number(low * 100)} to ${number(high * 100)} % a month,
    ${
      first
        ? html`the first limit that is reached is ${first.name}: ${monthOf(first.date)} at the high growth.`
        : "no limit is reached that the model knows."
    }`,
    runwayChart(limitsOf(data), growthStart, limitTable(data)),
    (["low", "high"] as const).map((growth) => forecastTable(data, growth)),
  );
}

/** The limit that is reached first at the high growth. */
export function firstLimit(data: ReportData): { name: string; date: Date } | undefined {
  const [first] = limitsOf(data)
    .flatMap(({ name, high }) => (high === null ? [] : [{ name, high }]))
    .sort((a, b) => a.high - b.high);
  return first && { name: first.name, date: addMonths(data.growthStart, first.high) };
}

function limitsOf({ plan }: ReportData): LimitReached[] {
  return plan.runway.map(({ limit, monthHigh, monthLow }) => ({
    name: limitNames[limit],
    high: monthHigh,
    low: monthLow,
  }));
}

function limitTable({ plan, growthStart }: ReportData): Html {
  const reached = (months: number | null) =>
    months === null ? "not in sight" : monthOf(addMonths(growthStart, months));
  return table(
    "Limits",
    [
      { title: "Limit", of: ({ limit }) => limitNames[limit] },
      { title: "Needed today", isFigure: true, of: ({ today }) => number(today) },
      { title: "There is", isFigure: true, of: ({ ceiling }) => number(ceiling) },
      { title: "Needed in a year", isFigure: true, of: ({ inAYear }) => number(inAYear) },
      { title: "Unit", of: ({ unit }) => unit },
      { title: "High growth", of: ({ monthHigh }) => reached(monthHigh) },
      { title: "Low growth", of: ({ monthLow }) => reached(monthLow) },
      { title: "Begin by", of: ({ startBy }) => startBy ?? "" },
      { title: "What to change", of: ({ remedy }) => remedy.change },
    ],
    plan.runway.map((limit) => dated(limit, growthStart)),
  );
}

const shownMonths = [0, 6, 12, 18, 24];

/** What would be planned anew for the users that there will be. */
function forecastTable({ forecast, workload, growthStart }: ReportData, growth: "low" | "high"): Html {
  const columns = forecast.filter((it) => it.growth === growth && shownMonths.includes(it.month));
  return table(
    `Planned anew at ${number(workload.monthlyGrowth[growth] * 100)} % a month`,
    [
      { title: "Figure", of: ([name]) => name },
      ...columns.map((it) => ({
        title: monthOf(addMonths(growthStart, it.month)),
        isFigure: true,
        of: ([, figureOf]: [string, (it: Forecast) => string]) => figureOf(it),
      })),
    ],
    Object.entries(forecastFigures),
  );
}
