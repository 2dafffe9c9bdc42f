import { Command } from "commander";
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root, type Workspace } from "./workspace";

/** A command that could not be started, or failed; it has said why itself. */
export class ExecError extends Error {}

/** `exec npm run image -- --stack dev`: runs a command for which `aws` and `pulumi` are those of the local AWS. */
export function execCommand(workspace: Workspace): Command {
  return new Command("exec")
    .exitOverride()
    .description("run a command for which `aws` and `pulumi` are those of the local AWS")
    .argument("<command...>", "the command with its options")
    .passThroughOptions()
    .allowUnknownOption()
    .action(async ([command = "", ...options]: string[]) => {
      const { PATH = "" } = process.env;
      const env = {
        ...process.env,
        LOCAL_AWS_DIR: workspace.cloud,
        LOCAL_OUTER_PATH: PATH,
        PATH: [join(root, "local", "bin"), PATH].join(delimiter),
      };
      const child = spawn(command, options, { cwd: workspace.stackFolder, env, stdio: "inherit" });
      const code = await new Promise<number>((done, failed) => {
        child.on("error", failed).on("close", (status) => {
          done(status ?? 1);
        });
      }).catch((error: unknown) => {
        throw new ExecError(`${command} cannot be started: ${(error as Error).message}`, { cause: error });
      });
      if (code !== 0) throw new ExecError(`${command} exited with ${code}`);
    });
}
