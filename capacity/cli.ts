import { Command } from "commander";
import { readFileSync } from "node:fs";
import { exit, failureOf, type Output, terminal } from "../config/command";
import { ConfigError, deploymentOf, type Environment, loadEnvironment, sizingOf } from "../config";
import { readStackFile } from "../config/stack-file";
import { comparePlans, markdownOf, type PrintedPlan } from "./compare";
import { billOrReason } from "./cost";
import { alternativesOf } from "./cost/alternatives";
import { dated, explain, forecastLines } from "./explain";
import { alternativeRows, costRows } from "./explain/cost";
import { forecastOf, growthFrom } from "./forecast";
import { planCapacity } from "./planning";
import { reportOf } from "./report";

interface Options {
  readonly stack: string;
  readonly json?: true;
  readonly compare?: string;
}

/** A mistake of the person who runs the command. */
class UserError extends Error {}

/** @returns the exit code */
export function main(argv: readonly string[], output: Output): number {
  try {
    report(optionsOf(argv), output);
    return exit.done;
  } catch (error) {
    const { code, message } = failureOf(error, { refused: [ConfigError, UserError] });
    if (message !== undefined) output.say(message);
    return code;
  }
}

function optionsOf(argv: readonly string[]): Options {
  return new Command("npm run capacity --")
    .description("The capacity plan of a stack, from the workload that its Pulumi.<stack>.yaml declares")
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-j, --json", "as JSON")
    .option("-c, --compare <file>", "the difference to a plan that --json has printed, as Markdown or JSON")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv, { from: "user" })
    .opts<Options>();
}

function report({ stack, json, compare }: Options, { print }: Output): void {
  const source = readStackFile(process.cwd(), stack);
  const environment = loadEnvironment(source);
  const { workload } = environment;
  const sizing = sizingOf(environment);
  const plan = planCapacity(workload, sizing);
  const deployment = deploymentOf(environment);
  const cost = billOrReason(workload, sizing, plan, deployment);
  const now = new Date();
  const start = growthFrom(workload, now);
  const forecast = forecastOf(workload, sizing, (later, itsPlan) => {
    const bill = billOrReason(later, sizing, itsPlan, deployment);
    return typeof bill === "string" ? undefined : bill.totalUsd;
  });
  const printed = {
    ...plan,
    runway: plan.runway.map((limit) => dated(limit, start)),
    forecast,
    ...(typeof cost === "string" ? { costUnknown: cost } : { cost }),
  };
  const write = (text: string) => {
    print(`${text}\n`);
  };
  if (compare !== undefined) {
    const difference = comparePlans(readPlan(compare), printed);
    write(json ? JSON.stringify(difference, undefined, 2) : markdownOf(difference).trimEnd());
  } else if (json) {
    write(JSON.stringify(printed, undefined, 2));
  } else {
    const { instanceType } = environment.compute;
    const sections = [
      ...explain(plan, workload, sizing, now),
      typeof cost === "string"
        ? { title: `Cost: ${cost}`, rows: [] }
        : {
            title: `Cost, of ${cost.underLoad ? "an idle standby" : "the declared load"} in ${cost.region}`,
            rows: costRows(cost),
          },
      ...(typeof cost === "string"
        ? []
        : [
            {
              title: "Instance types for the same workload, the cheapest under its load",
              rows: alternativeRows(alternativesOf(workload, sizing), instanceType),
            },
          ]),
    ];
    write(
      `${headingOf(environment, source.file)}\n${reportOf(plan, sections, forecastLines(forecast, workload.monthlyGrowth, start)).trimEnd()}`,
    );
  }
}

/** @throws UserError when the file is not what `--json` prints. */
function readPlan(file: string): PrintedPlan {
  try {
    const plan = JSON.parse(readFileSync(file, "utf8")) as PrintedPlan;
    comparePlans(plan, plan);
    return plan;
  } catch (error) {
    throw new UserError(
      `--compare ${file}: not a plan that npm run capacity -- --json has printed (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

function headingOf(environment: Environment, file: string): string {
  const { stack, region, availabilityZones, compute, database, cache } = environment;
  const byHand = [
    ["compute.minSize", compute.minSize],
    ["compute.maxSize", compute.maxSize],
    ["database.instanceClass", database.instanceClass],
    ["database.acu", database.acu && `${database.acu.min}-${database.acu.max}`],
    ["cache.nodeType", cache.nodeType],
  ].flatMap(([key, size]) =>
    size === undefined ? [] : `platform:${key} sets ${size} in place of the plan's figure`,
  );
  const what = `${stack} (${file}): ${compute.instanceType} in ${availabilityZones} Availability Zones of ${region}`;
  return [what, ...byHand].join("\n");
}

if (require.main === module) {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads the report may stop before its end, as `head` does.
    if (error.code === "EPIPE") return;
    terminal.say(`cannot write the report: ${error.message}`);
    process.exitCode = exit.refused;
  });
  process.exitCode = main(process.argv.slice(2), terminal);
}
