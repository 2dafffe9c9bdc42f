import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { tierIn } from "../config/policy-packs";
import type { Tier } from "../config/schema";
import { readStackFile } from "../config/stack-file";
import { Clock } from "./cloud/clock";
import type { PulumiCli } from "./pulumi-cli";

/** The project's own folder. */
export const root = dirname(__dirname);

/** What stands in for the parts of AWS's providers that a machine without an account lacks. */
export const standIns = ["aws", "awsx"] as const;
export type StandIn = (typeof standIns)[number];

/** Pulumi's SDK formats a stack trace for each output: ten calls deep, that is a third of a program's time (docs/decisions.md). */
export const shortStackTraces = "--stack-trace-limit=1";

const saltLine = /^encryptionsalt:.*\n?/m;

/**
 * The folder in which the engine works on a copy of the project, with the stand-ins plugged in. The original
 * stays as it is: the engine writes an `encryptionsalt` into stack files, which no real stack would want.
 */
export class Workspace {
  readonly project: string;
  readonly cloud: string;
  private readonly backend: string;

  /**
   * @param folder holds project copy, Pulumi state and cloud; by default `.local` in the project
   * @param stackFolder holds the `Pulumi.<stack>.yaml` files; by default the project itself
   * @param main folder of the program, where it is not the project's own
   */
  constructor(
    readonly folder: string = process.env.LOCAL_DIR ?? join(root, ".local"),
    readonly stackFolder: string = process.env.LOCAL_STACKS ?? root,
    private readonly main: string | undefined = process.env.LOCAL_MAIN,
  ) {
    this.project = join(folder, "project");
    this.cloud = join(folder, "cloud");
    this.backend = join(folder, "backend");
  }

  /** Copies the project's files and plugs in the stand-ins. */
  prepare(cli: PulumiCli, providers: readonly StandIn[]): void {
    for (const folder of [this.project, this.cloud, this.backend]) mkdirSync(folder, { recursive: true });
    const project = parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    const plugin = (name: string) => ({ name, path: join(root, "local", "plugins", name) });
    writeFileSync(
      join(this.project, "Pulumi.yaml"),
      stringify({
        ...project,
        main: this.main ?? join(root, String(project.main)),
        plugins: {
          providers: providers.map(plugin),
          ...(cli.hasLanguageHost ? {} : { languages: [plugin("nodejs")] }),
        },
      }),
    );
    for (const file of stackFiles(this.stackFolder)) {
      const copy = join(this.project, file);
      const salt = existsSync(copy) ? (saltLine.exec(readFileSync(copy, "utf8"))?.[0] ?? "") : "";
      writeFileSync(copy, salt + readFileSync(join(this.stackFolder, file), "utf8"));
    }
  }

  /** Takes what `pulumi config set` wrote to the copy over into the project's stack file. */
  takeBackConfig(): void {
    for (const file of stackFiles(this.project)) {
      const changed = readFileSync(join(this.project, file), "utf8").replace(saltLine, "");
      const original = join(this.stackFolder, file);
      if (!existsSync(original) || readFileSync(original, "utf8") !== changed)
        writeFileSync(original, changed);
    }
  }

  /** The stacks that there is a configuration file for. */
  stacks(): string[] {
    return stackFiles(this.stackFolder).map((file) => file.slice("Pulumi.".length, -".yaml".length));
  }

  /** The tier that a stack's file names. */
  tierOf(stack: string): Tier {
    return tierIn(readStackFile(this.stackFolder, stack));
  }

  /** The file backend's checkpoint of a stack. */
  checkpoint(stack: string): string {
    return join(this.backend, ".pulumi", "stacks", "platform", `${stack}.json`);
  }

  /** The file backend's locks of a stack: one file for each process that holds or held it. */
  locks(stack: string): string[] {
    const folder = join(this.backend, ".pulumi", "locks", "organization", "platform", stack);
    return existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  }

  environment(providers: readonly StandIn[]): NodeJS.ProcessEnv {
    return {
      ...process.env,
      // Without the files of metadata beside the state, which are not written atomically: a kill would leave an empty one.
      PULUMI_BACKEND_URL: `file://${this.backend}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: process.env.PULUMI_CONFIG_PASSPHRASE ?? "local",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // With every provider attached nothing is left to acquire, and the look-up costs a second.
      ...(providers.length === standIns.length
        ? { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" }
        : {}),
      LOCAL_AWS_DIR: this.cloud,
      ...new Clock(this.cloud).environment(process.env),
    };
  }

  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function stackFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => /^Pulumi\.[^.]+\.yaml$/.test(file));
}
