import { execFile, spawn } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { coerce, gte } from "semver";

const run = promisify(execFile);
const root = dirname(__dirname);
const executable = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** The oldest CLI that sends the inputs of components to policy packs, which the capacity policies read. */
const oldestVersion = "3.248.0";

export interface PulumiCli {
  /** The CLI's executable. */
  readonly path: string;
  /** Whether Pulumi's own Node.js language host is installed with it. */
  readonly hasLanguageHost: boolean;
}

export class NoPulumiError extends Error {}

/**
 * Finds a Pulumi CLI, or makes one: on PATH, then the one that has been made before, then by the npm package `pulumi`
 * (which downloads), then by building the Go module that `local/pulumi/go.mod` pins. Each step's outcome is said in one line.
 * @throws {NoPulumiError} none of them worked
 */
export async function obtainPulumi(
  say: (line: string) => void,
  steps: readonly Step[] = [fromPath, fromCache, fromNpm, fromGo],
): Promise<PulumiCli> {
  for (const step of steps) {
    const outcome = await step(say);
    say(`pulumi: ${outcome.says}`);
    if (outcome.path) {
      return {
        path: outcome.path,
        hasLanguageHost: existsSync(join(dirname(outcome.path), "pulumi-language-nodejs")),
      };
    }
  }
  throw new NoPulumiError(
    [
      "no Pulumi CLI could be found or made. Any one of these helps:",
      `  1. install Pulumi ${oldestVersion} or newer (https://www.pulumi.com/docs/install/), so that \`pulumi\` is on PATH`,
      "  2. allow the network that the npm package `pulumi` downloads from, and run this again",
      `  3. install Go ${goVersion()} or newer (https://go.dev/doc/install), so that the CLI can be built`,
    ].join("\n"),
  );
}

export interface Outcome {
  readonly says: string;
  readonly path?: string;
}
type Step = (say: (line: string) => void) => Promise<Outcome>;

/** The `pulumi` on PATH, unless it is too old. */
export async function fromPath(): Promise<Outcome> {
  // npm puts node_modules/.bin first in a script's PATH; the `pulumi` there is the next step's.
  const folders = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"));
  const found = folders.map((folder) => join(folder, executable)).find(isExecutable);
  if (!found) return { says: "none on PATH" };
  const version = coerce(await versionOf(found));
  if (!version || !gte(version, oldestVersion)) {
    return {
      says: `the one on PATH is ${version?.version ?? "of no known version"}, older than ${oldestVersion}`,
    };
  }
  return { says: `${version.version} on PATH`, path: realpathSync(found) };
}

/** What an earlier run has downloaded or built. Looked for before the network is, whose answer can take ten seconds. */
export async function fromCache(): Promise<Outcome> {
  const { cacheDir } = await import("pulumi/lib/cache.js");
  const version = process.env.PULUMI_VERSION ?? npmVersion();
  const downloaded = join(cacheDir(version), "bin", executable);
  if (isExecutable(downloaded)) return { says: `${version} from the npm package, cached`, path: downloaded };
  const built = builtPath();
  if (isExecutable(built))
    return { says: `${pinnedVersion()} built from its Go module, cached`, path: built };
  return { says: "none cached" };
}

async function fromNpm(): Promise<Outcome> {
  const { resolve } = await import("pulumi/lib/resolve.js");
  try {
    const path = await resolve();
    return { says: `${await versionOf(path)} from the npm package`, path };
  } catch (error) {
    return { says: `the npm package could not download it (${firstLine(error)})` };
  }
}

async function fromGo(say: (line: string) => void): Promise<Outcome> {
  const [version, path] = [pinnedVersion(), builtPath()];
  try {
    await run("go", ["version"]);
  } catch {
    return { says: "no Go toolchain to build it with" };
  }
  say(`pulumi: building ${version} from its Go module, once; this takes some minutes`);
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const code = await new Promise<number | null>((resolve) => {
    const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
    const args = ["build", "-ldflags", flags, "-o", unfinished, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"];
    spawn("go", args, { cwd: join(root, "local", "pulumi"), stdio: ["ignore", 2, 2] }).on("close", resolve);
  });
  if (code !== 0) return { says: `the Go build failed (exit code ${code ?? "none"}, its output is above)` };
  renameSync(unfinished, path);
  return { says: `${version} built from its Go module`, path };
}

async function versionOf(path: string): Promise<string> {
  const environment = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return (await run(path, ["version"], { env: environment })).stdout.trim().replace(/^v/, "");
}

function goModule(): string {
  return readFileSync(join(root, "local", "pulumi", "go.mod"), "utf8");
}

function goVersion(): string {
  return /^go (\S+)/m.exec(goModule())?.[1] ?? "";
}

function npmVersion(): string {
  const text = readFileSync(require.resolve("pulumi/package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function pinnedVersion(): string {
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goModule())?.[1];
  if (!version) throw new Error("local/pulumi/go.mod does not name github.com/pulumi/pulumi/pkg/v3");
  return version;
}

/** Where the CLI that is built here stays, for all copies of the project. */
function builtPath(): string {
  return join(userCacheFolder(), "web-platform", `pulumi-${pinnedVersion()}`, executable);
}

function userCacheFolder(): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  return process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}
