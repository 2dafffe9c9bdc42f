import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type CapacityPlan } from "../../capacity";

interface Result {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const command = ["--import", pathToFileURL(require.resolve("tsx")).href, resolve("capacity/cli.ts")];

function capacity(
  args: readonly string[],
  options: { cwd?: string; closedPipe?: true } = {},
): Promise<Result> {
  const child = spawn(process.execPath, [...command, ...args], { cwd: options.cwd });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  if (options.closedPipe) child.stdout.destroy();
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (exitCode) => {
      done({ exitCode, ...output });
    });
  });
}

describe("npm run capacity", () => {
  let root = "";
  let results: Record<"json" | "table" | "piped" | "unknown" | "unnamed" | "help" | "broken", Result>;

  // Each start takes most of a second of one core: all at once, and once.
  before(async () => {
    root = mkdtempSync(join(tmpdir(), "capacity-"));
    const prod = readFileSync("Pulumi.prod.yaml", "utf8");
    writeFileSync(
      join(root, "Pulumi.bad.yaml"),
      prod.replace("registeredUsers: 1000000", "registeredUsers: many"),
    );
    const [json, table, piped, unknown, unnamed, help, broken] = await Promise.all([
      capacity(["--stack", "prod", "--json"]),
      capacity(["--stack", "prod"]),
      capacity(["--stack", "prod"], { closedPipe: true }),
      capacity(["--stack", "staging"]),
      capacity(["--json"]),
      capacity(["--help"]),
      capacity(["--stack", "bad"], { cwd: root }),
    ]);
    results = { json, table, piped, unknown, unnamed, help, broken };
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("A1-A12: prints the plan as JSON", () => {
    const plan = JSON.parse(results.json.stdout) as CapacityPlan;
    assert.equal(results.json.exitCode, 0);
    assert.equal(plan.users.peakConcurrent, 5000);
    assert.equal(plan.compute.peak.byMemory, 143);
    assert.equal(plan.compute.peak.binding, "memory");
    assert.equal(plan.contradictions.length, 1);
  });

  it("A9: prints every constraint, the binding one marked, and the contradiction", () => {
    const { exitCode, stdout } = results.table;
    assert.equal(exitCode, 0);
    assert.match(stdout, /request rate, peak +83\.33 +RPS +5,000 users x 10 requests \/ 600 s\n/);
    assert.match(stdout, /by users, at best +72 +instances/);
    assert.match(stdout, /by users +100 +instances/);
    assert.match(stdout, /by memory \(binding\) +143 +instances/);
    assert.match(stdout, /contradicts: by users 72-100, by memory 143\n/);
  });

  it("refuses an unknown stack with those there are, exit code 1", () => {
    const { exitCode, stderr, stdout } = results.unknown;
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.match(stderr, /found "staging" +allowed: dev, prod\n$/);
  });

  it("refuses an invalid configuration by its key, without a stack trace, exit code 1", () => {
    const { exitCode, stderr } = results.broken;
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /^Pulumi\.bad\.yaml: 1 problem\n {2}platform:workload\.registeredUsers {2}found "many" .*\n$/,
    );
  });

  it("exits with 2 on bad usage and 0 on --help", () => {
    assert.equal(results.unnamed.exitCode, 2);
    assert.match(results.unnamed.stderr, /--stack <name>' not specified/);
    assert.equal(results.help.exitCode, 0);
    assert.match(results.help.stdout, /--stack <name>/);
  });

  it("says nothing when its reader goes away", () => {
    assert.deepEqual([results.piped.exitCode, results.piped.stderr], [0, ""]);
  });
});
