import { markdownTable } from "../capacity/markdown-table";
import { changesSection, countsOf, losesData } from "./changes";
import { type Answer, capacitySection, monthlyCost } from "./figures";
import { code, count } from "./markdown";
import { policySection } from "./policies";
import type { Run } from "./run";
import { simulationSection } from "./simulation";

/** By which the workflow finds the comment that it updates. */
export const marker = "<!-- platform:preview -->";

/** GitHub takes 65,536 characters in a comment. */
const mostCharacters = 60_000;

/** All that is known of what a change would do to a stack. */
export interface Outlook {
  readonly run: Run;
  readonly plan: Answer;
  readonly basePlan: Answer | undefined;
  readonly simulated: Answer;
}

/** The one comment of a pull request, in GitHub's Markdown. */
export function commentOf(
  outlooks: readonly Outlook[],
  base: string | undefined,
  reportUrl: string | undefined,
): string {
  const urgent = [...outlooks].sort((one, other) => urgencyOf(other) - urgencyOf(one));
  const refused = outlooks.filter(({ run }) => !run.ok);
  const losing = outlooks.filter(({ run }) => run.changes.some(losesData));
  const named = (some: readonly Outlook[]) => some.map(({ run }) => run.stack).join(" and ");
  const verdicts = [
    ...(losing.length > 0 ? [`${named(losing)} would lose data`] : []),
    ...(refused.length > 0 ? [`${named(refused)} would be refused`] : []),
  ];
  const title = `## Preview: ${verdicts.join(", ") || "can be deployed"}`;
  const text = [
    marker,
    title,
    markdownTable(["Stack", "Verdict", "Changes", "Policies", "USD/month"], urgent.map(rowOf)),
    ...urgent.map(sectionOf),
    "---",
    footer(outlooks, base, reportUrl),
  ].join("\n\n");
  return `${limited(text)}\n`;
}

/** What somebody has to act upon comes first. */
function urgencyOf({ run }: Outlook): number {
  return (run.changes.some(losesData) ? 2 : 0) + (run.ok ? 0 : 1);
}

function rowOf({ run, plan, basePlan }: Outlook): string[] {
  const refusals = run.violations.filter(({ mandatory }) => mandatory).length;
  const advice = run.violations.length - refusals;
  const lost = run.changes.filter(losesData).length;
  return [
    `**${run.stack}**`,
    run.ok ? (lost > 0 ? "⚠️ **loses data**" : "✅ can be deployed") : "❌ refused",
    lost === 0 ? countsOf(run) : `**${count(lost, "resource")} with data lost**, of ${countsOf(run)}`,
    `${refusals === 0 ? "kept" : `**${count(refusals, "refusal")}**`}${advice > 0 ? `, ${count(advice, "hint")}` : ""}`,
    monthlyCost(plan, basePlan),
  ];
}

function sectionOf({ run, plan, basePlan, simulated }: Outlook): string {
  const policies = policySection(run);
  const changes = changesSection(run);
  const isDangerous = run.changes.some(losesData);
  return [
    `### ${run.stack}`,
    ...(isDangerous ? [changes, policies] : [policies, changes]).filter(Boolean),
    capacitySection(plan, basePlan),
    simulationSection(simulated),
  ].join("\n\n");
}

function footer(
  outlooks: readonly Outlook[],
  base: string | undefined,
  reportUrl: string | undefined,
): string {
  const stacks = outlooks.map(({ run }) => `--stack ${run.stack}`).join(" ");
  const command = `npm run ci:preview -- ${stacks}${base === undefined ? "" : ` --base ${base}`}`;
  const report = reportUrl === undefined ? "" : `[Report of the run](${reportUrl}). `;
  return `${report}The same, on the local AWS of your machine: ${code(command)}`;
}

function limited(text: string): string {
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, mostCharacters)}\n\n**The rest is cut off: the job's log has all of it.**`;
}

/** What an update did, for the summary of a job. */
export function updateOf(run: Run): string {
  const title = run.ok ? `## ${run.stack} is updated` : `## The update of ${run.stack} failed`;
  return `${limited([title, policySection(run), changesSection(run)].filter(Boolean).join("\n\n"))}\n`;
}
