import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rules as reliability } from "../policy/reliability/rules";
import { rules as security } from "../policy/security/rules";
import { Analyzer, type StackResource } from "../test/policy/analyzer";

/** How much judging may cost beyond the SDK's copying, ms a resource. */
const goalMs = 0.3;

/**
 * Prints how long a pack takes to judge copies of a plan side by side, as the engine asks it, without the engine's own
 * time: copies have the types, properties and edges of a real stack, so work that grows with the square would show. Beside
 * it, as many policies that look at nothing: the SDK copies all resources for each policy, whatever the policy does.
 *
 * @param pack the pack's folder
 * @param empty a folder for the pack that looks at nothing
 * @param plan what `pulumi preview --json` printed
 */
export async function judgeCopies(pack: string, empty: string, plan: string, runs: number): Promise<void> {
  writePack(empty, [...reliability, ...security].length);
  const [ours, idle] = [await Analyzer.start(pack), await Analyzer.start(empty)];
  try {
    console.log("Judging copies of the plan of prod");
    let first: number | undefined;
    for (const count of [1, 2, 4, 8]) {
      const resources = copies(plan, count);
      const [judging, copying] = await quickest([ours, idle], resources, runs);
      first ??= judging;
      console.log(
        `  ${String(resources.length).padStart(5)} resources: ${judging.toFixed(2)} ms a resource, ` +
          `${(judging / first).toFixed(2)} times that of one copy; ${copying.toFixed(2)} ms of it the SDK's copying, ` +
          `${(judging - copying).toFixed(2)} ms more, goal at most ${goalMs}`,
      );
    }
    console.log();
  } finally {
    ours.stop();
    idle.stop();
  }
}

/** The least time of some runs in turns, ms a resource, for each of the packs. */
async function quickest(
  packs: readonly [Analyzer, Analyzer],
  resources: StackResource[],
  runs: number,
): Promise<[number, number]> {
  const least: [number, number] = [Infinity, Infinity];
  // The first is no part of the measure: what a pack is shown once, and what it starts slowly with.
  for (let run = -1; run < runs; run++) {
    for (const at of [0, 1] as const) {
      const taken = await time(() => packs[at].analyze(resources));
      if (run >= 0) least[at] = Math.min(least[at], taken / resources.length);
    }
  }
  return least;
}

/** A pack of policies on the whole stack, none of which looks at it. */
export function writePack(folder: string, policies: number): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(join(folder, "package.json"), '{ "name": "empty", "version": "0.0.0" }\n');
  writeFileSync(
    join(folder, "index.js"),
    [
      'const { PolicyPack } = require("@pulumi/policy");',
      `const policies = Array.from({ length: ${policies} }, (_, at) => ({`,
      '  name: `idle-${at}`, description: "Looks at nothing", enforcementLevel: "mandatory", validateStack: () => {},',
      "}));",
      'new PolicyPack("empty", { policies });',
      "",
    ].join("\n"),
  );
}

/** Copies with URNs of their own that refer to nothing outside the copy. */
function copies(plan: string, count: number): StackResource[] {
  return Array.from({ length: count }, (_, at) => {
    const { steps } = JSON.parse(plan.replaceAll("::platform::", `::platform-${at}::`)) as {
      steps: { newState: StackResource }[];
    };
    return steps.map(({ newState }) => ({ ...newState, outputs: newState.outputs ?? newState.inputs }));
  }).flat();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
