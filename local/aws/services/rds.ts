import { text, type Properties } from "../../cloud/properties";
import { ACCOUNT, type Store } from "../../cloud/store";
import { zoneNames } from "./ec2/default-vpc";
import { zonesOf } from "./ec2/network";
import { digest, fill } from "../template";
import type { Candidate, Service, Subject } from "./service";

const HOST = "{dig12:account}.{region}.rds.amazonaws.com";

export const rds: Service = {
  modules: ["rds"],
  lowerCase: true,
  types: {
    "rds/cluster": {
      longestName: 63,
      outputs: {
        availabilityZones: ({ region }) => zoneNames(region),
        clusterResourceId: "cluster-{DIG26}",
        endpoint: "{id}.cluster-{dig12:account}.{region}.rds.amazonaws.com",
        masterUserSecrets: masterSecretsOf,
        port: portOf,
        readerEndpoint: "{id}.cluster-ro-{dig12:account}.{region}.rds.amazonaws.com",
      },
      volatile: ["engineVersionActual", "masterUserSecrets"],
      parts: ["masterUserSecrets"],
      replaces: { engine: true, masterUsername: true },
      namedBy: {
        arguments: ["clusterIdentifier"],
        missing: "DBClusterNotFoundFault: DBCluster {} not found.",
      },
      taken: "DBClusterAlreadyExistsFault",
      inUse: "InvalidDBClusterStateFault",
      protectedBy: protection("Cluster"),
      finalSnapshot: {
        type: "aws:rds/clusterSnapshot:ClusterSnapshot",
        of: "dbClusterIdentifier",
        name: "dbClusterSnapshotIdentifier",
        taken: "DBClusterSnapshotAlreadyExistsFault",
      },
    },
    "rds/clusterInstance": {
      longestName: 63,
      cloudFormation: "DBInstance",
      outputs: { endpoint: `{id}.${HOST}` },
      volatile: ["engineVersionActual"],
      replaces: { clusterIdentifier: true, engine: true },
      taken: "DBInstanceAlreadyExists",
    },
    "rds/clusterParameterGroup": {
      namedBy: {
        arguments: ["dbClusterParameterGroupName"],
        missing: "DBClusterParameterGroupNotFound: {} not found",
      },
    },
    "rds/globalCluster": {
      namedBy: {
        arguments: ["globalClusterIdentifier"],
        missing: "GlobalClusterNotFoundFault: Global cluster {} not found",
      },
    },
    "rds/instance": {
      outputs: {
        address: `{id}.${HOST}`,
        endpoint: (subject) => `${hostOf(subject)}:${portOf(subject)}`,
        port: portOf,
        resourceId: "db-{DIG26}",
      },
      protectedBy: protection("DB Instance"),
      finalSnapshot: {
        type: "aws:rds/snapshot:Snapshot",
        of: "dbInstanceIdentifier",
        name: "dbSnapshotIdentifier",
        taken: "DBSnapshotAlreadyExists",
      },
    },
    "rds/subnetGroup": {
      namedBy: {
        arguments: ["dbSubnetGroupName"],
        missing: "DBSubnetGroupNotFoundFault: DB subnet group '{}' does not exist.",
      },
      inUse: "InvalidDBSubnetGroupStateFault",
      demands: [twoZones],
    },
  },
};

function protection(kind: string) {
  return {
    argument: "deletionProtection",
    error: `InvalidParameterCombination: Cannot delete protected ${kind}, please disable deletion protection and try again.`,
  };
}

function hostOf({ id, region }: Subject): string {
  return fill(`{id}.${HOST}`, { id, region, account: ACCOUNT });
}

function portOf({ inputs }: Subject): number {
  if (typeof inputs.port === "number") return inputs.port;
  return text(inputs.engine).includes("postgres") ? 5432 : 3306;
}

function masterSecretsOf({ id, region, inputs }: Subject): Properties[] {
  if (inputs.manageMasterUserPassword !== true) return [];
  const secretArn = `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:rds!cluster-${digest(id, 32)}`;
  return [{ secretArn, secretStatus: "active", kmsKeyId: text(inputs.masterUserSecretKmsKeyId) }];
}

function twoZones(candidate: Candidate, store: Store): string | undefined {
  const zones = [...zonesOf({ ...candidate, store })];
  if (zones.length >= 2) return undefined;
  return (
    "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. " +
    `Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`
  );
}
