import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { comparePlans, markdownOf, planMarkdown, type PrintedPlan } from "../capacity/compare";
import { runsTypeScript } from "../config/command";
import { plain } from "./markdown";

const run = promisify(execFile);

/** What a command of the project says of a stack, or why it could not. */
export type Answer = { readonly value: unknown } | { readonly failed: string };

/** The JSON that a command of the project prints, such as `capacity/cli.ts`, in a copy of the project. */
export async function answerOf(folder: string, program: string, ...options: string[]): Promise<Answer> {
  const words = [...runsTypeScript, program, ...options, "--json"];
  try {
    const { stdout } = await run(process.execPath, words, { cwd: folder, maxBuffer: 1 << 26 });
    return { value: JSON.parse(stdout) as unknown };
  } catch (error) {
    // A verdict that is no good is an answer as well: the command prints it and exits with 1.
    const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
    if (stdout.startsWith("{")) return { value: JSON.parse(stdout) as unknown };
    return { failed: stderr.trim() || message };
  }
}

/** What the plan asks for and costs, beside what it asked for at the base. */
export function capacitySection(head: Answer, base: Answer | undefined): string {
  const title = "#### Capacity and cost";
  // The preview is refused for the same mistake, and says it.
  if ("failed" in head) return `${title}\n\nNo plan: ${plain(head.failed)}`;
  const plan = head.value as PrintedPlan;
  if (base === undefined) return `${title}\n\n${planMarkdown(plan)}`;
  const before = printedPlanOf(base);
  return typeof before === "string"
    ? `${title}\n\nThe base has no plan to compare with: ${before}\n\n${planMarkdown(plan)}`
    : `${title}\n\n${markdownOf(comparePlans(before, plan))}`;
}

/** What the stack costs in a month; beside the base where that differs. */
export function monthlyCost(head: Answer, base: Answer | undefined): string {
  const [now, before] = [totalOf(head), totalOf(base)];
  return before === undefined || before === now ? (now ?? "unknown") : `${before} → **${now ?? "unknown"}**`;
}

function totalOf(answer: Answer | undefined): string | undefined {
  const plan = answer && printedPlanOf(answer);
  if (plan === undefined || typeof plan === "string") return undefined;
  return plan.cost?.totalUsd.toLocaleString("en", { maximumFractionDigits: 0 });
}

/** The plan, or why there is none: the program of the base may print other figures than this one. */
function printedPlanOf(answer: Answer): PrintedPlan | string {
  if ("failed" in answer) return plain(answer.failed);
  try {
    const plan = answer.value as PrintedPlan;
    comparePlans(plan, plan);
    return plan;
  } catch {
    return "its program prints other figures";
  }
}
