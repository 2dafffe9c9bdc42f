import { exit } from "../config/command";
import { day } from "./cases";
import { runCommand, say, stackCommand, type StackOptions, subjectOf, UsageError } from "./command";
import { reportOf } from "./report";
import { isGood, judge } from "./verdict";

interface Options extends StackOptions {
  readonly loseZone?: string;
}

runCommand(async (argv) => {
  const options = stackCommand(
    "simulate",
    "What a stack's own alarms and scaling do under the declared load: is the objective kept, does anything page on a " +
      "normal day, is the ceiling touched?",
  )
    .option(
      "--lose-zone <minute>",
      "minute in which a zone is lost, or `worst`; in the trace too, where there is one",
    )
    .parse(argv)
    .opts<Options>();
  const loseZone = minuteOf(options.loseZone);
  const { stack, read, declaration, trace } = await subjectOf(options);
  const last = Math.max(day, trace?.minutes ?? 0) - 1;
  if (typeof loseZone === "number" && loseZone > last) {
    throw new UsageError(
      `--lose-zone: found ${loseZone}, allowed: a minute of the load, 0 to ${last}, or worst`,
    );
  }
  const { cases, verdict } = judge(
    read.fleet,
    declaration,
    {
      now: Date.now(),
      ...(loseZone !== undefined && { loseZone }),
      ...(trace && { trace, loseZoneInTrace: loseZone !== undefined }),
    },
    (name) => {
      say(`simulating ${name} ...`);
    },
  );
  const results = cases.map(({ result }) => result);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ stack, cases: results, verdict }, undefined, 2)}\n`
      : reportOf(stack, read, declaration, cases, verdict),
  );
  return isGood(verdict) ? exit.done : exit.refused;
});

function minuteOf(text: string | undefined): number | "worst" | undefined {
  if (text === undefined || text === "worst") return text;
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--lose-zone: found ${text}, allowed: a minute such as 300, or worst`);
}
