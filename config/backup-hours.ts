import type { StackConfiguration } from "./schema";
import { overlap, parseDaily, parseWeekly, type Window } from "../capacity";

const hour = 60;
const day = 24 * hour;

type Database = StackConfiguration["platform:database"];

/** When daily backups begin where nothing speaks against it, UTC. */
export const usualStartHour = 5;

/** Hours that AWS Backup has to begin a job in, counted from the start: daily, weekly and monthly backups. */
const jobHours = [0, 2, 4];

/**
 * The hour of the day, UTC, at which daily backups can begin, so that they and the weekly and monthly ones, which begin two and
 * four hours later, keep clear of the database's own windows; undefined where these leave no such time. "AWS database services
 * cannot start backups 1 hour before or during their maintenance window or automatic backup window [...] Amazon Aurora is
 * exempt from both". Source: AWS Backup Developer Guide, "Troubleshooting AWS Backup" (2026-11-25).
 */
export function backupStartHour(
  database: Pick<Database, "engine" | "backupWindow" | "maintenanceWindow">,
): number | undefined {
  const closed = database.engine === "aurora" ? [] : closedTimes(database);
  const isOpen = (start: number) => !closed.some((window) => overlap(window, { start, minutes: hour }));
  const hours = Array.from({ length: 24 }, (_, later) => (usualStartHour + later) % 24);
  // On whichever day of the week: a monthly backup comes on all of them.
  return hours.find((first) =>
    jobHours.every((later) =>
      Array.from({ length: 7 }, (_, index) => index * day + ((first + later) % 24) * hour).every(isOpen),
    ),
  );
}

function closedTimes({
  backupWindow,
  maintenanceWindow,
}: Pick<Database, "backupWindow" | "maintenanceWindow">): Window[] {
  const windows = [...(parseDaily(backupWindow) ?? []), parseWeekly(maintenanceWindow)];
  return windows.flatMap((window) =>
    window ? [{ start: window.start - hour, minutes: window.minutes + hour }] : [],
  );
}
