import { Command } from "commander";
import { exit, failureOf, terminal } from "../../config/command";
import { recoveryOf } from ".";
import { ConfigError, loadEnvironment } from "../../config";
import { recoverySetupOf } from "../../config/recovery";
import { readStackFile } from "../../config/stack-file";
import { reportOf } from "./report";

process.exitCode = run(process.argv);

function run(argv: readonly string[]): number {
  try {
    print(optionsOf(argv));
    return exit.done;
  } catch (error) {
    const { code, message } = failureOf(error, { refused: [ConfigError] });
    if (message !== undefined) terminal.say(message);
    return code;
  }
}

interface Options {
  readonly stack: string;
  readonly json?: true;
}

function optionsOf(argv: readonly string[]): Options {
  return new Command("npm run recovery --")
    .description(
      "How long a stack takes to recover from each disruption and what may be lost, beside its objectives",
    )
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-j, --json", "as JSON; null stands for never")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

function print({ stack, json }: Options): void {
  const source = readStackFile(process.cwd(), stack);
  const environment = loadEnvironment(source);
  const { recovery, backup, region } = environment;
  const recoveries = recoveryOf(recoverySetupOf(environment, recovery, backup, region), recovery.objectives);
  const heading = `${stack} (${source.file}) in ${region}: recovery mode ${recovery.mode}`;
  const text = json ? JSON.stringify(recoveries, undefined, 2) : `${heading}\n${reportOf(recoveries)}`;
  process.stdout.write(`${text}\n`);
}
