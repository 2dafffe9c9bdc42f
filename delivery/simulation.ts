import { markdownTable } from "../capacity/markdown-table";
import type { CaseResult } from "../simulation/cases";
import type { Verdict } from "../simulation/verdict";
import type { Answer } from "./figures";
import { plain } from "./markdown";

/** What `npm run simulate -- --json` prints. */
interface Simulated {
  readonly cases: readonly CaseResult[];
  readonly verdict: Verdict;
}

/** Whether the stack as it would be holds the declared load, by its own alarms and scaling. */
export function simulationSection(answer: Answer): string {
  const title = "#### Simulation of the declared load";
  if ("failed" in answer) return `${title}\n\nNot simulated: ${plain(answer.failed)}`;
  const { cases, verdict } = answer.value as Simulated;
  const rows = cases.map((it) => [
    it.name,
    `${it.violatedMinutes} of ${it.minutes}`,
    it.touchedCeiling ? "**touched**" : "no",
    it.paged.map(plain).join(", ") || "nobody",
  ]);
  return [
    title,
    [
      verdict.objectiveKept ? "✅ The objective is kept." : "❌ **The objective is not kept.**",
      verdict.pagesOnNormalDay
        ? "⚠️ **Somebody is woken on a normal day.**"
        : "Nobody is woken on a normal day.",
      verdict.ceilingTouched
        ? "⚠️ **The group's ceiling is touched on a normal day.**"
        : "The group's ceiling is not touched on one.",
    ].join(" "),
    markdownTable(["case", "minutes that break the objective", "ceiling", "paged"], rows),
  ].join("\n\n");
}
