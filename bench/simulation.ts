import {
  declarationOf,
  dayProfile,
  demandOf,
  fleetsOf,
  generatedLoad,
  resourcesOf,
  simulate,
} from "../simulation";
import { advise } from "../simulation/advise/search";

const day = 24 * 60;

/** Issue 14: a year in under a second of CPU, and at least 2,000 settings over three weeks in a minute of two cores. */
const goals = { yearSeconds: 1, adviceSeconds: 120, settings: 2000 };

/** @param plan what `pulumi preview --json` prints for a stack */
export async function simulation(plan: string): Promise<void> {
  const resources = resourcesOf(plan, "the preview");
  const [read] = fleetsOf(resources, { from: 0, to: 1 });
  const declaration = declarationOf(resources);
  if (!read || !declaration) throw new Error("the preview has no group or no declared workload");
  const demand = demandOf(declaration.workload, declaration.sizing);
  const profile = dayProfile(demand, 4);
  const loadOf = (days: number) => generatedLoad(demand, (at) => profile(at % day), { minutes: days * day });
  simulate(read.fleet, demand, loadOf(30));
  console.log(`Simulation of ${read.fleet.name} with ${read.fleet.alarms.length} alarms, seconds of CPU`);
  for (const days of [91, 182, 365]) {
    const load = loadOf(days);
    const seconds = cpuOf(() => simulate(read.fleet, demand, load));
    console.log(`  ${days} days in steps of a minute: ${seconds.toFixed(2)}`);
  }
  console.log(`  goal: less than ${goals.yearSeconds} for a year, in proportion to its length\n`);

  const before = process.cpuUsage();
  const start = performance.now();
  const { tried } = await advise(read.fleet, demand, loadOf(21));
  const { user, system } = process.cpuUsage(before);
  console.log(`Advice: ${tried} settings over three weeks`);
  console.log(
    `  ${((user + system) / 1e6).toFixed(1)} s of CPU, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  console.log(`  goal: at least ${goals.settings} settings in at most ${goals.adviceSeconds} s of CPU\n`);
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
