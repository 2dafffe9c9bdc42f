import { backupStartHour } from "../backup-hours";
import { type BackupConfig, backupOf, type DatabaseConfig, databaseOf } from "../environment";
import { type FoundProblem, valueAt } from "../problems";
import { companionOf } from "../regions";
import { stackConfiguration } from "../schema";
import { minimumOf, needs, problem, tierOf } from "./problem";

const key = "platform:backup";

export function backup(values: unknown): FoundProblem[] {
  const { shape } = stackConfiguration;
  const { data: region } = shape["aws:region"].safeParse(valueAt(values, ["aws:region"]));
  const { data: declared } = shape[key].safeParse(valueAt(values, [key]));
  const { data: database } = shape["platform:database"].safeParse(valueAt(values, ["platform:database"]));
  if (region === undefined || declared === undefined || database === undefined) return [];
  const tier = tierOf(values);
  const resolvedDatabase = databaseOf(database, tier);
  const resolved = backupOf(declared, { tier, region, database: resolvedDatabase });
  return [
    ...daily(values, declared.dailyRetentionDays),
    ...retention(values, resolved),
    ...secondCopy(values, region, resolved.copyToRegion),
    ...timeLeft(values, resolvedDatabase),
  ];
}

/** A default follows the database's retention, which is judged where it is declared. */
function daily(values: unknown, declared: number | undefined): FoundProblem[] {
  const least = minimumOf(values, "backupRetentionDays");
  if (declared === undefined || declared >= least) return [];
  const allowed = `in ${tierOf(values)} ${least} to 35: a mistake is often a week old when it is found`;
  return problem(values, [key, "dailyRetentionDays"], allowed);
}

function retention(
  values: unknown,
  days: Pick<BackupConfig, "dailyRetentionDays" | "weeklyRetentionDays" | "monthlyRetentionDays">,
): FoundProblem[] {
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
function timeLeft(values: unknown, database: DatabaseConfig): FoundProblem[] {
  if (backupStartHour(database) !== undefined) return [];
  return problem(
    values,
    ["platform:database", "backupWindow"],
    "with engine postgres a window that leaves AWS Backup three hours, two apart, beside it and maintenanceWindow",
  );
}

function secondCopy(values: unknown, region: string, copyToRegion: string | undefined): FoundProblem[] {
  const path = [key, "copyToRegion"];
  if (copyToRegion === region) {
    return problem(
      values,
      path,
      `another region than aws:region, which is ${region}: a copy beside the original is lost with it`,
      `use ${companionOf(region) ?? "a region of the same jurisdiction"}`,
    );
  }
  if (copyToRegion !== undefined) return [];
  const noCompanion = `${region} has no companion of the same jurisdiction`;
  if (needs(values, "copyToRegion")) {
    return problem(values, path, `in ${tierOf(values)} a region for a second copy; ${noCompanion}`);
  }
  return valueAt(values, path) === "companion"
    ? problem(values, path, `a region or none: ${noCompanion}`)
    : [];
}
