import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { runsTypeScript } from "../../config/command";
import { fromCache, fromPath, NoPulumiError, obtainPulumi } from "../../local/pulumi-cli";

const root = join(__dirname, "..", "..");

describe("npm run local: what it is told wrongly", () => {
  const run = (...args: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...runsTypeScript, "local/cli.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });
    return { status, stderr };
  };

  for (const { args, status, says } of [
    { args: [], status: 2, says: "no Pulumi command is given" },
    { args: ["preview"], status: 2, says: "--stack dev or --stack prod" },
    { args: ["--providers", "gcp", "preview", "--stack", "dev"], status: 2, says: "allowed: aws, awsx" },
    { args: ["fault", "add", "x", "--nth", "0"], status: 2, says: "whole number from 1" },
    {
      args: ["preview", "--stack", "nope"],
      status: 1,
      says: "there is no Pulumi.nope.yaml; the stacks here are dev, prod",
    },
    { args: ["deliveries"], status: 2, says: "--stack or a state by --file" },
    { args: ["deliveries", "--file", "package.json"], status: 1, says: "is no state of a stack" },
    { args: ["drift", "delete", "nothing-of-the-kind"], status: 1, says: "nothing-of-the-kind" },
  ]) {
    it(`${args.join(" ") || "nothing"}: exit code ${status}, "${says}"`, () => {
      const result = run(...args);
      assert.equal(result.status, status);
      assert.ok(result.stderr.includes(says), result.stderr);
      assert.doesNotMatch(result.stderr, /\n\s+at /, "no stack trace");
    });
  }
});

describe("npm run demo", () => {
  it("begins nothing with a stack's file that is wrong, and says what is wrong", () => {
    const folder = mkdtempSync(join(tmpdir(), "demo-"));
    const file = readFileSync(join(root, "Pulumi.dev.yaml"), "utf8");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), file.replace(/(registeredUsers:) \d+/, "$1 -5"));
    const demo = [...runsTypeScript, join(root, "local", "demo.ts")];
    const { status, stdout, stderr } = spawnSync(process.execPath, demo, { cwd: folder, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /^Pulumi\.dev\.yaml: 1 problem\n.*registeredUsers +found -5/);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    assert.equal(stdout, "");
  });
});

describe("obtaining the Pulumi CLI", () => {
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-")));
    environment = { ...process.env };
  });
  afterEach(() => {
    process.env = environment;
    rmSync(folder, { recursive: true });
  });
  const onPath = (version: string) => {
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
    process.env.PATH = [folder, environment.PATH].join(delimiter);
  };

  it("takes the one on PATH where it is recent enough", async () => {
    onPath("3.300.1");
    assert.deepEqual(await fromPath(), { says: "3.300.1 on PATH", path: join(folder, "pulumi") });
  });

  it("leaves one that is too old, and says so", async () => {
    onPath("3.100.0");
    const { says, path } = await fromPath();
    assert.equal(path, undefined);
    assert.match(says, /3\.100\.0, older than 3\.\d+\.0/);
  });

  it("takes the one that an earlier run has downloaded without the network", async () => {
    Object.assign(process.env, { PULUMI_HOME: folder, PULUMI_VERSION: "3.300.1", XDG_CACHE_HOME: folder });
    assert.deepEqual(await fromCache(), { says: "none cached" });
    const downloaded = join(folder, "versions", "3.300.1", "bin", "pulumi");
    mkdirSync(dirname(downloaded), { recursive: true });
    writeFileSync(downloaded, "", { mode: 0o755 });
    assert.deepEqual(await fromCache(), { says: "3.300.1 from the npm package, cached", path: downloaded });
  });

  it("takes the first step that works, each outcome in a line", async () => {
    const said: string[] = [];
    const none = () => Promise.resolve({ says: "none here" });
    const one = () => Promise.resolve({ says: "one here", path: join(folder, "pulumi") });
    const cli = await obtainPulumi((line) => said.push(line), [none, one, none]);
    assert.deepEqual(said, ["pulumi: none here", "pulumi: one here"]);
    assert.deepEqual(cli, { path: join(folder, "pulumi"), hasLanguageHost: false });
  });

  it("uses Pulumi's own language host where it is installed", async () => {
    writeFileSync(join(folder, "pulumi-language-nodejs"), "");
    const complete = () => Promise.resolve({ says: "complete", path: join(folder, "pulumi") });
    assert.equal((await obtainPulumi(() => undefined, [complete])).hasLanguageHost, true);
  });

  it("names three ways out where none works", async () => {
    const failed = () => Promise.resolve({ says: "no" });
    await assert.rejects(
      obtainPulumi(() => undefined, [failed]),
      (error: unknown) => {
        assert.ok(error instanceof NoPulumiError);
        assert.equal(error.message.match(/^ {2}\d\./gm)?.length, 3);
        return true;
      },
    );
  });
});
