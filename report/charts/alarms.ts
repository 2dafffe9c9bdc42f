import * as Plot from "@observablehq/plot";
import type { RecordedCase, ReportData } from "../data";
import { html, type Html } from "../html";
import { chart, ink } from "./chart";

/** A time in which an alarm was on. */
interface Span {
  readonly alarm: string;
  readonly pages: boolean;
  /** Hours since the beginning. */
  readonly from: number;
  readonly to: number;
}

/** When each alarm was on; alarms that never were are left out. */
export function alarmChart(run: RecordedCase, data: ReportData): Html {
  const spans = spansOf(run, data);
  const names = [...new Set(spans.map(({ alarm }) => alarm))];
  if (names.length === 0) return html`<p class="quiet">No alarm went off.</p>`;
  const hours = run.load.minutes / 60;
  return chart({
    title: "Alarms",
    description: spans
      .map(({ alarm, from, to }) => `${alarm} from hour ${from.toFixed(1)} to ${to.toFixed(1)}`)
      .join("; "),
    legend: [
      { label: "pages somebody", color: "red" },
      { label: "scales the group, or opens a ticket", color: "orange" },
    ],
    drawing: ({ isNarrow }) => ({
      height: 46 + names.length * 24,
      marginLeft: isNarrow ? 146 : 180,
      marginBottom: 34,
      x: {
        domain: [0, hours],
        label: "hours since the beginning",
        labelAnchor: "center",
        labelArrow: "none",
        ticks: isNarrow ? 4 : 12,
        grid: true,
      },
      y: { domain: names, label: null, tickSize: 0 },
      marks: [
        Plot.barX(spans, {
          x1: "from",
          x2: "to",
          y: "alarm",
          fill: ({ pages }: Span) => ink(pages ? "red" : "orange"),
          insetTop: 3,
          insetBottom: 3,
        }),
      ],
    }),
  });
}

/** Shortest bar that is seen, hours. */
const least = 0.05;

function spansOf({ history, outcome }: RecordedCase, data: ReportData): Span[] {
  const pages = new Set(outcome.alarms.filter((alarm) => alarm.pages).map(({ name }) => name));
  return [...history.alarms].flatMap(([name, states]) => {
    const starts = states.flatMap((state, at) =>
      state === "ALARM" && states[at - 1] !== "ALARM" ? [at] : [],
    );
    return starts.map((start): Span => {
      const length = states.slice(start).findIndex((state) => state !== "ALARM");
      const end = length < 0 ? states.length : start + length;
      const from = start / 60;
      return {
        alarm: shortName(name, data),
        pages: pages.has(name),
        from,
        to: Math.max(end / 60, from + least),
      };
    });
  });
}

/** An alarm's name without what all of the stack have in common, such as `web-prod-`. */
export function shortName(alarm: string, { fleet, stack }: Pick<ReportData, "fleet" | "stack">): string {
  const prefix = `${fleet.name}-${stack}-`;
  return alarm.startsWith(prefix) ? alarm.slice(prefix.length) : alarm;
}
