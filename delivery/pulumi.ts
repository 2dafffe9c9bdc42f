import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../config";
import { runsTypeScript } from "../config/command";
import { policyPackOptions, tierIn } from "../config/policy-packs";
import { readStackFile } from "../config/stack-file";
import { type EngineEvent, type Run, runOf } from "./run";

export const root = join(__dirname, "..");

/**
 * The words that run Pulumi. Nothing here goes to an account unless somebody says so: a workflow sets
 * `PULUMI_COMMAND: pulumi`, and everywhere else it is the local AWS.
 */
const pulumi = process.env.PULUMI_COMMAND?.split(" ") ?? [
  process.execPath,
  ...runsTypeScript,
  join("local", "cli.ts"),
];

/**
 * Runs a Pulumi command on a stack, with the policy packs; what it prints goes to standard error, for the log.
 * @returns what the engine did, from its own log of events
 */
export async function run(command: "preview" | "up", stack: string, ...options: string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "delivery-"));
  const log = join(folder, "events.json");
  try {
    const packs = policyPackOptions(join(root, "policy"), stack, () => tierIn(readStackFile(root, stack)));
    const words = [command, "--stack", stack, "--event-log", log, ...packs, ...options];
    // The event log is one of the CLI's debug options; Pulumi's Automation API reads it as well.
    const code = await exitCodeOf(words, { PULUMI_DEBUG_COMMANDS: "true" });
    return runOf(stack, code, eventsIn(log));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // A stack without a file, or a file without a tier: there is nothing to run, and that is what to say.
    return runOf(stack, 1, [{ diagnosticEvent: { severity: "error", message: error.message } }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function exitCodeOf(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [program = "", ...first] = pulumi;
  return new Promise((done, failed) => {
    const child = spawn(program, [...first, ...words], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", 2, 2],
    });
    child.on("error", failed).on("close", (code) => {
      done(code ?? 1);
    });
  });
}

/** None where Pulumi failed before its engine ran. */
function eventsIn(file: string): EngineEvent[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as EngineEvent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
