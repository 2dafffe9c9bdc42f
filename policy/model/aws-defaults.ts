import { type Path, unknown, type Value } from "./value";

/** What a default is decided by: a resource's type, and what the program sets. */
interface Given {
  readonly type: string;
  given(property: string): Value;
}

/** What AWS, or the provider, does where a property is not set: a value, or one that other properties decide. */
type Default = Exclude<Value, undefined> | ((resource: Given) => Value);

/** Whether a database is a replica or restored, and so encrypted as its source is, which AWS tells of when it is made. */
export function hasSource(database: Given): boolean {
  return [
    "replicateSourceDb",
    "replicationSourceIdentifier",
    "snapshotIdentifier",
    "sourceDbClusterIdentifier",
  ]
    .map((property) => database.given(property))
    .some((source) => source !== undefined && source !== "");
}

const encryptedAsSource = (database: Given): Value => (hasSource(database) ? unknown : false);

/**
 * Defaults of absent properties, by type and dotted path without indices. Only where a rule judges the property and a preview
 * does not show the value. Sources: the provider's documentation of the type, read 2026-11-25, where none is named.
 */
const defaults: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
  "aws:autoscaling/group:Group": { healthCheckType: "EC2", defaultCooldown: 300 },
  "aws:docdb/cluster:Cluster": { storageEncrypted: encryptedAsSource },
  // An account can have volumes encrypted by default: https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
  "aws:ebs/volume:Volume": { encrypted: unknown },
  "aws:ec2/instance:Instance": {
    monitoring: false,
    "rootBlockDevice.encrypted": unknown,
    "ebsBlockDevices.encrypted": unknown,
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { "monitoring.enabled": false },
  "aws:efs/fileSystem:FileSystem": { encrypted: false },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    automaticFailoverEnabled: false,
    multiAzEnabled: false,
  },
  "aws:neptune/cluster:Cluster": { storageEncrypted: encryptedAsSource },
  "aws:rds/instance:Instance": {
    multiAz: false,
    storageEncrypted: encryptedAsSource,
    iamDatabaseAuthenticationEnabled: false,
    deletionProtection: false,
  },
  // Serverless clusters are always encrypted, provisioned ones only where asked for.
  "aws:rds/cluster:Cluster": { deletionProtection: false, iamDatabaseAuthenticationEnabled: false },
};

/** AWS's default of a property that is not set; undefined where none is known here. */
export function awsDefault(resource: Given, path: Path): Value {
  const steps = path.filter((step) => typeof step === "string").join(".");
  const value = defaults[resource.type]?.[steps];
  return typeof value === "function" ? value(resource) : value;
}
