import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainPulumi } from "./pulumi-cli";
import { standIns, Workspace } from "./workspace";

/** A preview that Pulumi refuses, with what it printed. */
export class PreviewError extends Error {}

/**
 * What `pulumi preview --json` prints for a stack of this project on the local AWS, without the policy packs: in a cloud of
 * its own, since a preview leaves out what is deployed and stays.
 * @throws PreviewError where the program cannot be previewed; NoPulumiError where there is no Pulumi.
 */
export async function previewOf(stack: string, say: (line: string) => void): Promise<string> {
  const workspace = new Workspace(mkdtempSync(join(tmpdir(), "preview-")));
  try {
    return await previewIn(workspace, stack, say);
  } finally {
    workspace.reset();
  }
}

async function previewIn(workspace: Workspace, stack: string, say: (line: string) => void): Promise<string> {
  if (!workspace.stacks().includes(stack)) {
    throw new PreviewError(
      `there is no Pulumi.${stack}.yaml; the stacks here are ${workspace.stacks().join(", ")}`,
    );
  }
  const cli = await obtainPulumi(say);
  workspace.prepare(cli, standIns);
  const run = (...args: string[]) => printed(cli.path, args, workspace);
  await run("stack", "init", stack, "--no-select");
  return run("preview", "--stack", stack, "--json");
}

/** Runs a command of Pulumi and returns what it prints. */
function printed(path: string, args: readonly string[], workspace: Workspace): Promise<string> {
  const child = spawn(path, args, {
    cwd: workspace.project,
    env: workspace.environment(standIns),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return new Promise((done, failed) => {
    child.on("error", failed).on("close", (code) => {
      if (code === 0) done(output.stdout);
      else
        failed(new PreviewError(`pulumi ${args.join(" ")} failed\n${said(output.stdout)}${output.stderr}`));
    });
  });
}

/** With --json a preview that fails tells why among its steps. */
function said(stdout: string): string {
  try {
    const { diagnostics = [] } = JSON.parse(stdout) as {
      diagnostics?: { severity?: string; message?: string }[];
    };
    return diagnostics
      .flatMap(({ severity, message = "" }) => (severity === "error" ? [message] : []))
      .join("");
  } catch {
    return stdout;
  }
}
