import { cacheOf } from "../defaults";
import { valueAt } from "../problems";
import { stackConfiguration } from "../schema";
import { isProd, problem, type Relation } from "./problem";
import { windows } from "./windows";

const key = "platform:cache";
/** ElastiCache takes no shorter window. */
const shortestWindow = 60;

export function cache(values: unknown): Relation[] {
  const { data } = stackConfiguration.shape[key].safeParse(valueAt(values, [key]));
  if (data === undefined) return [];
  const { nodes, snapshotRetentionDays, snapshotWindow, maintenanceWindow } = cacheOf(data, isProd(values));
  return [
    ...(isProd(values) && nodes < 2
      ? problem(values, [key, "nodes"], "in prod 2 to 6: a failover needs a replica in another zone")
      : []),
    ...(isProd(values) && snapshotRetentionDays < 1
      ? problem(
          values,
          [key, "snapshotRetentionDays"],
          "in prod 1 to 35: without a snapshot a lost cache comes back empty",
        )
      : []),
    ...windows(
      values,
      { path: [key, "snapshotWindow"], window: snapshotWindow },
      { path: [key, "maintenanceWindow"], window: maintenanceWindow },
      shortestWindow,
    ),
  ];
}
