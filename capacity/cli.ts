import { Command, CommanderError } from "commander";
import { ConfigError, type Environment, loadEnvironment, sizingOf } from "../config";
import { readStackFile } from "../config/stack-file";
import { dated } from "./explain";
import { planCapacity } from "./plan";
import { reportOf } from "./report";

interface Options {
  readonly stack: string;
  readonly json?: true;
}

const exit = { done: 0, refused: 1, badUsage: 2 };

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads the report may stop before its end, as `head` does.
  if (error.code === "EPIPE") return;
  process.stderr.write(`cannot write the report: ${error.message}\n`);
  process.exitCode = exit.refused;
});
process.exitCode = run(process.argv);

function run(argv: readonly string[]): number {
  try {
    print(optionsOf(argv));
    return exit.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.badUsage;
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return exit.refused;
  }
}

function optionsOf(argv: readonly string[]): Options {
  return new Command("npm run capacity --")
    .description("The capacity plan of a stack, from the workload that its Pulumi.<stack>.yaml declares")
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-j, --json", "the plan as JSON")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

function print({ stack, json }: Options): void {
  const source = readStackFile(process.cwd(), stack);
  const environment = loadEnvironment(source);
  const sizing = sizingOf(environment);
  const plan = planCapacity(environment.workload, sizing);
  const now = new Date();
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...plan, runway: plan.runway.map((limit) => dated(limit, now)) }, undefined, 2)}\n`
      : `${headingOf(environment, source.file)}\n${reportOf(plan, environment.workload, sizing, now)}`,
  );
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
