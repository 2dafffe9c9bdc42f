import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { obtainPulumi, type PulumiCli } from "../local/pulumi-cli";
import { root, standIns, Workspace } from "../local/workspace";
import { type Command, compare, run } from "./processes";

const runs = Number(process.env.BENCH_RUNS ?? 5);
const tsx = ["--import", "tsx"];

/** Prints what a measure took beside its yardstick, and the goal that issue 3 sets for the ratio. */
function report(title: string, command: Command, against: Command, goal: number): void {
  const { seconds, againstSeconds, ratio } = compare(command, against, runs);
  console.log(title);
  console.log(`  ${command.name.padEnd(60)} ${seconds.toFixed(2)} s`);
  console.log(`  ${against.name.padEnd(60)} ${againstSeconds.toFixed(2)} s`);
  console.log(`  ratio ${ratio.toFixed(2)}, goal at most ${goal} (median of ${runs} runs in turns)\n`);
}

function capacityCommand(folder: string): void {
  const empty = join(folder, "empty.ts");
  writeFileSync(empty, "export {};\n");
  report(
    "Start-up of the capacity command",
    {
      name: "capacity --stack prod",
      program: process.execPath,
      args: [...tsx, "capacity/cli.ts", "--stack", "prod"],
      cwd: root,
    },
    {
      name: "an empty file with the same loader",
      program: process.execPath,
      args: [...tsx, empty],
      cwd: root,
    },
    2,
  );
}

function previews(cli: PulumiCli, folder: string): void {
  const ours = preview(cli, join(folder, "ours"));
  const count = Number(/\+ (\d+) to create/.exec(ours.output)?.[1]);
  const program = join(folder, "program");
  mkdirSync(program);
  writeFileSync(join(program, "index.ts"), emptyLogic(count));
  const theirs = preview(cli, join(folder, "theirs"), program);
  report(
    "Preview of prod on the local AWS, with the policy packs",
    { ...ours.command, name: `the program, ${count} resources` },
    { ...theirs.command, name: `no logic, ${count} log groups` },
    1.5,
  );
}

/** A workspace of its own with the prod stack, and what previews it. */
function preview(cli: PulumiCli, folder: string, main?: string): { command: Command; output: string } {
  const workspace = new Workspace(folder, root, main);
  workspace.prepare(cli, standIns);
  const env = workspace.environment(standIns);
  const pulumi = (name: string, ...args: string[]) => ({
    name,
    program: cli.path,
    args,
    cwd: workspace.project,
    env,
  });
  run(pulumi("stack init", "stack", "init", "prod"));
  const packs = ["--policy-pack", join(root, "policy", "reliability")];
  const command = pulumi("preview", "preview", "--stack", "prod", ...packs);
  return { command, output: run(command) };
}

/** A program without logic: as many resources as ours, that refer to nothing. */
function emptyLogic(count: number): string {
  return [
    'import * as aws from "@pulumi/aws";',
    `for (let at = 0; at < ${count}; at++) new aws.cloudwatch.LogGroup(\`log-\${at}\`, { retentionInDays: 7 });`,
    "",
  ].join("\n");
}

async function main(): Promise<void> {
  mkdirSync(join(root, ".local"), { recursive: true });
  // Inside the project, so that the program without logic finds its packages.
  const folder = mkdtempSync(join(root, ".local", "bench-"));
  try {
    capacityCommand(folder);
    previews(await obtainPulumi(console.error), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
