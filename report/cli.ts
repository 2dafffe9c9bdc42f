import { Command } from "commander";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { exit, failureOf, type Output, terminal } from "../config/command";
import { ConfigError } from "../config";
import { readStackFile } from "../config/stack-file";
import { DocumentError } from "../simulation/read/document";
import { FleetError } from "../simulation/read/fleet";
import { reportData } from "./data";
import { pageOf } from "./page";
import { previewFrom, PreviewError, previewLocally } from "./preview";
import { summaryOf } from "./summary";

interface Options {
  readonly stack: string;
  readonly out?: string;
  readonly preview?: string;
  readonly events?: string;
  readonly json?: true;
}

class UsageError extends Error {}

const refused = [ConfigError, DocumentError, FleetError, PreviewError];

/** @returns the exit code */
export async function main(argv: readonly string[], output: Output): Promise<number> {
  try {
    await report(optionsOf(argv, output), output);
    return exit.done;
  } catch (error) {
    const { code, message } = failureOf(error, { refused, badUsage: [UsageError] });
    if (message !== undefined) output.say(`error: ${message}`);
    return code;
  }
}

function optionsOf(argv: readonly string[], { print, say }: Output): Options {
  return new Command("npm run report --")
    .description(
      "Everything about a stack's capacity on one page (index.html, no network, no script), with a summary in Markdown",
    )
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-o, --out <folder>", "where to write index.html and summary.md; by default dist/report-STACK")
    .option(
      "--preview <file>",
      "what `pulumi preview --json` printed, or a stack's state, in place of a preview on the local AWS",
    )
    .option(
      "--events <file>",
      "the events of that preview or update (--event-log), which hold what the policies said",
    )
    .option("-j, --json", "where they have been written, as JSON: {stack, page, summary}")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: (text) => {
        say(text.trimEnd());
      },
    })
    .parse(argv, { from: "user" })
    .opts<Options>();
}

async function report(
  { stack, out = join("dist", `report-${stack}`), preview: file, events, json }: Options,
  { print, say }: Output,
): Promise<void> {
  if (events !== undefined && file === undefined) {
    throw new UsageError("--events are of a preview that is given: --preview FILE");
  }
  readStackFile(process.cwd(), stack);
  if (file === undefined) say(`previewing ${stack} on the local AWS ...`);
  const preview = file === undefined ? await previewLocally(stack) : previewFrom(file, events);
  const data = reportData(process.cwd(), stack, preview, new Date(), say);
  const [page, summary] = [resolve(out, "index.html"), resolve(out, "summary.md")];
  mkdirSync(out, { recursive: true });
  writeFileSync(page, pageOf(data));
  writeFileSync(summary, summaryOf(data));
  print(`${json ? JSON.stringify({ stack, page, summary }, undefined, 2) : page}\n`);
}

if (require.main === module) {
  void main(process.argv.slice(2), terminal).then((code) => (process.exitCode = code));
}
