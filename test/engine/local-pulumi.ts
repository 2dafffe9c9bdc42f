import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { runsTypeScript } from "../../config/command";
import { policyPackOptions, tierIn } from "../../config/policy-packs";
import { readStackFile } from "../../config/stack-file";
import { defaultVpcOf } from "../../local/aws/services/ec2/default-vpc";
import { type CloudResource, Store } from "../../local/cloud/store";
import { shortStackTraces, Workspace } from "../../local/workspace";
import type { StackResource as JudgedResource } from "../policy/analyzer";

const root = join(__dirname, "..", "..");
const recorder = join(__dirname, "recorder");

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A resource as `pulumi stack export` gives it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly retainOnDelete?: boolean;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

type Config = Record<string, Record<string, unknown>>;

/** For runs that are not about policies, which take a third of an update's time. */
export const withoutPacks = { LOCAL_POLICY_PACKS: "none" };

/** For an `up` in which a provider dies, which would take the answers to all that it is making at the time with it. */
export const oneByOne = ["--parallel", "1"];

/** `npm run local` with a cloud, a state and stack files of its own. */
export class LocalPulumi {
  private readonly folder = mkdtempSync(join(tmpdir(), "local-pulumi-"));
  /** The folder of the stack files, in which `exec` runs commands. */
  readonly stacks = join(this.folder, "stacks");
  private readonly recording = join(this.folder, "recording.json");
  readonly cloud = new Store(join(this.folder, "local", "cloud"));

  /**
   * @param environment of the commands, e.g. `LOCAL_MAIN` for a program other than the project's
   * @param from folder of a cloud and a state to begin with a copy of, as `keep` leaves it
   */
  constructor(
    private readonly environment: NodeJS.ProcessEnv = {},
    from?: string,
  ) {
    mkdirSync(this.stacks);
    if (from !== undefined) cpSync(from, join(this.folder, "local"), { recursive: true });
    for (const file of readdirSync(root).filter((name) => /^Pulumi\..+\.yaml$/.test(name))) {
      cpSync(join(root, file), join(this.stacks, file));
    }
  }

  /** Changes a stack's configuration; returns what takes the change back. */
  configure(stack: string, change: (config: Config) => void): () => void {
    const file = join(this.stacks, `Pulumi.${stack}.yaml`);
    const text = readFileSync(file, "utf8");
    const settings = parse(text) as { config: Config };
    change(settings.config);
    // The engine reads YAML 1.1, to which an unquoted 2026-11-28 is a time.
    writeFileSync(file, stringify(settings, { schema: "yaml-1.1" }));
    return () => {
      writeFileSync(file, text);
    };
  }

  /** Gives a stack another file. */
  writeStack(stack: string, text: string): void {
    writeFileSync(join(this.stacks, `Pulumi.${stack}.yaml`), text);
  }

  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [...runsTypeScript, join("local", "cli.ts"), ...args], {
      cwd: root,
      env: {
        ...process.env,
        LOCAL_DIR: join(this.folder, "local"),
        LOCAL_STACKS: this.stacks,
        RECORDED_STACK: this.recording,
        NODE_OPTIONS: shortStackTraces,
        ...this.environment,
      },
      // A group of its own, so that a test can kill engine and providers with it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  run(...args: string[]): Promise<Result> {
    const child = this.start(...args);
    const output = { stdout: "", stderr: "" };
    child.stdout?.on("data", (text: Buffer) => (output.stdout += text.toString()));
    child.stderr?.on("data", (text: Buffer) => (output.stderr += text.toString()));
    return new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code: code ?? -1, ...output });
      });
    });
  }

  /** Runs a command that has to succeed. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`${args.join(" ")} exited with ${code}\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** What a policy pack is given in a preview or update of the prod stack. */
  async recorded(command: "preview" | "up", ...options: string[]): Promise<JudgedResource[]> {
    await this.succeed(command, "--stack", "prod", "--policy-pack", recorder, ...options);
    return this.recordedStack();
  }

  /** The same where the project's pack judges too, with what the command prints. */
  async judgedAndRecorded(command: "preview" | "up", stack: string, ...options: string[]) {
    const nothing = join(this.folder, "nothing.json");
    writeFileSync(nothing, "{}");
    const packs = [
      ...policyPackOptions(join(root, "policy"), stack, () => tierIn(readStackFile(root, stack))),
      ...["--policy-pack", recorder, "--policy-pack-config", nothing],
    ];
    const stdout = await this.succeed(command, "--stack", stack, ...packs, ...options);
    return { stdout, stack: this.recordedStack() };
  }

  private recordedStack(): JudgedResource[] {
    return JSON.parse(readFileSync(this.recording, "utf8")) as JudgedResource[];
  }

  async state(stack: string): Promise<StateResource[]> {
    const { deployment } = JSON.parse(await this.succeed("stack", "export", "--stack", stack)) as {
      deployment: { resources?: StateResource[] };
    };
    return deployment.resources ?? [];
  }

  /** The file of a stack's state. */
  checkpoint(stack: string): string {
    return new Workspace(join(this.folder, "local"), this.stacks).checkpoint(stack);
  }

  /** What is in the cloud beside the default VPC, which AWS makes in every region of an account. */
  made(): CloudResource[] {
    return this.cloud.list().filter(({ id, region }) => !defaultVpcOf(region).ids.has(id));
  }

  inCloud(type: string): CloudResource[] {
    return this.cloud.list().filter((resource) => resource.type === type);
  }

  /** Copies cloud and state to a folder, to begin with another time. */
  keep(folder: string): void {
    cpSync(join(this.folder, "local"), folder, { recursive: true });
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The counts at the end of a command's output, such as `{ created: 3, unchanged: 10 }`. */
export function changesOf(stdout: string): Record<string, number> {
  const counts = stdout.slice(stdout.lastIndexOf("\nResources:"));
  return Object.fromEntries(
    [...counts.matchAll(/^ +(?:\S+ )?(\d+) (\w+)$/gm)].map(([, count, change = ""]) => [
      change,
      Number(count),
    ]),
  );
}
