import { spawnSync } from "node:child_process";

export interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Median wall time of a command, seconds, beside that of another one that ran in turns with it. */
export interface Comparison {
  readonly seconds: number;
  readonly againstSeconds: number;
  readonly ratio: number;
}

/** Runs two commands in turns, so that what else the machine does meets both alike, after one run of each to warm up. */
export function compare(command: Command, against: Command, runs: number): Comparison {
  const times: [number, number][] = [];
  for (let run = 0; run <= runs; run++) times.push([time(command), time(against)]);
  const measured = times.slice(1);
  const seconds = median(measured.map(([ours]) => ours));
  const againstSeconds = median(measured.map(([, theirs]) => theirs));
  return { seconds, againstSeconds, ratio: seconds / againstSeconds };
}

/** Runs a command that has to succeed and returns what it printed. */
export function run({ name, program, args, cwd, env }: Command): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${name} exited with ${status ?? "a signal"}\n${stdout}\n${stderr}`);
  return stdout;
}

function time(command: Command): number {
  const start = performance.now();
  run(command);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
