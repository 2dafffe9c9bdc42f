import { randomUUID } from "node:crypto";
import { text, type Json, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";
import { structureOf } from "./arguments";
import { type Call, type Operation, refused } from "./call";
import { called, renamed } from "./renamed";

const clusterType = "aws:rds/cluster:Cluster";
const instanceType = "aws:rds/clusterInstance:ClusterInstance";

/** What a restore makes of itself, whatever the cluster was; the rest is asked for or left out. */
const kept = [
  ...["engine", "engineMode", "engineVersion", "storageEncrypted", "databaseName"],
  ...["masterUsername", "masterPassword"],
];

export const rds: Readonly<Record<string, Operation>> = {
  "rds describe-db-clusters": ({ store, region }) => ({
    DBClusters: store
      .list(region)
      .filter(({ type }) => type === clusterType)
      .map((cluster) => described(stateOf(cluster))),
  }),
  "rds restore-db-cluster-to-point-in-time": (call) => {
    const source = clusterNamed(
      call,
      call.option("source-db-cluster-identifier"),
      "RestoreDBClusterToPointInTime",
    );
    restore(call, source, "RestoreDBClusterToPointInTime");
    return undefined;
  },
  "rds restore-db-cluster-from-snapshot": (call) => {
    const { store, region, option } = call;
    const type = "aws:rds/clusterSnapshot:ClusterSnapshot";
    const snapshot = store.get(region, type, option("snapshot-identifier"));
    if (snapshot === undefined)
      throw refused(
        "DBClusterSnapshotNotFoundFault",
        "RestoreDBClusterFromSnapshot",
        option("snapshot-identifier"),
      );
    restore(call, { ...snapshot, inputs: { engine: option("engine") } }, "RestoreDBClusterFromSnapshot");
    return undefined;
  },
  "rds create-db-instance": ({ store, region, option }) => {
    const cluster = clusterNamed({ store, region }, option("db-cluster-identifier"), "CreateDBInstance");
    const id = option("db-instance-identifier");
    const made = store.add({
      type: instanceType,
      region,
      id,
      inputs: {
        identifier: id,
        clusterIdentifier: cluster.id,
        engine: option("engine"),
        instanceClass: option("db-instance-class"),
      },
      outputs: { id, arn: `${text(cluster.outputs.arn).replace(/:cluster:.*/, "")}:db:${id}` },
    });
    if (!made) throw refused("DBInstanceAlreadyExists", "CreateDBInstance", "DB instance already exists");
    return undefined;
  },
  "rds wait db-instance-available": ({ store, region, option }) => {
    const id = option("db-instance-identifier");
    if (store.get(region, instanceType, id) === undefined)
      throw refused("DBInstanceNotFound", "DescribeDBInstances", `DBInstance ${id} not found.`);
    return undefined;
  },
  "rds modify-db-cluster": ({ store, region, option }) => {
    const cluster = clusterNamed({ store, region }, option("db-cluster-identifier"), "ModifyDBCluster");
    const id = option("new-db-cluster-identifier");
    if (!renamed(store, cluster, id))
      throw refused("DBClusterAlreadyExistsFault", "ModifyDBCluster", `DBCluster ${id} already exists`);
    for (const instance of instancesOf(store, cluster))
      store.put({ ...instance, inputs: { ...instance.inputs, clusterIdentifier: id } });
    return undefined;
  },
  "rds modify-db-instance": ({ store, region, option }) => {
    const name = option("db-instance-identifier");
    const instance = store.get(region, instanceType, name);
    if (instance === undefined)
      throw refused("DBInstanceNotFound", "ModifyDBInstance", `DBInstance ${name} not found.`);
    if (!renamed(store, instance, option("new-db-instance-identifier")))
      throw refused("DBInstanceAlreadyExists", "ModifyDBInstance", "DB instance already exists");
    return undefined;
  },
};

/** A cluster beside the one that there was: in the default subnet group and with AWS's key, unless the command says otherwise. */
function restore({ store, region, option, values, has }: Call, source: CloudResource, operation: string) {
  const id = option("db-cluster-identifier");
  const subnets = values("db-subnet-group-name")[0] ?? "default";
  if (store.get(region, "aws:rds/subnetGroup:SubnetGroup", subnets) === undefined)
    throw refused("DBSubnetGroupNotFoundFault", operation, `DB subnet group '${subnets}' does not exist.`);
  const of = stateOf(source);
  const inputs: Properties = {
    ...Object.fromEntries(kept.flatMap((name) => Object.entries(given(name, of[name])))),
    clusterIdentifier: id,
    dbSubnetGroupName: subnets,
    vpcSecurityGroupIds: [...values("vpc-security-group-ids")],
    iamDatabaseAuthenticationEnabled: has("enable-iam-database-authentication"),
    ...given("kmsKeyId", values("kms-key-id")[0]),
    ...given("dbClusterParameterGroupName", values("db-cluster-parameter-group-name")[0]),
    ...scalingOf(values("serverless-v2-scaling-configuration")[0]),
  };
  const { outputs } = called({ ...source, inputs }, id);
  const made = store.add({
    type: clusterType,
    region,
    id,
    inputs,
    outputs: {
      ...outputs,
      clusterResourceId: `cluster-${randomUUID().slice(0, 13).toUpperCase()}`,
      deletionProtection: false,
    },
  });
  if (!made) throw refused("DBClusterAlreadyExistsFault", operation, "DB Cluster already exists");
}

function scalingOf(given: string | undefined): Properties {
  if (given === undefined) return {};
  const { MinCapacity, MaxCapacity } = structureOf(given);
  return {
    serverlessv2ScalingConfiguration: { minCapacity: Number(MinCapacity), maxCapacity: Number(MaxCapacity) },
  };
}

function clusterNamed(
  { store, region }: Pick<Call, "store" | "region">,
  id: string,
  operation: string,
): CloudResource {
  const cluster = store.get(region, clusterType, id);
  if (cluster === undefined) throw refused("DBClusterNotFoundFault", operation, `DBCluster ${id} not found.`);
  return cluster;
}

function instancesOf(store: Store, { region, id }: CloudResource): CloudResource[] {
  return store
    .list(region)
    .filter(({ type, inputs }) => type === instanceType && inputs.clusterIdentifier === id);
}

function described(state: Properties): Properties {
  return {
    DBClusterIdentifier: text(state.clusterIdentifier),
    DbClusterResourceId: text(state.clusterResourceId),
    DBSubnetGroup: text(state.dbSubnetGroupName),
    DBClusterParameterGroup: text(state.dbClusterParameterGroupName),
    Engine: text(state.engine),
    KmsKeyId: text(state.kmsKeyId),
    VpcSecurityGroups: state.vpcSecurityGroupIds ?? [],
    ServerlessV2ScalingConfiguration: state.serverlessv2ScalingConfiguration ?? {},
  };
}

function given(name: string, value: Json | undefined): Properties {
  return value === undefined ? {} : { [name]: value };
}
