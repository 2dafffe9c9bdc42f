import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runsTypeScript } from "../config/command";
import { obtainPulumi, type PulumiCli } from "../local/pulumi-cli";
import { root, standIns, Workspace } from "../local/workspace";
import { notKnown } from "../simulation";
import { judgeCopies, writePack } from "./copies";
import { simulation } from "./simulation";
import { type Command, compare, type Comparison, run } from "./processes";

const runs = Number(process.env.BENCH_RUNS ?? 5);

/** Prints what a measure took beside its yardstick, and the goal for the ratio. */
function report(title: string, command: Command, against: Command, goal: number): Comparison {
  const comparison = compare(command, against, runs);
  const { seconds, againstSeconds, ratio } = comparison;
  console.log(title);
  console.log(`  ${command.name.padEnd(60)} ${seconds.toFixed(2)} s`);
  console.log(`  ${against.name.padEnd(60)} ${againstSeconds.toFixed(2)} s`);
  console.log(`  ratio ${ratio.toFixed(2)}, goal at most ${goal} (median of ${runs} runs in turns)\n`);
  return comparison;
}

function capacityCommand(folder: string): void {
  const empty = join(folder, "empty.ts");
  writeFileSync(empty, "export {};\n");
  report(
    "Start-up of the capacity command",
    {
      name: "capacity --stack prod",
      program: process.execPath,
      args: [...runsTypeScript, "capacity/cli.ts", "--stack", "prod"],
      cwd: root,
    },
    {
      name: "an empty file with tsx alone",
      program: process.execPath,
      args: ["--import", "tsx", empty],
      cwd: root,
    },
    2,
  );
}

function previews(cli: PulumiCli, folder: string): void {
  const ours = preview(cli, join(folder, "ours"));
  const resources = plannedBy(ours);
  const program = join(folder, "program");
  mkdirSync(program);
  writeFileSync(join(program, "index.ts"), withoutLogic(resources));
  report(
    "Preview of prod on the local AWS, with the policy pack",
    { ...ours, name: `the program, ${resources.length} resources of AWS` },
    { ...preview(cli, join(folder, "theirs"), program), name: "the same resources, listed without logic" },
    1.5,
  );
}

/**
 * Previews of log groups under the pack, beside the same under a pack without policies: 1.3 times at most is the goal.
 * The groups keep every rule, so that what is measured is judging, not printing findings.
 */
function pack(cli: PulumiCli, folder: string): void {
  const empty = join(folder, "empty-pack");
  writePack(empty, 0);
  for (const count of [150, 600, 2000]) {
    const program = join(folder, `groups-${count}`);
    mkdirSync(program);
    writeFileSync(join(program, "index.ts"), withoutLogic(logGroups(count)));
    const against = preview(cli, `${program}-empty`, program, [empty]);
    const { seconds, againstSeconds } = report(
      `Policies over ${count} resources`,
      { ...preview(cli, `${program}-judged`, program, [join(root, "policy")]), name: "all policies" },
      { ...against, name: "a pack without policies" },
      1.3,
    );
    console.log(`  ${(((seconds - againstSeconds) / count) * 1000).toFixed(1)} ms more a resource\n`);
  }
}

function logGroups(count: number): Planned[] {
  return Array.from({ length: count }, (_, at) => ({
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: `log-${at}`,
    inputs: { retentionInDays: 30, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/logs" },
  }));
}

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

/** The resources of AWS that a preview plans, with a text in place of what it does not know. */
function plannedBy(command: Command): Planned[] {
  const { steps } = JSON.parse(planOf(command).replaceAll(notKnown, "not known")) as {
    steps: { urn: string; newState: { type: string; inputs?: Record<string, unknown> } }[];
  };
  return steps
    .filter(({ newState }) => newState.type.startsWith("aws:"))
    .map(({ urn, newState: { type, inputs = {} } }, at) => ({
      type,
      name: `${urn.split("::").at(-1)}-${at}`,
      inputs,
    }));
}

/** What a preview prints as JSON. */
function planOf(preview: Command): string {
  return run({ ...preview, args: [...preview.args, "--json"] });
}

/** A program that registers resources from a list: what the engine and the providers take, without ours. */
function withoutLogic(resources: readonly Planned[]): string {
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    `for (const { type, name, inputs } of ${JSON.stringify(resources)}) new pulumi.CustomResource(type, name, inputs);`,
    "",
  ].join("\n");
}

/** A workspace of its own with the prod stack, and what previews it. */
function preview(cli: PulumiCli, folder: string, main?: string, judges = [join(root, "policy")]): Command {
  const workspace = new Workspace(folder, root, main);
  workspace.prepare(cli, standIns);
  const env = workspace.environment(standIns);
  const pulumi = (...args: string[]) => ({
    name: args.join(" "),
    program: cli.path,
    args,
    cwd: workspace.project,
    env,
  });
  run(pulumi("stack", "init", "prod"));
  // A list without edges breaks rules across resources; it is judged all the same, and only told so.
  const levels = join(folder, "levels.json");
  writeFileSync(levels, JSON.stringify({ all: "advisory" }));
  const pack = judges.flatMap((judge) => ["--policy-pack", judge, "--policy-pack-config", levels]);
  return pulumi("preview", "--stack", "prod", ...pack);
}

async function main(): Promise<void> {
  mkdirSync(join(root, ".local"), { recursive: true });
  // Inside the project, so that the program without logic finds its packages.
  const folder = mkdtempSync(join(root, ".local", "bench-"));
  try {
    capacityCommand(folder);
    const cli = await obtainPulumi(console.error);
    previews(cli, folder);
    pack(cli, folder);
    const plan = planOf(preview(cli, join(folder, "copies"), undefined, []));
    await simulation(plan);
    await judgeCopies(join(root, "policy"), join(folder, "idle-pack"), plan, runs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
