import { backupOf, databaseOf } from "../environment";
import { type FoundProblem, valueAt } from "../problems";
import { isOptIn } from "../regions";
import { stackConfiguration } from "../schema";
import { problem, tierOf } from "./problem";

const optedIn = "platform:optInRegions";

/** A region that is disabled by default is one that somebody has enabled and says so: AWS refuses every request there. */
export function optInRegions(values: unknown): FoundProblem[] {
  const { shape } = stackConfiguration;
  const { data: region } = shape["aws:region"].safeParse(valueAt(values, ["aws:region"]));
  const { data: enabled } = shape[optedIn].safeParse(valueAt(values, [optedIn]));
  if (region === undefined || enabled === undefined) return [];
  const lacking = [region, copyRegionOf(values, region)].filter(
    (used) => used !== undefined && isOptIn(used) && !enabled.includes(used),
  );
  if (lacking.length === 0) return [];
  const names = lacking.join(" and ");
  return problem(
    values,
    [optedIn],
    `a list with ${names}, which is disabled by default, once the account is opted in to it`,
    lacking.map((name) => `aws account enable-region --region-name ${name}`).join("; "),
  );
}

/** Region of the second copies of backups, the default included. */
function copyRegionOf(values: unknown, region: string): string | undefined {
  const { shape } = stackConfiguration;
  const { data: backup } = shape["platform:backup"].safeParse(valueAt(values, ["platform:backup"]));
  const { data: database } = shape["platform:database"].safeParse(valueAt(values, ["platform:database"]));
  if (backup === undefined || database === undefined) return undefined;
  const tier = tierOf(values);
  return backupOf(backup, { tier, region, database: databaseOf(database, tier) }).copyToRegion;
}
