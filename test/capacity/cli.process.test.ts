import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type CapacityPlan } from "../../capacity";
import { runsTypeScript } from "../../config/command";

interface Result {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const command = [...runsTypeScript, resolve("capacity/cli.ts")];

function capacity(
  args: readonly string[],
  options: { cwd?: string; closedPipe?: true } = {},
): Promise<Result> {
  // Node.js now and then hangs while it exits: then this fails instead of waiting for it.
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: options.cwd,
    timeout: 80_000,
    killSignal: "SIGKILL",
  });
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
  let results: Record<
    "json" | "table" | "piped" | "other" | "unknown" | "unnamed" | "help" | "broken",
    Result
  >;

  // Each start takes most of a second of one core: all at once, and once.
  before(async function () {
    this.timeout(90_000);
    root = mkdtempSync(join(tmpdir(), "capacity-"));
    const prod = readFileSync("Pulumi.prod.yaml", "utf8");
    writeFileSync(
      join(root, "Pulumi.bad.yaml"),
      prod.replace("registeredUsers: 1000000", "registeredUsers: many"),
    );
    const other =
      "  platform:database: { engine: postgres, instanceClass: db.m5.4xlarge }\n  platform:sessionStore: dynamodb\n";
    // Plain PostgreSQL has no standby in another region, and so no short time to come back there.
    const alone = prod
      .replace("mode: warm-standby", "mode: backup-only")
      .replace(/^ +region: \{ rto.*\n/m, "");
    writeFileSync(join(root, "Pulumi.other.yaml"), `${alone}${other}`);
    const [json, table, piped, stateful, unknown, unnamed, help, broken] = await Promise.all([
      capacity(["--stack", "prod", "--json"]),
      capacity(["--stack", "prod"]),
      capacity(["--stack", "prod"], { closedPipe: true }),
      capacity(["--stack", "other"], { cwd: root }),
      capacity(["--stack", "nowhere"]),
      capacity(["--json"]),
      capacity(["--help"]),
      capacity(["--stack", "bad"], { cwd: root }),
    ]);
    results = { json, table, piped, other: stateful, unknown, unnamed, help, broken };
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("A1-A12: prints the plan as JSON", () => {
    const plan = JSON.parse(results.json.stdout) as CapacityPlan;
    assert.equal(results.json.exitCode, 0);
    assert.equal(plan.users.peakConcurrent, 5000);
    assert.equal(plan.compute.peak.byMemory, 200);
    assert.equal(plan.compute.peak.binding, "memory");
    assert.equal(plan.contradictions.length, 4);
    assert.equal(plan.claims.length, 8);
  });

  it("A9: prints every constraint, the binding one marked, and the contradiction", () => {
    const { exitCode, stdout } = results.table;
    assert.equal(exitCode, 0);
    assert.match(stdout, /request rate, peak +83\.33 +RPS +5,000 users x 10 requests \/ 600 s\n/);
    assert.match(stdout, /by users +108 +instances/);
    assert.match(stdout, /by memory \(binding\) +200 +instances +5,000 \/ 25 users\n/);
    assert.match(stdout, /instances at peak, by users +70-100 +72-100 +instances +agrees: /);
    assert.match(stdout, /instances at peak, with buffer +150 +240 +instances +differs: /);
    assert.match(stdout, /contradicts: by users 72-100, by memory 200\n/);
    assert.match(stdout, /1 MiB = 1\.0486 MB/);
  });

  it("A11: prints the month in which growth reaches each limit, and has it in the JSON", () => {
    assert.match(results.table.stdout, /^Cost, of the declared load in us-east-1$/m);
    assert.match(results.table.stdout, /unverified price$/m, "which no one has looked up");
    assert.match(
      results.table.stdout,
      /instances of the group +264 +instances +exceeded from 20\d\d-\d\d at 20 % a month, from 20\d\d-\d\d at 10 %; 200 /,
    );
    assert.match(
      results.table.stdout,
      /vCPU quota L-1216C47A +1,280 +vCPUs +exceeded from .*; 400 needed today\n/,
    );
    const { runway } = JSON.parse(results.json.stdout) as {
      runway: { limit: string; dateHigh: string | null }[];
    };
    const dateHigh = runway.find(({ limit }) => limit === "instances")?.dateHigh;
    assert.ok(Math.abs(Date.parse(dateHigh ?? "") - Date.now()) < 130 * 86_400_000, dateHigh ?? "no date");
  });

  it("B5-B7: prints database, sessions and files with their formulas and cost", () => {
    const { stdout } = results.table;
    assert.match(stdout, /volume +50 +GB +1,000,000 users x 50 KB\n/);
    assert.match(
      stdout,
      /connections \(binding\) +2,930 +connections +291 instances in a refresh x 10 \+ 20 reserved/,
    );
    assert.match(stdout, /db\.serverless, maximum +14\.5 +ACU/);
    assert.match(stdout, /with reserve +0\.167 +GB +25 % of a node/);
    assert.match(stdout, /database: volume +5 +USD\/month +50 x 0\.1 USD a GB-month\n/);
    assert.match(stdout, /files: file backups +1\.15 +USD\/month +50 x 0\.023 USD/);
    assert.match(stdout, /total, on demand +[\d,.]+ +USD\/month/);
  });

  it("B5, B10: prints plain PostgreSQL and the session table where they are declared", () => {
    const { exitCode, stdout } = results.other;
    assert.equal(exitCode, 0);
    assert.match(
      stdout,
      /\nplatform:database\.instanceClass sets db\.m5\.4xlarge in place of the plan's figure\n/,
    );
    assert.match(stdout, /class +db\.m5\.4xlarge +16 vCPUs, 64 GiB\n/);
    assert.match(stdout, /storage, at most +499 +GiB/);
    assert.match(stdout, /to write a session +20 +write units +20 KB \/ 1 KB\n/);
    assert.match(stdout, /session table, writes +40,000 +write units/);
    assert.match(stdout, /sessions: table writes +[\d,.]+ +USD\/month/);
  });

  it("refuses an unknown stack with those there are, exit code 1", () => {
    const { exitCode, stderr, stdout } = results.unknown;
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.match(stderr, /found "nowhere" +allowed: dev, prod\b/);
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
