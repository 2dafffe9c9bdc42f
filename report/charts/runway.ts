import * as Plot from "@observablehq/plot";
import { addMonths, monthOf } from "../format";
import type { Html } from "../html";
import { chart, ink } from "./chart";

/** A limit and the times at which growth reaches it. */
export interface LimitReached {
  readonly name: string;
  /** Months from now, at the high and at the low growth; null beyond what the model looks at. */
  readonly high: number | null;
  readonly low: number | null;
}

const horizonMonths = 24;

/** From when on each limit may be reached, over two years. */
export function runwayChart(limits: readonly LimitReached[], now: Date, table: Html): Html {
  const end = addMonths(now, horizonMonths);
  const dateOf = (months: number | null) =>
    months === null || months > horizonMonths ? end : addMonths(now, months);
  const sorted = [...limits].sort((a, b) => (a.high ?? Infinity) - (b.high ?? Infinity));
  const spans = sorted.map((limit) => ({ ...limit, from: dateOf(limit.high), to: dateOf(limit.low) }));
  const datesOf = new Map(
    spans.map(({ name, high, from, to }) => [
      name,
      high === null || high > horizonMonths ? `after ${monthOf(end)}` : `${monthOf(from)} to ${monthOf(to)}`,
    ]),
  );
  const reached = spans.filter(({ high }) => high !== null && high <= horizonMonths);
  const both = spans.filter(({ low }) => low !== null && low <= horizonMonths);
  return chart({
    title: "When growth reaches each limit",
    description: reached
      .map(({ name, from, to }) => `${name} between ${monthOf(from)} and ${monthOf(to)}`)
      .join("; "),
    legend: [
      { label: "safe", color: "green" },
      { label: "reached at high growth, not yet at low", color: "orange" },
      { label: "exceeded", color: "red" },
    ],
    table,
    drawing: ({ isNarrow }) => ({
      height: 50 + sorted.length * (isNarrow ? 38 : 30),
      marginLeft: isNarrow ? 150 : 210,
      marginRight: isNarrow ? 16 : 160,
      marginBottom: 30,
      x: { type: "utc", domain: [now, end], ticks: isNarrow ? 3 : 8, grid: true, label: null },
      y: {
        domain: sorted.map(({ name }) => name),
        label: null,
        tickSize: 0,
        ...(isNarrow && { tickFormat: (name: string) => `${name}\n${datesOf.get(name) ?? ""}` }),
      },
      marks: [
        Plot.barX(spans, { x1: now, x2: "from", y: "name", fill: ink("green"), insetTop: 7, insetBottom: 7 }),
        Plot.barX(reached, {
          x1: "from",
          x2: "to",
          y: "name",
          fill: ink("orange"),
          insetTop: 7,
          insetBottom: 7,
        }),
        Plot.barX(both, { x1: "to", x2: end, y: "name", fill: ink("red"), insetTop: 7, insetBottom: 7 }),
        ...(isNarrow
          ? []
          : [
              Plot.text(spans, {
                x: end,
                y: "name",
                text: ({ name }: LimitReached) => datesOf.get(name),
                textAnchor: "start",
                dx: 10,
              }),
            ]),
      ],
    }),
  });
}
