import * as Plot from "@observablehq/plot";
import type { EventTime } from "../../simulation/events";
import { addMonths, timeOf } from "../format";
import type { Html } from "../html";
import { chart, ink } from "./chart";

/** The declared events of the year ahead, each as much higher as it brings more users. */
export function calendarChart(events: readonly EventTime[], now: Date, table: Html): Html {
  const end = addMonths(now, 12);
  const shown = events.filter(({ start }) => start < end.getTime());
  const most = Math.max(1, ...shown.map(({ multiplier }) => multiplier));
  return chart({
    title: "The year ahead",
    description: shown
      .map(
        ({ name, multiplier, start }) =>
          `${name}, ${multiplier} times the peak, from ${timeOf(new Date(start))}`,
      )
      .join("; "),
    table,
    drawing: ({ isNarrow }) => ({
      height: 170,
      marginLeft: 44,
      marginRight: 30,
      x: { type: "utc", domain: [now, end], ticks: isNarrow ? 4 : 12, label: null },
      y: {
        domain: [0, most * 1.25],
        label: "times the usual peak",
        labelArrow: "none",
        grid: true,
        ticks: 4,
      },
      marks: [
        Plot.ruleY([1], { stroke: ink("gray"), strokeDasharray: "5 4" }),
        Plot.ruleX(shown, {
          x: ({ start }: EventTime) => new Date(start),
          y1: 0,
          y2: "multiplier",
          stroke: ink("blue"),
          strokeWidth: 3,
        }),
        Plot.dot(shown, {
          x: ({ start }: EventTime) => new Date(start),
          y: "multiplier",
          fill: ink("blue"),
          r: 4,
        }),
        Plot.text(shown, {
          x: ({ start }: EventTime) => new Date(start),
          y: "multiplier",
          text: "name",
          dy: -12,
        }),
        Plot.ruleY([0], { stroke: ink("gray") }),
      ],
    }),
  });
}
