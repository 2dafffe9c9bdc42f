import { overlap, parseDaily, parseWeekly } from "../../capacity";
import type { FoundProblem } from "../problems";
import { problem } from "./problem";

interface Declared {
  readonly path: readonly string[];
  readonly window: string;
}

/** A daily window for backups and a weekly one for maintenance: AWS refuses them when they overlap or are too short. */
export function windows(
  values: unknown,
  daily: Declared,
  weekly: Declared,
  shortestMinutes: number,
): FoundProblem[] {
  const backups = parseDaily(daily.window) ?? [];
  const maintenance = parseWeekly(weekly.window);
  if (maintenance === undefined) return [];
  const tooShort = `a window of at least ${shortestMinutes} minutes`;
  return [
    ...(backups.some(({ minutes }) => minutes < shortestMinutes)
      ? problem(values, daily.path, tooShort)
      : []),
    ...(maintenance.minutes < shortestMinutes ? problem(values, weekly.path, tooShort) : []),
    ...(backups.some((backup) => overlap(backup, maintenance))
      ? problem(
          values,
          weekly.path,
          `a window apart from ${daily.path.at(-1)}, which is ${daily.window} every day`,
        )
      : []),
  ];
}
