import { Command } from "commander";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { failureOf, terminal } from "./command";
import { formerKeys } from "./issues";
import { ConfigError, inWords } from "./problems";
import { type Tier, tier } from "./schema";
import type { ConfigSource } from "./load";
import { readStackFile } from "./stack-file";

/** @throws ConfigError when the stack's file names no tier. */
export function tierIn({ file, values }: ConfigSource): Tier {
  const key = "platform:tier";
  const { data } = tier.safeParse(values[key]);
  if (data !== undefined) return data;
  const former = Object.keys(formerKeys).find((name) => name in values);
  const problem = { file, key, found: inWords(values[key]), allowed: "dev or prod" };
  throw new ConfigError([
    former === undefined ? problem : { ...problem, fix: `for ${former} ${formerKeys[former]}` },
  ]);
}

/**
 * Options of `pulumi preview` and `pulumi up`: the policy pack of a folder with its configuration for a stack, which is the
 * stack's own file, such as `staging.json`, or else its tier's.
 */
export function policyPackOptions(folder: string, stack: string, tierOf: () => Tier): string[] {
  const own = join(folder, `${stack}.json`);
  const configuration = existsSync(own) ? own : join(folder, `${tierOf()}.json`);
  return ["--policy-pack", folder, "--policy-pack-config", configuration];
}

function main(argv: readonly string[]): void {
  const { stack } = new Command("npm run --silent policy:options --")
    .description(
      "Prints the options by which `pulumi preview` and `pulumi up` judge a stack by the policy pack",
    )
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<{ stack: string }>();
  const root = dirname(__dirname);
  const options = policyPackOptions(join(root, "policy"), stack, () => tierIn(readStackFile(root, stack)));
  process.stdout.write(`${options.map((option) => option.replace(`${root}/`, "")).join(" ")}\n`);
}

if (require.main === module) {
  try {
    main(process.argv);
  } catch (error) {
    const { code, message } = failureOf(error, { refused: [ConfigError] });
    process.exitCode = code;
    if (message !== undefined) terminal.say(message);
  }
}
