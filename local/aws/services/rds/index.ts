import { text, type Properties } from "../../../cloud/properties";
import { ACCOUNT, type Store } from "../../../cloud/store";
import { zoneNames } from "../ec2/default-vpc";
import { zonesOf } from "../ec2/network";
import { digest, fill } from "../../template";
import { lowerCase } from "../normal-forms";
import { identifier, threeZones } from "./names";
import { parameterGroup } from "./parameters";
import { globalCluster, keepMembers, membership, refusesToLeave } from "./global-cluster";
import type { Candidate, Service, Subject } from "../service";

const HOST = "{dig12:account}.{region}.rds.amazonaws.com";

export const rds: Service = {
  modules: ["rds"],
  lowerCase: true,
  types: {
    "rds/cluster": {
      longestName: 63,
      normalises: { availabilityZones: threeZones, preferredMaintenanceWindow: lowerCase },
      refuses: { clusterIdentifier: identifier("cluster_identifier") },
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
      replaces: {
        engine: true,
        globalClusterIdentifier: false,
        masterUsername: true,
        replicationSourceIdentifier: false,
      },
      crossRegion: ["replicationSourceIdentifier"],
      demands: [membership],
      effect: keepMembers,
      refusesDelete: refusesToLeave,
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
      normalises: { preferredMaintenanceWindow: lowerCase },
      refuses: { identifier: identifier("identifier") },
      cloudFormation: "DBInstance",
      outputs: { endpoint: `{id}.${HOST}` },
      volatile: ["engineVersionActual"],
      replaces: { clusterIdentifier: true, engine: true },
      taken: "DBInstanceAlreadyExists",
    },
    "rds/clusterParameterGroup": {
      ...parameterGroup,
      namedBy: {
        arguments: ["dbClusterParameterGroupName"],
        missing: "DBClusterParameterGroupNotFound: {} not found",
      },
    },
    "rds/globalCluster": { ...globalCluster, protectedBy: protection("Global Cluster") },
    "rds/instance": {
      normalises: { maintenanceWindow: lowerCase },
      refuses: { identifier: identifier("identifier") },
      outputs: {
        address: `{id}.${HOST}`,
        endpoint: (subject) => `${hostOf(subject)}:${portOf(subject)}`,
        port: portOf,
        resourceId: "db-{DIG26}",
      },
      crossRegion: ["replicateSourceDb"],
      replaces: { replicateSourceDb: false },
      demands: [storageCanGrow, replicaPossible],
      protectedBy: protection("DB Instance"),
      finalSnapshot: {
        type: "aws:rds/snapshot:Snapshot",
        of: "dbInstanceIdentifier",
        name: "dbSnapshotIdentifier",
        taken: "DBSnapshotAlreadyExists",
      },
    },
    "rds/parameterGroup": parameterGroup,
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

/** The error that AWS gives: https://github.com/ministryofjustice/cloud-platform-environments/pull/24422, read 2026-11-28. */
function storageCanGrow({ inputs }: Candidate): string | undefined {
  const { allocatedStorage, maxAllocatedStorage = 0 } = inputs;
  // Autoscaling of storage is off at 0.
  if (
    typeof allocatedStorage !== "number" ||
    typeof maxAllocatedStorage !== "number" ||
    maxAllocatedStorage === 0
  )
    return undefined;
  if (maxAllocatedStorage <= allocatedStorage)
    return "InvalidParameterCombination: Max storage size must be greater than storage size";
  return maxAllocatedStorage < allocatedStorage * 1.1
    ? "InvalidParameterCombination: The maximum allocated storage must be increased by at least 10 percent."
    : undefined;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html, read 2026-11-28. */
function replicaPossible({ type, region, inputs, id }: Candidate, store: Store): string | undefined {
  const of = text(inputs.replicateSourceDb);
  if (id !== undefined || of === "") return undefined;
  const source = store
    .list(of.startsWith("arn:") ? of.split(":")[3] : region)
    .find((other) => other.type === type && (other.id === of || other.outputs.arn === of));
  if (source === undefined) return `DBInstanceNotFound: DBInstance ${of} not found.`;
  if (Number(source.inputs.backupRetentionPeriod ?? 0) === 0)
    return "InvalidDBInstanceState: Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.";
  const crossesRegions = source.region !== region;
  return crossesRegions && source.inputs.storageEncrypted === true && text(inputs.kmsKeyId) === ""
    ? "InvalidParameterCombination: Cannot create a cross region unencrypted read replica from encrypted source."
    : undefined;
}
