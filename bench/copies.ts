import { Analyzer, type StackResource } from "../test/policy/analyzer";

/**
 * Prints how long a pack takes to judge copies of a plan side by side, as the engine asks it, without the engine's own
 * time: copies have the types, properties and edges of a real stack, so work that grows with the square would show.
 *
 * @param plan what `pulumi preview --json` printed
 */
export async function judgeCopies(pack: string, plan: string, runs: number): Promise<void> {
  const analyzer = await Analyzer.start(pack);
  try {
    console.log("Judging copies of the plan of prod");
    let first: number | undefined;
    for (const count of [1, 2, 4, 8]) {
      const resources = copies(plan, count);
      // What a pack is shown once, and what it starts slowly with, are no part of the measure.
      await analyzer.analyze(resources);
      const times: number[] = [];
      for (let run = 0; run < runs; run++) times.push(await time(() => analyzer.analyze(resources)));
      const each = Math.min(...times) / resources.length;
      first ??= each;
      const figures = `${each.toFixed(2)} ms a resource, ${(each / first).toFixed(2)} times that of one copy`;
      console.log(`  ${String(resources.length).padStart(5)} resources: ${figures}`);
    }
    console.log();
  } finally {
    analyzer.stop();
  }
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
