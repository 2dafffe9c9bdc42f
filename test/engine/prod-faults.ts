import * as fc from "fast-check";
import { Sufferer } from "./faults";
import type { LocalPulumi } from "./local-pulumi";

/** The stack that goes through it all. */
export const stack = process.env.FAULTS_STACK ?? "prod";

/** One of the project's own stacks. */
export function sufferer(pulumi: LocalPulumi): Sufferer {
  return new Sufferer(pulumi, stack, (config, name) => {
    config["platform:tags"] = { ...config["platform:tags"], [name]: "yes" };
  });
}

/** Kills the command once for each of the moments; returns how often that was before it was done. */
export async function killedAt(
  sufferer: Sufferer,
  moments: readonly number[],
  command: "up" | "destroy",
): Promise<number> {
  let kills = 0;
  for (const resources of moments) if (await sufferer.killedAfter(resources, command)) kills += 1;
  return kills;
}

/** Moments from a seed, each after 1 to `most` resources. */
export function moments(seed: number, count: number, most: number): number[] {
  return fc.sample(fc.integer({ min: 1, max: most }), { seed, numRuns: count });
}

/** Says what was counted: the line of a report that nobody has to look for. */
export function say(line: string): void {
  console.log(`      ${line}`);
}
