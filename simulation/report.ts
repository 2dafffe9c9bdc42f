import type { Declaration } from "./cases";
import { keptShare, objectiveSeconds } from "./demand";
import type { ReadFleet } from "./read/fleet";
import { type JudgedCase, keepsObjective, type Verdict } from "./verdict";

const columns = [
  "case",
  "minutes",
  "violated",
  "dropped",
  "ceiling",
  "size",
  "memory",
  "hours",
  "USD",
  "clairvoyant",
  "paged",
];

/** The cases and the verdict for a person. */
export function reportOf(
  stack: string,
  read: ReadFleet,
  { workload, sizing }: Declaration,
  cases: readonly JudgedCase[],
  verdict: Verdict,
): string {
  const { fleet, ignored } = read;
  const rows = cases.map(({ result, outcome }) => [
    result.name,
    result.minutes.toString(),
    result.violatedMinutes.toString(),
    result.droppedRequests.toString(),
    result.touchedCeiling ? "touched" : "no",
    outcome.largestSize.toString(),
    `${outcome.most.memoryPercent.toFixed(0)} %`,
    result.instanceHours.toFixed(0),
    result.cost.toFixed(2),
    result.clairvoyantCost.toFixed(2),
    result.paged.join(", ") || "nobody",
  ]);
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) =>
        at === 0 || at === row.length - 1 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [
    `${stack}: group ${fleet.name}, ${fleet.minSize} to ${fleet.maxSize} ${fleet.instance.type} in ${fleet.zones} zones; an instance ` +
      `boots in ${fleet.bootSeconds} s. Load: ${workload.baselineConcurrentUsers} users to the declared peak and back.`,
    `A minute is violated when fewer than 95 % of its requests are answered in ${objectiveSeconds * 1000} ms; the objective allows ` +
      `${((1 - keptShare) * 100).toFixed(1)} % of the minutes and of the requests.`,
    "",
    line(columns),
    ...rows.map(line),
    "",
    `objective kept:          ${yes(verdict.objectiveKept)}${missing(cases)}`,
    `pages on a normal day:   ${yes(verdict.pagesOnNormalDay)}`,
    `ceiling touched:         ${yes(verdict.ceilingTouched)}`,
    ...(sizing.holdsZoneLoss === false
      ? ["This stack does not promise its objective while a zone is lost."]
      : []),
    ...(ignored.length > 0 ? [`Not simulated: ${ignored.join(", ")}`] : []),
    "",
  ].join("\n");
}

function yes(is: boolean): string {
  return is ? "yes" : "no";
}

function missing(cases: readonly JudgedCase[]): string {
  const names = cases.filter((it) => it.isPromised && !keepsObjective(it)).map(({ name }) => name);
  return names.length > 0 ? ` (${names.join(", ")})` : "";
}
