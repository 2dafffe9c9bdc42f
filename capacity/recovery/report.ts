import type { Measure, Recovery } from ".";
import type { Course } from "./course";
import type { Disruption } from "./disruption";
import { durationText } from "./duration";

const titles: Readonly<Record<Disruption, string>> = {
  instance: "An instance of the fleet, the database or the cache",
  zone: "An Availability Zone",
  region: "The region",
  data: "A store that is deleted or corrupted",
  credential: "A credential of the account that somebody else has",
};

/** The recoveries as text for a terminal: the figures, each part with formula and source, and what breaks an objective. */
export function reportOf(recoveries: readonly Recovery[]): string {
  return recoveries
    .flatMap(({ disruption, rto, rpo, reads }) => [
      "",
      titles[disruption],
      ...(reads ? measureLines("reads", reads) : []),
      ...measureLines("recovery time", rto),
      ...measureLines("recovery point", rpo),
    ])
    .join("\n");
}

function measureLines(name: string, measure: Measure): string[] {
  return [
    `  ${name.padEnd(16)}${durationText(measure.seconds)}${verdictOf(measure)}`,
    ...courseLines(measure.course, "    "),
  ];
}

function verdictOf({ objectiveSeconds, isKept, longest, helps }: Measure): string {
  if (objectiveSeconds === undefined) return "  (no objective)";
  const objective = `  objective ${durationText(objectiveSeconds)}`;
  if (isKept) return `${objective}: kept`;
  if (longest === undefined) return `${objective}: broken`;
  const help = helps.length === 0 ? "" : `; what helps: ${helps.join("; or ")}`;
  return `${objective}: broken, most of it by ${longest.what}${help}`;
}

/** A part a line, indented below how it is combined with the others. */
function courseLines(course: Course, indent: string): string[] {
  if ("what" in course) {
    const { what, seconds, formula, source } = course;
    return [`${indent}${durationText(seconds).padStart(12)}  ${what}: ${formula}  [${source}]`];
  }
  const [how, parts] = combined(course);
  return [`${indent}${how}`, ...parts.flatMap((part) => courseLines(part, `${indent}  `))];
}

function combined(course: Exclude<Course, { readonly what: string }>): [string, readonly Course[]] {
  if ("after" in course) return ["one after the other", course.after];
  return ["at the same time, the longest counts", course.together];
}
