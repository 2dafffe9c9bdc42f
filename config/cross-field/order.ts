import { type FoundProblem, valueAt } from "../problems";
import { problem } from "./problem";

const orderedPairs = [
  { section: ["platform:workload", "usersPerInstance"], low: "min", high: "max" },
  { section: ["platform:workload", "monthlyGrowth"], low: "low", high: "high" },
  { section: ["platform:workload", "claims", "peakInstances"], low: "min", high: "max" },
  { section: ["platform:compute"], low: "minSize", high: "maxSize" },
  { section: ["platform:compute", "scaling"], low: "scaleInCpuPercent", high: "scaleOutCpuPercent" },
  { section: ["platform:database", "acu"], low: "min", high: "max" },
];

/** A minimum above its maximum, wherever a section has both. */
export function ordered(values: unknown): FoundProblem[] {
  return orderedPairs.flatMap(({ section, low, high }) => {
    const least = valueAt(values, [...section, low]);
    const most = valueAt(values, [...section, high]);
    if (typeof least !== "number" || typeof most !== "number" || least <= most) return [];
    return problem(values, [...section, low], `at most ${high}, which is ${most}`);
  });
}
