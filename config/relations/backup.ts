import { backupStartHour } from "../backup-hours";
import { backupOf, databaseOf } from "../defaults";
import type { Database } from "../environment";
import { valueAt } from "../problems";
import { companionOf } from "../regions";
import { stackConfiguration } from "../schema";
import { isProd, problem, type Relation } from "./problem";

const key = "platform:backup";

export function backup(values: unknown): Relation[] {
  const { shape } = stackConfiguration;
  const { data: region } = shape["aws:region"].safeParse(valueAt(values, ["aws:region"]));
  const { data: declared } = shape[key].safeParse(valueAt(values, [key]));
  const { data: database } = shape["platform:database"].safeParse(valueAt(values, ["platform:database"]));
  if (region === undefined || declared === undefined || database === undefined) return [];
  const engine = databaseOf(database, isProd(values));
  const resolved = backupOf(declared, engine, isProd(values), region);
  return [
    ...daily(values, declared.dailyRetentionDays),
    ...retention(values, resolved),
    ...secondCopy(values, region, resolved.copyToRegion),
    ...timeLeft(values, engine),
  ];
}

/** A default follows the database's retention, which is judged where it is declared. */
function daily(values: unknown, declared: number | undefined): Relation[] {
  if (!isProd(values) || declared === undefined || declared >= 7) return [];
  const allowed = "in prod 7 to 35: a mistake is often a week old when it is found";
  return problem(values, [key, "dailyRetentionDays"], allowed);
}

function retention(
  values: unknown,
  days: Record<"dailyRetentionDays" | "weeklyRetentionDays" | "monthlyRetentionDays", number>,
): Relation[] {
  const pairs = [
    ["dailyRetentionDays", "weeklyRetentionDays"],
    ["weeklyRetentionDays", "monthlyRetentionDays"],
  ] as const;
  return pairs
    .filter(([shorter, longer]) => days[shorter] > days[longer])
    .flatMap(([shorter, longer]) =>
      problem(values, [key, longer], `at least ${shorter}, which is ${days[shorter]}`),
    );
}

/** Windows so long that AWS Backup could begin none of its backups beside them. */
function timeLeft(values: unknown, database: Database): Relation[] {
  if (backupStartHour(database) !== undefined) return [];
  return problem(
    values,
    ["platform:database", "backupWindow"],
    "with engine postgres a window that leaves AWS Backup three hours, two apart, beside it and maintenanceWindow",
  );
}

function secondCopy(values: unknown, region: string, copyToRegion: string | undefined): Relation[] {
  const path = [key, "copyToRegion"];
  if (copyToRegion === region) {
    return problem(
      values,
      path,
      `another region than aws:region, which is ${region}: a copy beside the original is lost with it`,
      `use ${companionOf(region) ?? "a region of the same jurisdiction"}`,
    );
  }
  if (copyToRegion !== undefined || !isProd(values)) return [];
  return problem(values, path, `in prod a region for a second copy; ${region} has no default`);
}
