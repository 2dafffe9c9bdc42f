import { databaseOf, recoveryOf } from "../environment";
import { hasStandby, standbyRegionOf } from "../pair";
import { type FoundProblem, valueAt } from "../problems";
import { stackConfiguration } from "../schema";
import { needs, problem, tierOf } from "./problem";

const key = "platform:recovery";

/** A standby needs a region, and a database that can be followed there. */
export function standby(values: unknown): FoundProblem[] {
  const { shape } = stackConfiguration;
  const { data: region } = shape["aws:region"].safeParse(valueAt(values, ["aws:region"]));
  const { data: declared } = shape[key].safeParse(valueAt(values, [key]));
  const { data: database } = shape["platform:database"].safeParse(valueAt(values, ["platform:database"]));
  if (region === undefined || declared === undefined || database === undefined) return [];
  const tier = tierOf(values);
  const { engine } = databaseOf(database, tier);
  const { mode, standbyRegion } = recoveryOf(declared, tier, engine);
  if (!hasStandby(mode)) return [];
  if (engine !== "aurora") {
    return problem(
      values,
      [key, "mode"],
      `with engine ${engine} none or backup-only: only Aurora is followed by a cluster in another region`,
    );
  }
  if (valueAt(values, ["platform:standbyOf"]) !== undefined) return [];
  const copyToRegion = valueAt(values, ["platform:backup", "copyToRegion"]);
  const placed = standbyRegionOf(region, {
    standbyRegion,
    ...(typeof copyToRegion === "string" && { copyToRegion }),
  });
  if (placed !== undefined && standbyRegion !== region) return [];
  // The copies of backups lack a region as well, which is said already.
  if (placed === undefined && needs(values, "copyToRegion")) return [];
  return problem(
    values,
    [key, "standbyRegion"],
    `with mode ${mode} another region than aws:region, which is ${region}`,
    placed === undefined ? `${region} has no companion of the same jurisdiction` : undefined,
  );
}
