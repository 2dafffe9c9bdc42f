import { barChart } from "../charts/bars";
import type { Color } from "../charts/chart";
import type { ReportData } from "../data";
import { between, number } from "../format";
import { html, type Html } from "../html";
import { table } from "../table";
import { badge, section } from "./section";

/** What each constraint asks for, the figures of the plan, and what does not go together. */
export function capacity(data: ReportData): Html {
  const { plan } = data;
  return section(
    "capacity",
    "Capacity",
    html`At the peak the fleet needs ${number(plan.compute.peak.required)} instances:
    ${plan.compute.peak.binding} binds. Every figure follows from the declared workload; its formula stands
    beside it.`,
    constraintChart(data),
    claimsTable(data),
    contradictionList(data),
    html`<h3>Every figure, with its formula</h3>
      <div class="figures">
        ${data.figures.map(
          ({ title, rows }) =>
            html`<details>
              <summary>${title}</summary>
              ${table(
                title,
                [
                  { title: "Figure", of: ({ figure }) => figure },
                  {
                    title: "Value",
                    isFigure: true,
                    of: ({ value }) => (typeof value === "number" ? number(value) : value),
                  },
                  { title: "Unit", of: ({ unit }) => unit },
                  { title: "Formula", of: ({ formula }) => formula },
                ],
                rows,
              )}
            </details>`,
        )}
      </div>`,
  );
}

function constraintChart({ plan, workload, fleet }: ReportData): Html {
  const { peak } = plan.compute;
  const bound = (constraint: string): Color => (peak.binding === constraint ? "orange" : "gray");
  const claim = workload.claims?.peakInstances;
  return barChart({
    title: "Instances at peak, by constraint",
    description: `By users ${peak.byUsersMax}, by memory ${peak.byMemory}, by CPU ${peak.byCpu}; ceiling ${fleet.maxSize}.`,
    unit: "instances",
    format: number,
    legend: [
      { label: "binds", color: "orange" },
      { label: "does not bind", color: "gray" },
      { label: "what is deployed for it", color: "blue" },
      ...(claim ? [{ label: `claimed: ${between(claim)}`, color: "red" as const }] : []),
    ],
    bars: [
      { label: "by users", value: peak.byUsersMax, color: bound("users") },
      { label: "by memory", value: peak.byMemory, color: bound("memory") },
      { label: "by CPU", value: peak.byCpu, color: bound("cpu") },
      ...(peak.byLatency === undefined
        ? []
        : [{ label: "by latency", value: peak.byLatency, color: bound("latency") }]),
      { label: "with buffer", value: peak.withBuffer, color: "blue" },
      { label: "with loss of a zone", value: peak.withAzLoss, color: "blue" },
      { label: "ceiling of the group", value: fleet.maxSize, color: "blue" },
    ],
    ...(claim && { claimed: { label: "claimed", ...claim } }),
  });
}

/** What somebody else has stated, beside the plan's own figures. */
function claimsTable({ plan: { claims } }: ReportData): Html | undefined {
  if (claims.length === 0) return undefined;
  return table(
    "Claimed, and planned",
    [
      { title: "Figure", of: ({ title }) => title },
      { title: "Claimed", isFigure: true, of: ({ claimed }) => between(claimed) },
      { title: "Planned", isFigure: true, of: ({ planned }) => between(planned) },
      { title: "Unit", of: ({ unit }) => unit },
      { title: "", of: ({ agrees }) => badge(agrees ? "good" : "note", agrees ? "agrees" : "differs") },
      { title: "Why", of: ({ why }) => why },
    ],
    claims,
  );
}

function contradictionList({ plan: { contradictions } }: ReportData): Html {
  if (contradictions.length === 0)
    return html`<p class="quiet">Nothing that is declared contradicts the plan.</p>`;
  return html`<h3>Contradictions in what is declared</h3>
    <ul class="contradictions">
      ${contradictions.map(({ message }) => html`<li>${message}</li>`)}
    </ul>`;
}
