import type { Demand } from "../demand";
import type { Fleet } from "../fleet";
import type { Reacting } from "../clairvoyant";
import type { Evaluation } from "./evaluate";
import type { PhysicalLimit } from "./limit";
import type { Advice, Candidate } from "./search";
import { type Setting, sessionsAt, usdPerSession } from "./settings";

/** The advice for a person. */
export function reportOf(stack: string, base: Fleet, demand: Demand, advice: Advice, load: string): string {
  const { tried, best, others, byType, frontier, limit } = advice;
  return [
    `${stack}: ${tried} settings over ${load}, scaled to the declared peak of ${demand.peakUsers} users. Chosen by the first two ` +
      `thirds; a zone is lost at the worst minute of each part. USD are for the part; x is the multiple of a clairvoyant fleet of the same type.`,
    "",
    ...table([...(best ? [{ ...best, name: `advised: ${best.name}` }] : []), ...others]),
    "",
    "The cheapest of each instance type that keeps the objective:",
    ...table(byType),
    "",
    ...memorySaid(base, demand, best),
    "",
    "Cost against violated minutes, a zone lost:",
    ...table(frontier),
    "",
    ...limitSaid(base, limit),
    "",
    ...pasted(stack, base, demand, advice),
    "",
  ].join("\n");
}

function pasted(stack: string, { zones }: Fleet, demand: Demand, { best, declarable }: Advice): string[] {
  const setting = declarable?.setting;
  if (setting?.rule.kind !== "requests") {
    return [
      best
        ? "No target of requests per target that was tried keeps the objective here and on the declared days: npm run capacity compares " +
          "the instance types as the plan would scale them."
        : "No setting that was tried keeps the objective: raise the floor, or shorten the boot.",
    ];
  }
  const users = Math.ceil(setting.rule.target / demand.requestsPerSessionMinute);
  return [
    `To be pasted into Pulumi.${stack}.yaml (${declarable?.name}), which the declared days and events take as well. usersPerInstance ` +
      `belongs to a type: measure it on ${setting.type} and declare it; this asks for ${users} users at the worst and ` +
      `${Math.ceil((users * zones) / Math.max(1, zones - 1))} at the best.`,
    "",
    configurationOf(setting),
  ];
}

/** What scaling on measurements cannot do better, by the deployed type. */
function limitSaid({ instance, zones }: Fleet, limit: PhysicalLimit): string[] {
  const { reactionMinutes, largestGrowth, minutesBeyond, clairvoyant, reacting, holdingZoneLoss } = limit;
  const costs = ({ cost, headroom, floor }: Reacting) =>
    `${headroom.toFixed(2)} times the instances that were needed then, at least ${floor}: ${cost.toFixed(0)} USD, ` +
    `${(cost / clairvoyant.cost).toFixed(2)} x`;
  return [
    `The physical limit: ${reactionMinutes} minutes pass from a rise until instances serve for it (metric, alarm, launch, boot, ` +
      `registration). Within them the sessions of this load grow at most ${largestGrowth.toFixed(2)} times; in ${minutesBeyond} ` +
      "minutes by more than a fleet at its threshold has memory for, which only a higher floor helps.",
    `Of ${instance.type}, a clairvoyant fleet costs ${clairvoyant.cost.toFixed(0)} USD. The cheapest that follows the load by ` +
      `${reactionMinutes} minutes, shrinks at once and keeps the objective with a zone lost has`,
    `  ${costs(reacting)};`,
    `and where ${zones - 1} of the ${zones} zones are to hold all users at once,`,
    `  ${costs(holdingZoneLoss)}.`,
  ];
}

/** Memory is what a fleet like this runs out of: what it costs by type. */
function memorySaid(base: Fleet, demand: Demand, best: Candidate | undefined): string[] {
  const types = [...new Set([base.instance.type, ...(best?.setting ? [best.setting.type] : [])])];
  return types.map((type) => {
    const sessions = sessionsAt(type, 66, demand);
    const cpu =
      (100 * sessions * demand.requestsPerSessionMinute * demand.cpuSecondsPerRequest) /
      (60 * base.instance.vcpus);
    return (
      `${type} holds ${sessions.toFixed(0)} sessions at 66 % of its memory, with about ${cpu.toFixed(1)} % CPU: ` +
      `${(usdPerSession(type, demand) * 730 * 1000).toFixed(0)} USD a month for a thousand sessions.`
    );
  });
}

function table(candidates: readonly Candidate[]): string[] {
  const cells = candidates.map(({ name, fit, last, all }) => [name, said(fit), said(last), said(all)]);
  const head = ["", "first two thirds", "last third", "all"];
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  return [head, ...cells].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function said({ violatedMinutes, cost, clairvoyantCost, isKept }: Evaluation): string {
  const ratio = clairvoyantCost > 0 ? `, ${(cost / clairvoyantCost).toFixed(2)} x` : "";
  return `${violatedMinutes} min${isKept ? "" : " (not kept)"}, ${cost.toFixed(0)} USD${ratio}`;
}

/** A setting that scales by requests as the configuration of a stack of this project. */
export function configurationOf({ type, minSize, maxSize, rule }: Setting): string {
  return [
    "  platform:compute:",
    `    instanceType: ${type}`,
    `    minSize: ${minSize}`,
    `    maxSize: ${maxSize}`,
    ...(rule.kind === "requests"
      ? [
          "    scaling:",
          "      metric: requestsPerTarget",
          `      requestsPerTargetPerMinute: ${rule.target}`,
        ]
      : []),
  ].join("\n");
}
