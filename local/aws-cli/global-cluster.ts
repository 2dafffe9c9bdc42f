import { globalClusterType, membersOf, setMembers } from "../aws/services/rds/global-cluster";
import { isDown } from "../cloud/regions";
import { GLOBAL } from "../cloud/store";
import { type Call, type Operation, refused } from "./call";

/** How the writer of an Aurora global database moves to another region. */
export const globalCluster: Readonly<Record<string, Operation>> = {
  "rds describe-global-clusters": ({ store, values }) => {
    const wanted = values("global-cluster-identifier");
    const found = store
      .list(GLOBAL)
      .filter(({ type, id }) => type === globalClusterType && (wanted.length === 0 || wanted.includes(id)));
    return { GlobalClusters: found.map((cluster) => described(cluster.id, membersOf(cluster))) };
  },
  "rds failover-global-cluster": (call) => {
    if (!call.has("allow-data-loss") && !call.has("switchover")) {
      const reason = "Specify either AllowDataLoss or Switchover";
      throw refused("InvalidParameterCombination", "FailoverGlobalCluster", reason);
    }
    return moveWriter(call, "FailoverGlobalCluster", call.has("switchover"));
  },
  "rds switchover-global-cluster": (call) => moveWriter(call, "SwitchoverGlobalCluster", true),
};

/** A planned move loses no data, and so needs the region of the old writer. */
function moveWriter({ store, option }: Call, operation: string, isPlanned: boolean) {
  const id = option("global-cluster-identifier");
  const target = option("target-db-cluster-identifier");
  const cluster = store.get(GLOBAL, globalClusterType, id);
  if (cluster === undefined)
    throw refused("GlobalClusterNotFoundFault", operation, `Global cluster ${id} not found`);
  const members = membersOf(cluster);
  if (!members.some(({ dbClusterArn, isWriter }) => dbClusterArn === target && !isWriter))
    throw refused("InvalidParameterValue", operation, `${target} is not a secondary cluster of ${id}`);
  const writer = members.find(({ isWriter }) => isWriter)?.dbClusterArn ?? "";
  if (isPlanned && isDown(store, writer.split(":")[3] ?? ""))
    throw refused(
      "InvalidGlobalClusterStateFault",
      operation,
      `The writer cluster ${writer} is not available`,
    );
  const moved = members.map(({ dbClusterArn }) => ({ dbClusterArn, isWriter: dbClusterArn === target }));
  setMembers(store, cluster, moved);
  return { GlobalCluster: described(id, moved) };
}

function described(id: string, members: ReturnType<typeof membersOf>) {
  return {
    GlobalClusterIdentifier: id,
    GlobalClusterMembers: members.map(({ dbClusterArn, isWriter }) => ({
      DBClusterArn: dbClusterArn,
      IsWriter: isWriter,
    })),
  };
}
