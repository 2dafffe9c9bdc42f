import * as Plot from "@observablehq/plot";
import type { Html } from "../html";
import { chart, type Color, ink, type Key } from "./chart";

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly color: Color;
}

/** Values as bars, each with its figure. */
export function barChart(args: {
  title: string;
  description: string;
  bars: readonly Bar[];
  format: (value: number) => string;
  unit: string;
  /** A span that somebody else has stated. */
  claimed?: { readonly label: string; readonly min: number; readonly max: number };
  legend?: readonly Key[];
  table?: Html;
}): Html {
  const { bars, claimed, format, unit } = args;
  return chart({
    ...args,
    drawing: ({ isNarrow }) => ({
      height: 44 + bars.length * 30,
      marginLeft: isNarrow ? 128 : 190,
      marginRight: isNarrow ? 50 : 70,
      marginBottom: 34,
      x: {
        label: unit,
        labelAnchor: "center",
        labelArrow: "none",
        ticks: isNarrow ? 4 : 8,
        grid: true,
        nice: true,
        zero: true,
      },
      y: { domain: bars.map(({ label }) => label), label: null, tickSize: 0 },
      marks: [
        ...(claimed
          ? [Plot.rectX([claimed], { x1: "min", x2: "max", fill: ink("red"), fillOpacity: 0.14 })]
          : []),
        Plot.barX(bars, {
          x: "value",
          y: "label",
          fill: ({ color }: Bar) => ink(color),
          insetTop: 5,
          insetBottom: 5,
          rx: 2,
        }),
        Plot.text(bars, {
          x: "value",
          y: "label",
          text: ({ value }: Bar) => format(value),
          textAnchor: "start",
          dx: 5,
          fontWeight: 600,
        }),
        Plot.ruleX([0], { stroke: ink("gray") }),
      ],
    }),
  });
}
