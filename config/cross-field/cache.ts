import { type FoundProblem, valueAt } from "../problems";
import { stackConfiguration } from "../schema";
import { withTierDefaults } from "../tiers";
import { minimumOf, problem, tierOf } from "./problem";
import { windows } from "./windows";

const key = "platform:cache";
/** ElastiCache takes no shorter window. */
const shortestWindow = 60;

export function cache(values: unknown): FoundProblem[] {
  const { data } = stackConfiguration.shape[key].safeParse(valueAt(values, [key]));
  if (data === undefined) return [];
  const tier = tierOf(values);
  const { nodes, snapshotRetentionDays, ...cache } = withTierDefaults(key, data, tier);
  const { snapshotWindow, maintenanceWindow } = cache;
  const [leastNodes, leastDays] = [minimumOf(values, "cacheNodes"), minimumOf(values, "cacheSnapshots")];
  return [
    ...(nodes < leastNodes
      ? problem(
          values,
          [key, "nodes"],
          `in ${tier} ${leastNodes} to 6: a failover needs a replica in another zone`,
        )
      : []),
    ...(snapshotRetentionDays < leastDays
      ? problem(
          values,
          [key, "snapshotRetentionDays"],
          `in ${tier} ${leastDays} to 35: without a snapshot a lost cache comes back empty`,
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
