import { Command, CommanderError } from "commander";
import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { promisify } from "node:util";
import { instanceType } from "../../../capacity";
import { ConfigError, loadEnvironment } from "../../../config";
import { readStackFile } from "../../../config/stack-file";
import { CommandError, type Instances, propose, type Run, textOf } from "./proposal";

const exit = { done: 0, refused: 1, badUsage: 2 };
const start = promisify(execFile);

/** Both have to be installed, and signed in to the account of the stack. */
const run: Run = async (command, ...args) => {
  try {
    const env = { ...process.env, PATH: installedFirst(process.env.PATH ?? "") };
    return (await start(command, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string };
    const reason =
      code === "ENOENT" ? "it is not installed, or not on PATH" : (stderr ?? String(error)).trim();
    throw new CommandError(`${[command, ...args.slice(0, 2)].join(" ")}: ${reason}`, { cause: error });
  }
};

/** npm puts its own folder first, whose `pulumi` would download one. */
function installedFirst(path: string): string {
  const ofNpm = (folder: string) => Number(folder.includes("node_modules"));
  return path
    .split(delimiter)
    .sort((a, b) => ofNpm(a) - ofNpm(b))
    .join(delimiter);
}

async function main(argv: readonly string[]): Promise<void> {
  const { stack, write } = new Command("npm run image --")
    .description("Proposes the newest image for a stack's instances and says what it would change")
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-w, --write", "name it in the stack's file (`platform:compute.imageId`), for the next `up`")
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<{ stack: string; write?: true }>();
  const proposal = await propose(instancesOf(stack), run);
  console.log(textOf(proposal));
  const { newest, pinned, inUse } = proposal;
  if (newest === (pinned ?? inUse)) return;
  const setting = ["--path", "platform:compute.imageId", newest, "--stack", stack];
  if (write) {
    await run("pulumi", "config", "set", ...setting);
    console.log(
      `Pulumi.${stack}.yaml names it now. See what changes: pulumi preview --stack ${stack} --diff`,
    );
  } else {
    console.log(`To take it: npm run image -- --stack ${stack} --write`);
  }
}

function instancesOf(stack: string): Instances {
  const { region, compute } = loadEnvironment(readStackFile(process.cwd(), stack));
  const { architecture } = instanceType(compute.instanceType);
  return {
    stack,
    region,
    type: compute.instanceType,
    architecture,
    ...(compute.imageId !== undefined && { pinned: compute.imageId }),
  };
}

main(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exit.done : exit.badUsage;
  else if (error instanceof ConfigError || error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = exit.refused;
  } else throw error;
});
