import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { code, plain, table } from "./markdown";

const run = promisify(execFile);

/** What a command of the project says of a stack, or why it could not. */
export type Answer = { readonly value: unknown } | { readonly failed: string };

/** A row of the table: what it is called, and where the capacity plan has it. */
const figures: readonly (readonly [label: string, path: string, unit: string])[] = [
  ["users at once, at the peak", "users.peakConcurrent", ""],
  ["requests at the peak", "traffic.peakRps", "RPS"],
  ["instances that the peak needs", "compute.peak.required", ""],
  ["instance type", "compute.instanceType", ""],
  ["instances at least", "compute.min", ""],
  ["instances at most", "compute.max", ""],
  ["database", "database.instanceClass", ""],
  ["database, at most", "database.acu.max", "ACU"],
  ["readers beside the writer", "database.readers", ""],
  ["database in a year", "database.gbInAYear", "GB"],
  ["cache", "cache.nodeType", ""],
  ["cache nodes", "cache.nodes", ""],
  ["instances at least, all month", "cost.baseline.usdPerMonth", "USD/month"],
  ["instances at most, all month", "cost.ceiling.usdPerMonth", "USD/month"],
  ["database at most, all month", "cost.state.database.max", "USD/month"],
  ["sessions at most, all month", "cost.state.sessions.max", "USD/month"],
];

/** The JSON that a command of the project prints, such as `capacity/cli.ts`, in a copy of the project. */
export async function answerOf(folder: string, program: string, ...options: string[]): Promise<Answer> {
  const words = ["--import", "tsx", program, ...options, "--json"];
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
  if (base === undefined) return `${title}\n\n${tableOf(head.value, undefined)}`;
  if ("failed" in base) {
    return [
      title,
      `The base has no plan to compare with: ${plain(base.failed)}`,
      tableOf(head.value, undefined),
    ].join("\n\n");
  }
  const changed = tableOf(head.value, base.value);
  return `${title}\n\n${changed || "As at the base: the plan asks for the same sizes, at the same cost."}`;
}

/** What the instances cost in a month, from the fewest to the most; beside the base where that differs. */
export function instanceCost(head: Answer, base: Answer | undefined): string {
  const [now, before] = [rangeOf(head), rangeOf(base)];
  return before === undefined || before === now ? (now ?? "unknown") : `${before} → **${now ?? "unknown"}**`;
}

function rangeOf(plan: Answer | undefined): string | undefined {
  if (plan === undefined || "failed" in plan) return undefined;
  const ends = ["baseline", "ceiling"].map((end) => valueAt(plan.value, `cost.${end}.usdPerMonth`));
  return ends.map((end) => (typeof end === "number" ? amount(end) : "unknown")).join(" to ");
}

/** All figures, or those that differ from the base. */
function tableOf(head: unknown, base: unknown): string {
  const rows = figures.flatMap(([label, path, unit]) => {
    const now = valueAt(head, path);
    const before = valueAt(base, path);
    if (base === undefined) return now === undefined ? [] : [[label, shown(now, unit)]];
    return now === before
      ? []
      : [[label, shown(before, unit), `**${shown(now, unit)}**`, change(before, now)]];
  });
  if (rows.length === 0) return "";
  return table(base === undefined ? ["", "this change"] : ["", "base", "this change", "difference"], rows);
}

function valueAt(plan: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (holder, key) =>
        typeof holder === "object" && holder !== null ? (holder as Record<string, unknown>)[key] : undefined,
      plan,
    );
}

function shown(value: unknown, unit: string): string {
  if (value === undefined) return "none";
  const text = typeof value === "number" ? amount(value) : code(JSON.stringify(value).replaceAll('"', ""));
  return `${text}${unit && ` ${unit}`}`;
}

function change(before: unknown, now: unknown): string {
  if (typeof before !== "number" || typeof now !== "number") return "";
  const share = before === 0 ? "" : ` (${signed(Math.round((now / before - 1) * 100))} %)`;
  return `${signed(now - before)}${share}`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${amount(Math.abs(value))}`;
}

function amount(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });
}
