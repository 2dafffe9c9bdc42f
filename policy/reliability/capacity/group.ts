import { instanceNeed, instanceTypes, usersOf } from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, judge, not, some, type Unknown, unknown } from "../../model/value";
import { knownFamilies, unjudged } from "./answer";
import { byDeclared, type Declared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { groupType } from "../availability/group";
import { fleetsOf, growthOf, instanceTypesOf, needOf, templateOf, zoneCountsOf } from "./fleet";
import { mostOf } from "./found";

/** A rule about each group that serves the declared users. */
function fleetRule(
  info: Omit<Rule<WorkloadConfig>, "check" | "settings" | "requirement" | "sources">,
  judgeGroup: (
    group: Resource,
    declared: Declared,
    stack: Stack,
  ) => Omit<Finding, "resource"> | Unknown | undefined,
): Rule<WorkloadConfig> {
  return rule({
    ...info,
    requirement: "D4",
    sources: [],
    settings: workloadSettings,
    *check(stack, config) {
      yield* byDeclared(declaredBy(stack, config), { stack, types: [groupType] }, function* (declared) {
        for (const { group, sure } of fleetsOf(stack)) {
          const judged = judgeGroup(group, declared, stack);
          if (judged === undefined) continue;
          yield judged === unknown
            ? undecided(group, "an instance type not known yet")
            : { resource: group, ...judged, verdict: some([judged.verdict, not(sure)]) };
        }
      });
    },
  });
}

export const groupHoldsPeak = fleetRule(
  {
    name: "auto-scaling-group-holds-peak",
    description:
      "An Auto Scaling group can grow to the declared peak plus its buffer, and to the peak when a zone is lost",
    cannotKnow:
      "Whether the declared workload is the real one; how many users an instance really serves; instance types that the catalogue lacks, or that AWS chooses",
    severity: "critical",
  },
  (group, declared, stack) => {
    const zones = zoneCountsOf(group, declared);
    const needs = zones.map((count) => growthOf(group, declared, count));
    const known = needs.filter((need) => need !== unknown && typeof need !== "string");
    const [first] = known;
    if (first === undefined) {
      const [obstacle = unknown] = needs.filter((need) => typeof need === "string");
      return obstacle === unknown ? unknown : unjudged(obstacle, "instances", "peak", knownTypes);
    }
    // While the zones are not known, what is needed at least is what can be said.
    const need = known.reduce((least, other) => (other.ceiling < least.ceiling ? other : least), first);
    const most = Math.max(...known.map(({ ceiling }) => ceiling));
    // For an event the maximum may be raised by a scheduled action; that it is in time, events-are-scheduled says.
    const raised = mostOf(stack, group);
    const usual = zones.flatMap((count) => {
      const ofPeak = growthOf(group, withoutEvents(declared), count);
      return ofPeak === unknown || typeof ofPeak === "string" ? [] : [ofPeak.ceiling];
    });
    const isEnough = every([
      judge(raised, (size) => typeof size === "number" && size >= need.ceiling),
      atLeast(group.number("maxSize"), Math.min(...usual)),
    ]);
    const isEnoughForAll = every([
      judge(raised, (size) => typeof size === "number" && size >= most),
      atLeast(group.number("maxSize"), Math.max(...usual)),
    ]);
    const scheduled = raised === group.number("maxSize") ? "" : `, ${show(raised)} by a scheduled action`;
    return {
      verdict: isEnough === true ? isEnoughForAll === true || unknown : isEnough,
      found: `maxSize ${show(group.get("maxSize"))}${scheduled} of ${sayTypes(group)}`,
      required:
        `at least ${need.ceiling}: ${need.concurrentUsers} users at ${need.event ? `the event "${need.event}"` : "the declared peak"} ` +
        `need ${need.required} instances (by ${need.binding}), ${need.withBuffer} with the buffer of ${declared.workload.bufferShare * 100} %, ` +
        `${need.withAzLoss} so that the loss of an Availability Zone leaves enough, and a step of scaling must have room above`,
      fix: `set maxSize to ${need.ceiling} or more, or declare a smaller workload`,
      platformFix: "platform:compute.maxSize, or leave it to the plan",
    };
  },
);

function withoutEvents({ workload, sizing }: Declared): Declared {
  return { workload: { ...workload, events: [] }, sizing };
}

const knownTypes = knownFamilies("instanceType", instanceTypes, "instance-types.ts");

function sayTypes(group: Resource): string {
  const types = instanceTypesOf(group);
  return types === unknown ? show(unknown) : types.map(show).join(", ");
}

export const groupHoldsBaseline = fleetRule(
  {
    name: "auto-scaling-group-holds-baseline",
    description: "An Auto Scaling group never shrinks below what the declared baseline needs",
    cannotKnow:
      "Whether the declared workload is the real one; instance types that the catalogue lacks, or that AWS chooses",
    severity: "high",
  },
  (group, declared) => {
    const users = usersOf(declared.workload).baselineConcurrent;
    const need = needOf(
      group,
      declared,
      (sizing) => instanceNeed(users, declared.workload, sizing),
      ({ required }) => required,
    );
    if (need === unknown) return unknown;
    if (typeof need === "string") return undefined;
    return {
      verdict: atLeast(group.number("minSize"), need.required),
      found: `minSize ${show(group.get("minSize"))}`,
      required: `at least ${need.required}, which ${users} users at baseline need (by ${need.binding})`,
      fix: `set minSize to ${need.required} or more`,
      platformFix: "platform:compute.minSize, or leave it to the plan",
    };
  },
);

export const burstableBaseline = fleetRule(
  {
    name: "burstable-instances-in-unlimited-mode",
    description: "Burstable instances keep their speed when their credits are spent",
    cannotKnow: "How many credits the load really spends; an account's own default of the mode",
    severity: "high",
  },
  (group) => {
    const types = instanceTypesOf(group);
    if (types === unknown || types.includes(unknown)) return unknown;
    const names = types.filter((type) => typeof type === "string");
    const burstable = names.filter((type) => /^t\d/.test(type));
    const template = templateOf(group);
    const credits = template === unknown ? unknown : template?.get("creditSpecification", "cpuCredits");
    // AWS's own default is unlimited, but for t2.
    const isUnlimited = judge(credits, (value) =>
      value === undefined ? !burstable.some((type) => type.startsWith("t2.")) : value !== "standard",
    );
    return {
      verdict: burstable.length === 0 || isUnlimited,
      found: `${burstable.join(", ")} with cpuCredits ${show(credits)}`,
      required:
        "unlimited: credits pay for a part of each vCPU only, and the group is planned to run at its scale-out threshold",
      fix: 'set creditSpecification.cpuCredits to "unlimited", or take an instance type that does not burst (m7g, m6i)',
    };
  },
);
