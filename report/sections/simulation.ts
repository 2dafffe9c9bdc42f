import { alarmChart, shortName } from "../charts/alarms";
import { latencyChart, loadChart, sizeChart, usageChart } from "../charts/runs";
import type { RecordedCase, ReportData } from "../data";
import { number, percent, usd } from "../format";
import { html, type Html } from "../html";
import { keepsObjective } from "../../simulation/verdict";
import { table } from "../table";
import { badge, section } from "./section";

/** What the stack's own alarms and scaling do under the standard loads. */
export function simulation(data: ReportData): Html {
  return section(
    "simulation",
    "Under load",
    html`The group of the preview with its own alarms and scaling, simulated minute by minute. A minute is
    violated when fewer than 95 of 100 requests are answered in time; the objective allows one in a thousand.`,
    caseTable(data),
    data.cases.map((it) => caseDetails(it, data)),
  );
}

/** Cases that are open when the page is. */
const opened = ["peak in 4 h", "zone lost"];

const caseColumns = (data: ReportData) => [
  { title: "Case", of: ({ name }: RecordedCase) => name },
  { title: "Minutes", isFigure: true, of: ({ result }: RecordedCase) => number(result.minutes) },
  { title: "Violated", isFigure: true, of: ({ result }: RecordedCase) => number(result.violatedMinutes) },
  {
    title: "Dropped requests",
    isFigure: true,
    of: ({ result }: RecordedCase) => number(result.droppedRequests),
  },
  {
    title: "Largest group",
    isFigure: true,
    of: ({ outcome }: RecordedCase) => number(outcome.largestSize),
  },
  {
    title: "Memory",
    isFigure: true,
    of: ({ outcome }: RecordedCase) => percent(outcome.most.memoryPercent),
  },
  { title: "Cost", isFigure: true, of: ({ result }: RecordedCase) => usd(result.cost) },
  { title: "Exact fleet", isFigure: true, of: ({ result }: RecordedCase) => usd(result.clairvoyantCost) },
  { title: "Ceiling", of: ({ result }: RecordedCase) => (result.touchedCeiling ? "touched" : "clear") },
  {
    title: "Paged",
    of: ({ result }: RecordedCase) =>
      result.paged.map((name) => shortName(name, data)).join(", ") || "nobody",
  },
];

function caseTable(data: ReportData): Html {
  return html`${table("Cases", caseColumns(data), data.cases)}
    <p class="quiet">
      Exact fleet: what the instances would have cost that somebody would start who knew each minute in
      advance.
    </p>`;
}

function caseDetails(it: RecordedCase, data: ReportData): Html {
  const { result, isOrdinary, isPromised } = it;
  const isKept = keepsObjective(it);
  const minutes = `${result.violatedMinutes} minute${result.violatedMinutes === 1 ? "" : "s"} violated`;
  const isQuiet = result.paged.length === 0;
  return html`<details class="case" ${opened.includes(it.name) && "open"}>
    <summary>
      <h3>${it.name}</h3>
      ${badge(isKept ? "good" : isPromised ? "bad" : "note", isKept && result.violatedMinutes > 0 ? `${minutes}, within the objective` : minutes)}
      ${badge(isQuiet ? "good" : isOrdinary ? "bad" : "note", isQuiet ? "nobody paged" : `${result.paged.length} page${result.paged.length === 1 ? "" : "s"}`)}
    </summary>
    <div class="charts">
      ${[loadChart(it, data), sizeChart(it, data), usageChart(it, data), latencyChart(it, data)]}
    </div>
    ${alarmChart(it, data)}
  </details>`;
}
