import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "../config";
import { failureOf, terminal } from "../config/command";

/** Runs a command such as `aws` or `pulumi`, and gives what it prints. @throws CommandError */
export type Run = (command: string, ...args: string[]) => Promise<string>;

/** A command that failed, or said something that nobody expected. */
export class CommandError extends Error {}

const start = promisify(execFile);

/** Both `aws` and `pulumi` have to be installed, and signed in to the account of the stack. */
export const run: Run = async (command, ...args) => {
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

/** Ends the process as a command does: what a person has to put right is said in words, and shown by the exit code. */
export function endWith(main: Promise<void>): void {
  main.catch((error: unknown) => {
    const { code, message } = failureOf(error, { refused: [ConfigError, CommandError] });
    process.exitCode = code;
    if (message !== undefined) terminal.say(message);
  });
}
