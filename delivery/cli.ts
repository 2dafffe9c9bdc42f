import { Command } from "commander";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { exit, failureOf } from "../config/command";
import { NoSuchCommitError, withCommit } from "./base";
import { commentOf, type Outlook, updateOf } from "./comment";
import { driftOf } from "./drift";
import { type Answer, answerOf } from "./figures";
import { root, run } from "./pulumi";

interface StackOptions {
  readonly stack: string;
  readonly out?: string;
}

interface UpOptions extends StackOptions {
  readonly plan?: string;
}

interface PreviewOptions {
  readonly stack: readonly string[];
  readonly base?: string;
  readonly savePlan?: string;
  readonly out?: string;
  readonly reportUrl?: string;
}

async function preview(options: PreviewOptions): Promise<number> {
  const outlooks: Outlook[] = [];
  for (const stack of options.stack) outlooks.push(await outlookOf(stack, options));
  deliver(commentOf(outlooks, options.base, options.reportUrl), options.out);
  return outlooks.every(({ run }) => run.ok) ? exit.done : exit.refused;
}

async function outlookOf(stack: string, { base, savePlan }: PreviewOptions): Promise<Outlook> {
  const planOf = (folder: string) => answerOf(folder, "capacity/cli.ts", "--stack", stack);
  const basePlan = base === undefined ? undefined : await withCommit(base, planOf);
  const folder = mkdtempSync(join(tmpdir(), "preview-"));
  try {
    // What is simulated is what would be deployed, so the plan is kept for it where nobody else asks for it.
    const file = savePlan === undefined ? join(folder, "plan.json") : resolve(savePlan);
    const result = await run("preview", stack, "--save-plan", file);
    const simulated: Answer = existsSync(file)
      ? await answerOf(root, "simulation/cli.ts", "--preview", file)
      : { failed: "a preview that is refused leaves nothing to simulate; it is when that is corrected" };
    return { run: result, plan: await planOf(root), basePlan, simulated };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function up({ stack, plan, out }: UpOptions): Promise<number> {
  // What was reviewed is all that may happen; without a plan there has been no review to hold the update to.
  const held = plan === undefined ? [] : ["--plan", resolve(plan)];
  const result = await run("up", stack, "--yes", "--skip-preview", ...held);
  deliver(updateOf(result), out);
  return result.ok ? exit.done : exit.refused;
}

async function drift({ stack, out }: StackOptions): Promise<number> {
  const result = await run("preview", stack, "--refresh", "--expect-no-changes");
  deliver(driftOf(result), out);
  return result.ok ? exit.done : exit.refused;
}

function deliver(text: string, file: string | undefined): void {
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

const outText = "where the Markdown goes, in place of standard output";
const several = (value: string, earlier: readonly string[] = []) => [...earlier, value];

async function main(argv: readonly string[]): Promise<number> {
  let code = exit.done;
  const program = new Command("npm run ci:<command> --").exitOverride();
  program
    .command("preview")
    .description(
      "The comment of a pull request, as Markdown: what it would do to the stacks. Exits with 1 where one is refused.",
    )
    .requiredOption("-s, --stack <name>", "a stack; may be given more than once", several)
    .option("-b, --base <commit>", "what capacity and cost are compared with")
    .option("--save-plan <file>", "where the plan goes that an update of the one stack is held to")
    .option("--report-url <url>", "address of the HTML report that the comment links to")
    .option("-o, --out <file>", outText)
    .action(async (options: PreviewOptions, command: Command) => {
      if (options.savePlan !== undefined && options.stack.length > 1)
        command.error("--save-plan takes the plan of one stack: give one --stack", {
          exitCode: exit.badUsage,
        });
      code = await preview(options);
    });
  program
    .command("up")
    .description("Updates a stack, held to a plan that has been reviewed; prints what it did, as Markdown.")
    .requiredOption("-s, --stack <name>", "the stack")
    .option("-p, --plan <file>", "the plan that `ci:preview --save-plan` wrote")
    .option("-o, --out <file>", outText)
    .action(async (options: UpOptions) => {
      code = await up(options);
    });
  program
    .command("drift")
    .description(
      "Compares a stack with AWS. Exits with 1 where they differ, and prints the issue to open, as Markdown.",
    )
    .requiredOption("-s, --stack <name>", "the stack")
    .option("-o, --out <file>", outText)
    .action(async (options: StackOptions) => {
      code = await drift(options);
    });
  await program.parseAsync(argv, { from: "user" });
  return code;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const { code, message } = failureOf(error, { refused: [], badUsage: [NoSuchCommitError] });
    process.exitCode = code;
    if (message !== undefined) process.stderr.write(`error: ${message}\n`);
  },
);
