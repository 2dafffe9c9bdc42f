import {
  type Case,
  type Demand,
  demandOf,
  FleetError,
  fleetsOf as readFleets,
  isKept,
  ordinaryCases,
  pagedBy,
  type ReadFleet,
  simulate,
} from "../../../simulation";
import { type Finding, rule, undecided } from "../../model/rule";
import { not, some } from "../../model/value";
import { groupType } from "../availability/group";
import { byDeclared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { fleetsOf } from "./fleet";
import { notTold, simulated } from "./simulated";

export const declaredPeakIsQuiet = rule<WorkloadConfig & { bootSeconds: number }>({
  name: "declared-peak-is-quiet",
  description:
    "At the declared peak and events a group's own alarms and scaling keep the objective, page nobody and stay below its maximum",
  cannotKnow:
    "Whether the declared workload is the real one; what the database and the cache do under it; what instances of a type that the catalogue lacks hold",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: {
    ...workloadSettings,
    bootSeconds: {
      default: 0,
      minimum: 0,
      description: "From launch until the application answers, seconds; 0 for the group's own warm-up",
    },
  },
  *check(stack, config) {
    yield* byDeclared(declaredBy(stack, config), { stack, types: [groupType] }, function* (declared) {
      const now = Date.now();
      const reads = readAll(() =>
        readFleets(simulated(stack), {
          from: now,
          to: now + horizon,
          zones: declared.sizing.availabilityZones,
          ...(config.bootSeconds > 0 && { bootSeconds: config.bootSeconds }),
        }),
      );
      const demand = demandOf(declared.workload, declared.sizing);
      const hidden = stack.isSettled() ? [] : notTold(stack);
      for (const { group, sure } of fleetsOf(stack)) {
        const read = reads.find(({ resource }) => resource.urn === group.urn);
        if (!read) {
          if (!stack.isSettled()) yield undecided(group, "what its instances are not known yet");
        } else if (read.unknowns.length > 0 || hidden.length > 0) {
          yield undecided(group, `${[...read.unknowns, ...hidden].join(", ")} not known yet`);
        } else {
          const problems = ordinaryCases(declared, { now }).flatMap((it) => problemsOf(read, it, demand));
          yield { resource: group, verdict: some([problems.length === 0, not(sure)]), ...told(problems) };
        }
      }
    });
  },
});

function told(problems: readonly string[]): Pick<Finding, "found" | "required" | "fix" | "platformFix"> {
  return {
    found: problems.length === 0 ? "nothing of the kind" : problems.join("; "),
    required: "a simulated day with the declared peak, and each event, that nobody notices",
    fix:
      "scale out earlier or in larger steps, raise minSize, " +
      "the floor of the event or maxSize, or make instances boot faster",
    platformFix:
      "`npm run simulate` shows it minute by minute; platform:compute.minSize, maxSize and scaling, or leave them to the plan",
  };
}

/** Yearly events come within it. */
const horizon = 3 * 366 * 24 * 3_600_000;

/** Of a stack whose groups cannot be read other rules tell. */
function readAll(read: () => ReadFleet[]): ReadFleet[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof FleetError) return [];
    throw error;
  }
}

function problemsOf({ fleet }: ReadFleet, { name, load }: Case, demand: Demand): string[] {
  const outcome = simulate(fleet, demand, load);
  const paged = pagedBy(outcome);
  const { violatedMinutes, droppedRequests, minutesAtCeiling, minutes } = outcome;
  const problems = [
    ...(isKept(outcome)
      ? []
      : [
          `${violatedMinutes} of ${minutes} minutes too slow, ${Math.round(droppedRequests)} requests dropped`,
        ]),
    ...(paged.length > 0 ? [`${paged.join(", ")} page`] : []),
    ...(minutesAtCeiling > 0 ? [`${minutesAtCeiling} minutes at maxSize ${fleet.maxSize}`] : []),
  ];
  return problems.length > 0 ? [`${name}: ${problems.join(", ")}`] : [];
}
