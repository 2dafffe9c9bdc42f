import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsTypeScript } from "../config/command";

/** What Pulumi says of a stack before an update. */
export interface Preview {
  /** What messages call it. */
  readonly name: string;
  /** What `pulumi preview --json` prints. */
  readonly json: string;
  /** The engine's events, a JSON object a line, as `--event-log` writes them. */
  readonly events?: string;
}

/** Why there is no preview, for whoever asked for it. */
export class PreviewError extends Error {}

const root = join(__dirname, "..");

/**
 * A preview on the local AWS, judged by the policy packs. One that they refuse is a preview all the same.
 * @throws PreviewError where the program cannot be previewed.
 */
export async function previewLocally(stack: string): Promise<Preview> {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  try {
    const events = join(folder, "events");
    const json = await printed(folder, ["preview", "--stack", stack, "--json", "--event-log", events]);
    return { name: `the preview of ${stack}`, json, events: readFileSync(events, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws PreviewError where a file cannot be read. */
export function previewFrom(file: string, eventFile: string | undefined): Preview {
  return { name: file, json: textOf(file), ...(eventFile !== undefined && { events: textOf(eventFile) }) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new PreviewError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What the local Pulumi prints for a command, in a cloud of its own: a preview leaves out what is deployed and stays. */
function printed(folder: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...runsTypeScript, join("local", "cli.ts"), ...args], {
    cwd: root,
    // The flag --event-log is one of Pulumi's for other programs, as its Automation API uses it.
    env: { ...process.env, LOCAL_DIR: folder, PULUMI_DEBUG_COMMANDS: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return new Promise((done, failed) => {
    child.on("error", failed).on("close", () => {
      if (hasSteps(output.stdout)) done(output.stdout);
      else failed(new PreviewError(`pulumi ${args.join(" ")} failed\n${output.stdout}${output.stderr}`));
    });
  });
}

function hasSteps(text: string): boolean {
  try {
    return Array.isArray((JSON.parse(text) as { steps?: unknown }).steps);
  } catch {
    return false;
  }
}
