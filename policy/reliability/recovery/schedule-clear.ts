import { overlap, type Window } from "../../../capacity";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import {
  every,
  isText,
  not,
  read,
  some,
  type Unknown,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { databaseType } from "../availability/database";
import { windowsOf } from "./database";
import { weeklyStarts } from "./schedule";
import { selects } from "./selection";
import { occurrencesOf } from "./windows";

/**
 * "In general, AWS database services cannot start backups 1 hour before or during their maintenance window or automatic backup
 * window [...] (Amazon Aurora is exempt from both [...]). Snapshot backups scheduled during those times will fail. One
 * exception: when you opt in to using AWS Backup for both snapshot and continuous backups". Source: AWS Backup Developer
 * Guide, "Troubleshooting AWS Backup" (2026-11-25).
 */
const refusing = [databaseType, "aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"];
const hour = 60;

export const scheduleClear = rule({
  name: "backup-schedule-clear-of-windows",
  description:
    "AWS Backup begins no backup of a database in its backup or maintenance window, or the hour before",
  cannotKnow: "Windows that AWS chooses; schedules in another zone than UTC; plans of another stack",
  severity: "high",
  requirement: "D2",
  sources: [],
  *check(stack) {
    for (const type of refusing) {
      const properties = windowsOf[type] ?? [];
      for (const database of stack.ofType(type)) {
        if (isAurora(database)) continue;
        const windows = properties.map((property) => database.get(property));
        for (const [plan, chosen] of plansOf(stack, database)) {
          const schedules = snapshotRules(plan);
          yield {
            resource: database,
            verdict: some([not(chosen), clear(schedules, windows)]),
            found: `${properties.map((property, at) => `${property} ${show(windows[at])}`).join(", ")}; ${plan.name} begins ${saySchedules(schedules)}`,
            required:
              "schedules outside of both windows and the hour before each; AWS Backup fails what it would begin then",
            fix: "move the plan's schedule, or the windows",
            platformFix:
              "platform:database.backupWindow and maintenanceWindow, of which the schedules keep clear",
          };
        }
      }
    }
  },
});

/** AWS keeps the windows of Aurora's storage apart by itself; its instances have the type of any other. */
function isAurora(database: Resource): boolean {
  const engine = database.get("engine");
  return isText(engine) && engine.startsWith("aurora");
}

/** The plans that select a database. */
function plansOf(stack: Stack, database: Resource): Map<Resource, Verdict> {
  const plans = new Map<Resource, Verdict>();
  for (const plan of stack.ofType("aws:backup/plan:Plan")) {
    const selected = some(
      stack
        .referring("aws:backup/selection:Selection", plan, "planId")
        .map(({ resource, sure }) => every([sure, selects(resource, database)])),
    );
    if (selected !== false) plans.set(plan, selected);
  }
  return plans;
}

/** The rules of a plan, unless it makes continuous backups too, and so knows the windows itself. */
function snapshotRules(plan: Resource): readonly Value[] | Unknown {
  const rules = plan.list("rules");
  if (rules === unknown) return unknown;
  return rules.some((it) => read(it, "enableContinuousBackup") === true) ? [] : rules;
}

/** Whether all schedules are outside of all windows; what AWS chooses itself, and other zones than UTC, nobody judges. */
function clear(rules: readonly Value[] | Unknown, windows: readonly Value[]): Verdict {
  if (rules === unknown) return unknown;
  const closed = windows.map((window) => (window === unknown ? unknown : closedBy(window)));
  return every(
    rules.flatMap((it) => {
      const schedule = read(it, "schedule");
      const zone = read(it, "scheduleExpressionTimezone");
      if (zone === unknown || schedule === unknown) return [unknown];
      if (isText(zone) && !/^(Etc\/)?(UTC|GMT)$/.test(zone)) return [];
      const starts = isText(schedule) ? (weeklyStarts(schedule) ?? []) : [];
      return closed.map((times) =>
        times === unknown ? unknown : !starts.some((start) => isIn(times, start)),
      );
    }),
  );
}

/** The times at which a window keeps backups from beginning. */
function closedBy(window: Value): Window[] {
  const occurrences = isText(window) ? (occurrencesOf(window) ?? []) : [];
  return occurrences.map(({ start, minutes }) => ({ start: start - hour, minutes: minutes + hour }));
}

function isIn(times: readonly Window[], start: number): boolean {
  return times.some((window) => overlap({ start, minutes: 1 }, window));
}

function saySchedules(rules: readonly Value[] | Unknown): string {
  if (rules === unknown) return "at times not known yet";
  return rules.map((it) => show(read(it, "schedule"))).join(", ") || "when it chooses itself";
}
