import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { html, type Html, trusted } from "../html";

/** What draws a chart on a screen of some width: the same marks with other margins and fewer ticks. */
export type Drawing = (width: Width) => Plot.PlotOptions;

export interface Width {
  /** Pixels. */
  readonly pixels: number;
  readonly isNarrow: boolean;
}

export interface ChartArgs {
  readonly title: string;
  /** What the chart shows, for whoever does not see it. */
  readonly description: string;
  readonly drawing: Drawing;
  /** `half` stands beside another one where there is room. */
  readonly size?: "full" | "half";
  readonly legend?: readonly Key[];
  /** The same as figures. */
  readonly table?: Html;
}

/** An entry of a legend. */
export interface Key {
  readonly label: string;
  /** A color of the page: see style.css. */
  readonly color: Color;
  readonly isDashed?: boolean;
}

export type Color = "blue" | "orange" | "green" | "red" | "violet" | "gray";

/** A color of the page as SVG takes it; it follows the page's light or dark scheme. */
export function ink(color: Color | "card"): string {
  return `var(--${color})`;
}

/** A wide and a narrow drawing, since text in a drawing shrinks with it. The page shows the one that fits. */
const widths = { full: 1020, half: 490, narrow: 330 };

/** What a drawing is made in. The DOM's own types would be global in the whole project, so they are left out. */
const { document } = parseHTML("<!doctype html><html><body></body></html>") as unknown as {
  document: object;
};

/** A chart as SVG in the page: it needs no script, prints, and follows the page's colors. */
export function chart({ title, description, drawing, size = "full", legend = [], table }: ChartArgs): Html {
  const drawn = (kind: "wide" | "narrow", width: Width) =>
    html`<div class="${kind}" role="img" aria-label="${title}. ${description}">
      ${svgOf(drawing, width)}
    </div>`;
  return html`<figure class="chart">
    <figcaption>${title}</figcaption>
    ${legend.length > 0 && legendOf(legend)} ${drawn("wide", { pixels: widths[size], isNarrow: false })}
    ${drawn("narrow", { pixels: widths.narrow, isNarrow: true })}
    ${
      table &&
      html`<details>
        <summary>As a table</summary>
        ${table}
      </details>`
    }
  </figure>`;
}

function svgOf(drawing: Drawing, width: Width): Html {
  const drawn = Plot.plot({
    document,
    width: width.pixels,
    style: { fontSize: "12px", background: "transparent", overflow: "visible" },
    ...drawing(width),
  }) as unknown as { outerHTML: string };
  return trusted(drawn.outerHTML);
}

function legendOf(keys: readonly Key[]): Html {
  return html`<ul class="legend">
    ${keys.map(
      ({ label, color, isDashed }) =>
        html`<li>
          <span class="key ${isDashed ? "dashed" : ""}" style="--key:var(--${color})"></span>${label}
        </li>`,
    )}
  </ul>`;
}
