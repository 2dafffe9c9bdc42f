import { Command } from "commander";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { failureOf, terminal } from "../config/command";
import { ConfigError } from "../config";
import { policyPackOptions } from "../config/policy-packs";
import { clockCommand } from "./clock-command";
import { cloudCommands } from "./cloud/commands";
import { WrongResourceError } from "./cloud/drift";
import { deliveriesCommand, UndeliveredError } from "./deliveries";
import { execCommand, ExecError } from "./exec-command";
import { NoPulumiError, obtainPulumi } from "./pulumi-cli";
import { recover } from "./recovery";
import { signInCommand } from "./sign-in-command";
import { root, type StandIn, standIns, Workspace } from "./workspace";

/** Commands of Pulumi that change a stack, and so ask unless told `--yes`. */
const changing = ["up", "update", "refresh", "destroy", "import"];
/** Commands that run the program, and so are judged by the policy packs. */
const judged = ["preview", "up", "update"];
/** Options whose value is a path, which the engine would read from its working copy. */
const pathOptions = [
  "--file",
  "--policy-pack",
  "--policy-pack-config",
  "--plan",
  "--save-plan",
  "--config-file",
];

/** `--config key=value` of an update is kept in the stack's file, as `pulumi config set` would. */
const configOptions = /^(-c|--config)(=|$)/;

const { say } = terminal;

class UsageError extends Error {}
class Refusal extends Error {}

/** @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  try {
    return await runCommand(argv);
  } catch (error) {
    const { code, message } = failureOf(error, { refused, badUsage });
    if (message !== undefined) say(`error: ${message}`);
    return code;
  }
}

async function runCommand(argv: readonly string[]): Promise<number> {
  const workspace = new Workspace();
  let code = 0;
  const program = new Command("npm run local --")
    .description("Runs Pulumi on a local stand-in of AWS. Any Pulumi command works, e.g. `up --stack dev`.")
    .usage("[--providers aws,awsx] <pulumi command> --stack <stack> [options]")
    .option(
      "--providers <names>",
      `the providers to stand in for, of ${standIns.join(" and ")}`,
      standIns.join(","),
    )
    .argument("[command...]", "a Pulumi command with its options")
    .enablePositionalOptions()
    .passThroughOptions()
    .allowUnknownOption()
    .exitOverride()
    .action(async (args: string[], options: { providers: string }) => {
      if (args.length === 0)
        throw new UsageError("no Pulumi command is given, e.g. `npm run local -- preview --stack dev`");
      code = await pulumi(workspace, args, standInsNamed(options.providers));
    });
  program
    .command("reset")
    .description("forget all stacks and the whole cloud")
    .action(() => {
      workspace.reset();
      say("The local stacks and their cloud are forgotten.");
    });
  const own = [
    clockCommand(workspace.cloud),
    signInCommand(workspace.cloud),
    deliveriesCommand(workspace),
    execCommand(workspace),
  ];
  for (const command of [...cloudCommands(workspace.cloud), ...own]) program.addCommand(command);
  await program.parseAsync(argv, { from: "user" });
  return code;
}

function standInsNamed(names: string): StandIn[] {
  return names
    .split(",")
    .filter(Boolean)
    .map((name) => {
      const standIn = standIns.find((known) => known === name.trim());
      if (!standIn)
        throw new UsageError(`--providers: there is no stand-in "${name}"; allowed: ${standIns.join(", ")}`);
      return standIn;
    });
}

async function pulumi(
  workspace: Workspace,
  args: readonly string[],
  providers: readonly StandIn[],
): Promise<number> {
  const command = args[0] ?? "";
  const stack = optionOf(args, "--stack", "-s");
  const ofStack = changing.includes(command) || judged.includes(command);
  if (ofStack && !stack)
    throw new UsageError(`\`${command}\` needs a stack: --stack ${workspace.stacks().join(" or --stack ")}`);
  if (ofStack && stack && !workspace.stacks().includes(stack)) {
    throw new Refusal(
      `there is no Pulumi.${stack}.yaml; the stacks here are ${workspace.stacks().join(", ")}`,
    );
  }
  const cli = await obtainPulumi(say);
  workspace.prepare(cli, providers);
  const environment = workspace.environment(providers);
  const run = (...words: string[]) => runPulumi(cli.path, words, workspace.project, environment);
  if (ofStack && stack && !existsSync(workspace.checkpoint(stack)))
    await run("stack", "init", stack, "--no-select");
  if (stack && changing.includes(command)) await recover({ workspace, stack, pulumi: run, say });
  const code = await run(...completed(workspace, args, command, stack ?? ""));
  if (command === "config" || args.some((word) => configOptions.test(word))) workspace.takeBackConfig();
  // Pulumi has a code for each kind of failure, from 2 for a wrong invocation to 5 for a policy that refuses.
  return code === 0 || code === 2 ? code : 1;
}

/** The user's command, with paths made absolute, `--yes` where Pulumi would ask and the policy packs where they judge. */
function completed(workspace: Workspace, args: readonly string[], command: string, stack: string): string[] {
  const absolute = args.map((word, at) => {
    const [option = "", value] = word.split("=", 2);
    if (value !== undefined && pathOptions.includes(option)) return `${option}=${resolve(value)}`;
    return pathOptions.includes(args[at - 1] ?? "") ? resolve(word) : word;
  });
  const yes =
    changing.includes(command) && !args.some((word) => ["--yes", "-y"].includes(word)) ? ["--yes"] : [];
  const givesPacks = args.some((word) => word.startsWith("--policy-pack"));
  const packs = judged.includes(command) && !givesPacks ? policyPacks(workspace, stack) : [];
  return [...absolute, ...yes, ...packs];
}

/** Every pack of `policy/`, with its configuration for the stack; none where a test is about something else. */
function policyPacks(workspace: Workspace, stack: string): string[] {
  if (process.env.LOCAL_POLICY_PACKS === "none") return [];
  return policyPackOptions(join(root, "policy"), stack, () => workspace.tierOf(stack));
}

function optionOf(args: readonly string[], ...names: string[]): string | undefined {
  const at = args.findIndex((word) => names.includes(word));
  if (at >= 0) return args[at + 1];
  return names.flatMap((name) => args.filter((word) => word.startsWith(`${name}=`)))[0]?.split("=", 2)[1];
}

/** Runs the CLI on this terminal; a signal is for the engine, which ends in its own orderly way. */
function runPulumi(
  path: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((done, failed) => {
    const child = spawn(path, args, { cwd, env, stdio: "inherit" });
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    child.on("error", failed).on("close", (code) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      done(code ?? 1);
    });
  });
}

const refused = [Refusal, WrongResourceError, ConfigError, UndeliveredError, ExecError];
const badUsage = [UsageError, NoPulumiError];

if (require.main === module) void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
