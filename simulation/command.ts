import { Command } from "commander";
import { readFileSync } from "node:fs";
import { failureOf, terminal } from "../config/command";
import { ConfigError } from "../config";
import { readStackFile } from "../config/stack-file";
import { readWorkloadFile } from "../config/workload-file";
import { PreviewError, previewOf } from "../local/preview";
import { NoPulumiError } from "../local/pulumi-cli";
import type { Declaration } from "./cases";
import { demandOf } from "./demand";
import { type Load, tracedLoad } from "./load";
import { DocumentError, resourcesOf } from "./read/document";
import { declarationOf } from "./read/declaration";
import { FleetError, fleetsOf, type ReadFleet } from "./read/fleet";
import type { StackResource } from "./read/resources";
import { TraceError, traceOf } from "./read/trace";

/** Options of every command about a deployed stack. */
export interface StackOptions {
  readonly stack?: string;
  readonly trace?: string;
  readonly json?: true;
  readonly state?: string;
  readonly preview?: string;
  readonly workload?: string;
  readonly boot?: string;
}

/** A stack with what it is to hold. */
export interface Subject {
  readonly stack: string;
  readonly read: ReadFleet;
  readonly declaration: Declaration;
  readonly trace?: Load;
}

const year = 366 * 24 * 3_600_000;

export class UsageError extends Error {}
class Refusal extends Error {}

export const { say } = terminal;

/** Runs a command; what is wrong is said in a line, without a stack trace. */
export function runCommand(command: (argv: readonly string[]) => Promise<number>): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads the report may stop before its end, as `head` does.
    if (error.code !== "EPIPE") throw error;
  });
  command(process.argv).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      const { code, message } = failureOf(error, { refused, badUsage });
      process.exitCode = code;
      if (message !== undefined) say(`error: ${message}`);
    },
  );
}

const badUsage = [UsageError, NoPulumiError];
const refused = [Refusal, ConfigError, DocumentError, FleetError, PreviewError, TraceError];

/** The options that a stack is found by. */
export function stackCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .option(
      "-s, --stack <name>",
      "the stack, such as dev or prod; previewed on the local AWS unless a file is given",
    )
    .option("--preview <file>", "a stack as `pulumi preview --json` prints it, or as `--save-plan` writes it")
    .option("--state <file>", "a stack as `pulumi stack export` gives it")
    .option("--workload <file>", "the declared workload (YAML or JSON), where the stack has no CapacityPlan")
    .option(
      "--trace <file>",
      "a recorded load: CSV with a header, a row a minute, requests in the last column",
    )
    .option(
      "--boot <seconds>",
      "from launch until the application answers; by default the group's own warm-up",
    )
    .option("-j, --json", "the result as JSON")
    .allowExcessArguments(false)
    .exitOverride();
}

/** Reads all that the options name. Previews the stack on the local AWS where they name no file. */
export async function subjectOf(options: StackOptions): Promise<Subject> {
  if (options.stack === undefined && options.state === undefined && options.preview === undefined) {
    throw new UsageError("which stack? --stack NAME, or a file: --state FILE or --preview FILE");
  }
  if (options.state !== undefined && options.preview !== undefined) {
    throw new UsageError("--state and --preview both name a stack: give one of them");
  }
  const bootSeconds = secondsOf(options.boot);
  // What is wrong with a file is said before a minute of previewing.
  const recorded = options.trace === undefined ? undefined : traceOf(textOf(options.trace), options.trace);
  const resources = await stackOf(options);
  const declaration = declared(options, resources);
  const { availabilityZones } = declaration.sizing;
  const now = Date.now();
  const [read, ...others] = fleetsOf(resources, {
    from: now - year,
    to: now + 3 * year,
    ...(bootSeconds !== undefined && { bootSeconds }),
    ...(availabilityZones !== undefined && { zones: availabilityZones }),
  });
  if (!read) throw new FleetError("the stack has no Auto Scaling group");
  for (const { fleet } of others)
    say(`${fleet.name} serves requests as well; ${read.fleet.name} is simulated`);
  if (read.unknowns.length > 0) {
    throw new Refusal(
      `not known before the update, so nothing can be simulated: ${read.unknowns.join(", ")}; give --state FILE`,
    );
  }
  const trace =
    recorded &&
    tracedLoad(recorded.requests, demandOf(declaration.workload, declaration.sizing), recorded.startTime);
  const stack = options.stack ?? stackNameOf(resources[0]?.urn);
  return { stack, read, declaration, ...(trace && { trace }) };
}

async function stackOf({ stack, state, preview }: StackOptions): Promise<StackResource[]> {
  const file = state ?? preview;
  if (file !== undefined) return resourcesOf(textOf(file), file);
  readStackFile(process.cwd(), stack ?? "");
  return resourcesOf(await previewOf(stack ?? "", say), `the preview of ${stack ?? ""}`);
}

function declared({ workload }: StackOptions, resources: readonly StackResource[]): Declaration {
  if (workload !== undefined) return readWorkloadFile(workload);
  const declaration = declarationOf(resources);
  if (declaration) return declaration;
  throw new Refusal(
    "the stack does not declare a workload (it has no platform:capacity:CapacityPlan): give one by --workload FILE, " +
      "with the fields of capacity/workload.ts",
  );
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= 7200) return Number(text);
  throw new UsageError(`--boot: found ${text}, allowed: seconds, 0 to 7,200`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Refusal(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function stackNameOf(urn = ""): string {
  return urn.replace(/^urn:pulumi:/, "").split("::")[0] ?? "";
}
