import { isProperties, text, type Json, type Properties } from "../../../cloud/properties";
import { GLOBAL, type CloudResource, type Store } from "../../../cloud/store";
import type { Candidate, Change, TypeRecord } from "../service";
import { identifier } from "./names";

export const globalClusterType = "aws:rds/globalCluster:GlobalCluster";

interface Member {
  dbClusterArn: string;
  isWriter: boolean;
}

/**
 * An Aurora global database. Sources, read 2026-11-28: "Using Amazon Aurora Global Database" in the Aurora user guide, and the
 * API reference of CreateGlobalCluster, RemoveFromGlobalCluster, FailoverGlobalCluster and SwitchoverGlobalCluster.
 */
export const globalCluster: TypeRecord = {
  global: true,
  arn: "arn:aws:rds::{account}:global-cluster:{id}",
  longestName: 63,
  refuses: { globalClusterIdentifier: identifier("global_cluster_identifier", { capitals: true }) },
  outputs: {
    endpoint: "{id}.global-{dig12:account}.global.rds.amazonaws.com",
    globalClusterMembers: ({ inputs }) =>
      [text(inputs.sourceDbClusterIdentifier)]
        .filter((dbClusterArn) => dbClusterArn !== "")
        .map((dbClusterArn) => ({ dbClusterArn, isWriter: true })),
    globalClusterResourceId: "cluster-{dig16}",
    storageEncrypted: ({ inputs, store }) => settingsOf(inputs, store).storageEncrypted === true,
  },
  crossRegion: ["sourceDbClusterIdentifier"],
  namedBy: {
    arguments: ["globalClusterIdentifier"],
    missing: "GlobalClusterNotFoundFault: Global cluster {} not found",
  },
  taken: "GlobalClusterAlreadyExistsFault",
  inUse: false,
  replaces: { engine: true, databaseName: true, storageEncrypted: true, sourceDbClusterIdentifier: true },
  refusesDelete: (resource) =>
    membersOf(resource).length > 0 && resource.inputs.forceDestroy !== true
      ? `InvalidGlobalClusterStateFault: Global Cluster ${resource.id} is not empty`
      : undefined,
};

export function membersOf({ outputs }: CloudResource): Member[] {
  const members = Array.isArray(outputs.globalClusterMembers) ? outputs.globalClusterMembers : [];
  return members
    .filter(isProperties)
    .map(({ dbClusterArn, isWriter }) => ({ dbClusterArn: text(dbClusterArn), isWriter: isWriter === true }));
}

export function setMembers(store: Store, cluster: CloudResource, members: Member[]): void {
  const globalClusterMembers: Json = members.map((member) => ({ ...member, readers: [] }));
  store.put({ ...cluster, outputs: { ...cluster.outputs, globalClusterMembers } });
}

function globalClusterOf(store: Store, { globalClusterIdentifier }: Properties): CloudResource | undefined {
  return store.get(GLOBAL, globalClusterType, text(globalClusterIdentifier));
}

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** What a cluster must be to join, and that none joins or moves later. */
export function membership(candidate: Candidate, store: Store): string | undefined {
  const { id, region, inputs, before } = candidate;
  const [old, wanted] = [text(before?.globalClusterIdentifier), text(inputs.globalClusterIdentifier)];
  if (id !== undefined && old !== wanted) {
    // The real provider's own errors: internal/service/rds/cluster.go of terraform-provider-aws.
    if (old === "")
      return "InvalidParameterValue: existing RDS Clusters cannot be added to an existing RDS Global Cluster";
    if (wanted !== "")
      return "InvalidParameterValue: existing RDS Clusters cannot be migrated between existing RDS Global Clusters";
    return leaving(store, before ?? {}, candidate);
  }
  const cluster = globalClusterOf(store, inputs);
  if (id !== undefined || cluster === undefined) return undefined;
  const members = membersOf(cluster);
  if (text(inputs.engine) !== text(settingsOf(cluster.inputs, store).engine))
    return `InvalidParameterCombination: The engine of the DB cluster must be that of global cluster ${cluster.id}`;
  if (members.some(({ dbClusterArn }) => regionOf(dbClusterArn) === region))
    return `InvalidParameterCombination: Global cluster ${cluster.id} already has a DB cluster in ${region}`;
  return members.length === 0 ? undefined : secondary(inputs, settingsOf(cluster.inputs, store));
}

/** Engine and encryption, which a global cluster that is made of another has from that one. */
function settingsOf(inputs: Readonly<Properties>, store: Store): Readonly<Properties> {
  const arn = text(inputs.sourceDbClusterIdentifier);
  const source = arn === "" ? undefined : store.list().find(({ outputs }) => outputs.arn === arn);
  return source?.inputs ?? inputs;
}

/** A secondary cluster takes its data and users from the primary, and has a key of its own region. */
function secondary(inputs: Properties, settings: Readonly<Properties>): string | undefined {
  const owned = ["masterUsername", "masterPassword", "manageMasterUserPassword", "databaseName"];
  const given = owned.find((name) => inputs[name] !== undefined && inputs[name] !== false);
  if (given !== undefined)
    return `InvalidParameterCombination: Cannot specify ${given} for a secondary cluster of a global cluster`;
  if (settings.storageEncrypted === true && text(inputs.kmsKeyId) === "")
    return "InvalidParameterCombination: A KMS key must be specified for an encrypted cross-region replica";
  return undefined;
}

/** The primary is the last to leave. */
function leaving(store: Store, inputs: Properties, { region, id }: Candidate): string | undefined {
  const cluster = globalClusterOf(store, inputs);
  const members = cluster === undefined ? [] : membersOf(cluster);
  const own = members.find(({ dbClusterArn }) => isOf(dbClusterArn, region, id));
  return own?.isWriter === true && members.length > 1
    ? `InvalidGlobalClusterStateFault: The writer cluster of ${cluster?.id ?? ""} cannot be removed while it has secondary clusters`
    : undefined;
}

const isOf = (arn: string, region: string, id = ""): boolean =>
  regionOf(arn) === region && arn.endsWith(`:cluster:${id}`);

/** A member is the primary's last, or not the primary. The real provider takes a cluster out before it deletes it. */
export function refusesToLeave(resource: CloudResource, store: Store): string | undefined {
  return leaving(store, resource.inputs, resource);
}

/** Enters a cluster that was made into its global cluster, the first as writer, and takes out one that left or is gone. */
export function keepMembers({ store, before, after }: Change): void {
  const [old, now] = [before, after].map((cluster) => text(cluster?.inputs.globalClusterIdentifier));
  if (old === now && before !== undefined && after !== undefined) return;
  const resource = after ?? before;
  const arn = text(resource?.outputs.arn);
  const left = before && globalClusterOf(store, before.inputs);
  if (left !== undefined) {
    const others = membersOf(left).filter(({ dbClusterArn }) => dbClusterArn !== arn);
    setMembers(store, left, others);
  }
  const joined = after && globalClusterOf(store, after.inputs);
  if (joined === undefined) return;
  const members = membersOf(joined);
  setMembers(store, joined, [...members, { dbClusterArn: arn, isWriter: members.length === 0 }]);
}
