import type { ReportData } from "./data";
import { monthOf, addMonths, number, usd } from "./format";
import { layersOf } from "./sections/architecture";
import { statements, tilesOf } from "./sections/overview";
import { dated, limitNames } from "../capacity/explain";
import { markdownTable } from "../capacity/markdown-table";

/** The report in short, as Markdown: for a pull request or a chat. */
export function summaryOf(data: ReportData): string {
  const { stack, growthStart, plan, cases, policies } = data;
  return [
    `# Capacity of ${stack}`,
    statements(data).map(
      ({ tone, text }) => `- ${tone === "good" ? "✅" : tone === "bad" ? "❌" : "ℹ️"} ${text}`,
    ),
    markdownTable(
      ["Figure", "Value", ""],
      tilesOf(data).map(({ label, value, note }) => [label, value, note]),
    ),
    "## Architecture",
    layersOf(data)
      .filter(({ boxes }) => boxes.length > 0)
      .map(
        ({ title, boxes }) =>
          `- **${title}**: ${boxes.map((box) => `${box.title} (${box.size})`).join(", ")}`,
      ),
    ...(plan.contradictions.length > 0
      ? ["## Contradictions", plan.contradictions.map(({ message }) => `- ${message}`)]
      : []),
    "## Under load",
    markdownTable(
      ["Case", "Violated minutes", "Dropped", "Largest group", "Ceiling", "Paged", "Cost"],
      cases.map(({ name, result, outcome }) => [
        name,
        `${result.violatedMinutes} of ${number(result.minutes)}`,
        number(result.droppedRequests),
        number(outcome.largestSize),
        result.touchedCeiling ? "touched" : "clear",
        result.paged.join(", ") || "nobody",
        usd(result.cost),
      ]),
    ),
    "## Runway",
    markdownTable(
      ["Limit", "Needed today", "There is", "High growth", "Low growth", "Begin by", "What to change"],
      plan.runway
        .map((limit) => dated(limit, growthStart))
        .map(({ limit, unit, today, ceiling, monthHigh, monthLow, startBy, remedy }) => [
          limitNames[limit],
          number(today),
          `${number(ceiling)} ${unit}`,
          ...[monthHigh, monthLow].map((months) =>
            months === null ? "not in sight" : monthOf(addMonths(growthStart, months)),
          ),
          startBy ?? "",
          remedy.change,
        ]),
    ),
    ...(policies && policies.violations.length > 0
      ? [
          "## Policy violations",
          policies.violations.map(({ policy, resource, level }) => `- ${policy} (${level}): ${resource}`),
        ]
      : []),
  ]
    .map((part) => (typeof part === "string" ? part : part.join("\n")))
    .join("\n\n")
    .concat("\n");
}
