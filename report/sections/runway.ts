import { type LimitReached, runwayChart } from "../charts/runway";
import type { ReportData } from "../data";
import { addMonths, monthOf, number } from "../format";
import { html, type Html } from "../html";
import { limitNames } from "../../capacity/explain";
import { table } from "../table";
import { section } from "./section";

/** How long the plan lasts while the workload grows as declared. */
export function runway(data: ReportData): Html {
  const { workload, now } = data;
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
    runwayChart(limitsOf(data), now, limitTable(data)),
  );
}

/** The limit that is reached first at the high growth. */
export function firstLimit(data: ReportData): { name: string; date: Date } | undefined {
  const [first] = limitsOf(data)
    .flatMap(({ name, high }) => (high === null ? [] : [{ name, high }]))
    .sort((a, b) => a.high - b.high);
  return first && { name: first.name, date: addMonths(data.now, first.high) };
}

function limitsOf({ plan }: ReportData): LimitReached[] {
  return plan.runway.map(({ limit, monthHigh, monthLow }) => ({
    name: limitNames[limit],
    high: monthHigh,
    low: monthLow,
  }));
}

function limitTable({ plan, now }: ReportData): Html {
  const reached = (months: number | null) =>
    months === null ? "not in sight" : monthOf(addMonths(now, months));
  return table(
    "Limits",
    [
      { title: "Limit", of: ({ limit }) => limitNames[limit] },
      { title: "Needed today", isFigure: true, of: ({ today }) => number(today) },
      { title: "There is", isFigure: true, of: ({ ceiling }) => number(ceiling) },
      { title: "Unit", of: ({ unit }) => unit },
      { title: "High growth", of: ({ monthHigh }) => reached(monthHigh) },
      { title: "Low growth", of: ({ monthLow }) => reached(monthLow) },
    ],
    plan.runway,
  );
}
