import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "..", "..");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly strategy?: { matrix: { stack: string[] } };
  readonly permissions?: Record<string, string>;
  readonly concurrency?: { group: string; "cancel-in-progress": boolean };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const files = readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^(workflows|actions)\/.*\.yml$/.test(file))
  .map((file) => `.github/${file}`);
const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const workflow = (name: string) => parse(textOf(`.github/workflows/${name}.yml`)) as Workflow;
const workflows = ["deploy", "drift", "pull-request", "weekly"].map((name) => ({ ...workflow(name), name }));
const jobs = workflows.flatMap(({ name, jobs }) =>
  Object.entries(jobs).map(([job, content]) => ({ name: `${name}: ${job}`, ...content })),
);
const scripts = (JSON.parse(textOf("package.json")) as { scripts: Record<string, string> }).scripts;
const hasGo = spawnSync("go", ["version"]).status === 0;
const signsIn = ({ steps }: Job) => steps.some(({ uses }) => uses?.startsWith("aws-actions/"));

describe("D5 workflow files", () => {
  it("are what actionlint finds nothing wrong with (skipped where Go is missing)", function () {
    if (!hasGo) this.skip();
    this.timeout("5m");
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "lint:workflows"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
  });

  it("pin every action by its commit, and say its version", () => {
    const uses = files.flatMap((file) =>
      [...textOf(file).matchAll(/uses: (.*)/g)].map(([, action = ""]) => action),
    );
    assert.ok(uses.length > 10);
    for (const action of uses.filter((name) => !name.startsWith("./"))) {
      assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it("hold one commit of an action", () => {
    const pins = new Map<string, Set<string>>();
    for (const [, name = "", pin = ""] of files.flatMap((file) => [
      ...textOf(file).matchAll(/uses: (\S+)@(\S+)/g),
    ])) {
      pins.set(name, (pins.get(name) ?? new Set()).add(pin));
    }
    assert.deepEqual(
      [...pins].filter(([, commits]) => commits.size > 1),
      [],
    );
  });

  it("run scripts that exist", () => {
    const lines = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const named = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = ""]) => name),
    );
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((name) => scripts[name] === undefined),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => !/^npm (ci|test|run )/.test(line)),
      [],
    );
  });

  it("run every suite: what is too long for a pull request once a week", () => {
    const lines = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    const suites = Object.keys(scripts).filter((name) => /^test:(?!unit$)/.test(name));
    assert.ok(suites.length > 3);
    assert.deepEqual(
      suites.filter((name) => !lines.includes(`npm run ${name}`)),
      [],
    );
  });

  it("hold no secret and no key: AWS is signed in to by OIDC", () => {
    for (const file of files) {
      assert.doesNotMatch(textOf(file), /secrets\.|access-key|AKIA|PASSPHRASE|ACCESS_TOKEN/i, file);
    }
    for (const job of jobs.filter(signsIn)) {
      assert.equal(job.permissions?.["id-token"], "write", job.name);
    }
  });

  it("give no job more than it needs", () => {
    for (const { name, permissions } of workflows) assert.deepEqual(permissions, { contents: "read" }, name);
    const writes = jobs.flatMap(({ name, permissions = {} }) =>
      Object.entries(permissions).flatMap(([scope, access]) =>
        access === "write" ? `${name} ${scope}` : [],
      ),
    );
    assert.deepEqual(writes.sort(), [
      "deploy: dev id-token",
      "deploy: plan-prod id-token",
      "deploy: prod id-token",
      "deploy: prod-standby id-token",
      "drift: compare id-token",
      "drift: compare issues",
      "pull-request: preview id-token",
      "pull-request: preview pull-requests",
    ]);
  });

  it("give forks no credentials", () => {
    assert.ok(!("pull_request_target" in workflow("pull-request").on));
    for (const { name, if: condition = "", ...job } of jobs.filter(({ name }) =>
      name.startsWith("pull-request"),
    )) {
      if (signsIn({ ...job, steps: job.steps })) {
        assert.match(condition, /head\.repo\.full_name == github\.repository/, name);
      }
    }
  });

  it("put nothing of a pull request's into a shell line", () => {
    const lines = jobs.flatMap(({ steps }) => steps.flatMap(({ run, with: input }) => [run, input?.script]));
    assert.deepEqual(
      lines.filter((line) => typeof line === "string" && line.includes("${{")),
      [],
    );
  });

  it("update a stack one at a time, without interrupting, in an environment of its name", () => {
    for (const stack of ["dev", "prod", "prod-standby"]) {
      const job = workflow("deploy").jobs[stack];
      assert.deepEqual(job?.concurrency, { group: `stack-${stack}`, "cancel-in-progress": false });
      assert.equal(job.environment, stack);
    }
  });

  it("hold prod and its standby to the plans that were reviewed", () => {
    const runs = (job: string) =>
      workflow("deploy")
        .jobs[job]?.steps.map(({ run }) => run ?? "")
        .join("\n") ?? "";
    const [, saved] = /--save-plan (\S+)/.exec(runs("plan-prod")) ?? [];
    assert.ok(saved);
    for (const stack of ["prod", "prod-standby"])
      assert.match(runs(stack), new RegExp(`ci:up -- --stack ${stack} --plan ${saved}`));
  });

  it("B9: preview the standby in pull requests, plan it with prod, and update it after", () => {
    const { "plan-prod": plan, "prod-standby": standby } = workflow("deploy").jobs;
    assert.deepEqual(plan?.strategy?.matrix.stack, ["prod", "prod-standby"]);
    assert.equal(standby?.needs, "prod");
    const previews = workflow("pull-request").jobs.preview?.steps.map(({ run }) => run ?? "") ?? [];
    assert.ok(previews.some((line) => /ci:preview .*--stack prod --stack prod-standby/.test(line)));
  });

  it("install the Pulumi that the project is built with", () => {
    const [, pinned] = /pulumi\/pkg\/v3 v(\S+)/.exec(textOf("local/pulumi/go.mod")) ?? [];
    assert.ok(pinned);
    assert.match(textOf(".github/actions/setup/action.yml"), new RegExp(`pulumi-version: ${pinned}`));
  });
});
