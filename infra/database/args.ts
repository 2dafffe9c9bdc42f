import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface DatabaseArgs {
  vpcId: pulumi.Input<string>;
  /** Isolated subnets, in at least two Availability Zones. */
  subnetIds: pulumi.Input<string[]>;
  /** Region of the database. */
  region: string;
  /** Key of storage, snapshots, master secret and Performance Insights. */
  kmsKeyArn: pulumi.Input<string>;
  /** Key of the log group. */
  logKeyArn: pulumi.Input<string>;
  /** Aurora PostgreSQL, or plain RDS for PostgreSQL, and how large it is. */
  engine: AuroraArgs | PostgresArgs;
  /** Days back that the database can be restored to any second of: 1 to 35. */
  backupRetentionDays: number;
  /** Daily window of backups in UTC, e.g. `03:00-04:00`; must not overlap with the maintenance window. */
  backupWindow: string;
  /** Weekly window of maintenance in UTC, e.g. `sun:05:00-sun:06:00`. */
  maintenanceWindow: string;
  /** AWS and Pulumi refuse to delete the database while it is on. */
  deletionProtection: boolean;
  /** Leaves a final snapshot and the automated backups when the database is deleted. */
  retainBackups: boolean;
  /** Days that logs are kept; one of the values that CloudWatch Logs allows. */
  logRetentionDays: number;
  /** Tags of what holds the data, cluster or instance, by which a backup plan finds it; none of a cluster's instances. */
  tags: Record<string, string>;
}

/** What the two engines have in common. */
export interface Foundation {
  /** Identifier of the cluster or instance. */
  readonly identifier: pulumi.Output<string>;
  readonly subnetGroupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly monitoringRoleArn: pulumi.Output<string>;
  /** What RDS reports metrics by: it refuses an instance whose role may not yet. */
  readonly monitoringPermissions: pulumi.Resource[];
  /** What the database writes its log to. */
  readonly logGroup: aws.cloudwatch.LogGroup;
}

export interface DatabaseOutputs {
  /** Where to write. */
  readonly endpoint: pulumi.Output<string>;
  /** Where to read without loading the writer; the writer itself where there are no readers. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** What IAM authentication calls the database: `cluster-...` or `db-...`. */
  readonly resourceId: pulumi.Output<string>;
  /** Secret of the master user, which RDS rotates every seven days. */
  readonly masterSecretArn: pulumi.Output<string>;
  /** The cluster's identifier, CloudWatch's `DBClusterIdentifier`; none for plain RDS. */
  readonly clusterIdentifier?: pulumi.Output<string>;
  /** Identifiers of the instances, CloudWatch's `DBInstanceIdentifier`, but for readers that scaling adds. */
  readonly instanceIdentifiers: pulumi.Output<string>[];
}

/** Membership in a database that spans regions. */
export interface GlobalMembership {
  /** Identifier of the global database. */
  id: string;
  /** The primary's cluster is what the global database is made of; the standby's follows, until it is promoted. */
  role: "primary" | "standby";
}

export interface AuroraArgs {
  type: "aurora";
  /** The global database that the cluster belongs to; none for a cluster alone. */
  global?: GlobalMembership;
  /** Class of writer and readers: `db.serverless`, or a provisioned one such as `db.r7g.large`. */
  instanceClass: string;
  /** Range of Aurora capacity units of each instance, 2 GiB of memory each, in steps of 0.5; for `db.serverless`. */
  acu?: { min: number; max: number };
  /** Readers that always run, in other Availability Zones than the writer: 0 to 15. One takes over when the writer fails. */
  readers: number;
  /** Readers at most, with those that are added under load; `readers` for none. */
  maxReaders: number;
}

export interface PostgresArgs {
  type: "postgres";
  /** Class of the instance, e.g. `db.m5.large`. */
  instanceClass: string;
  /** Keeps a standby in another Availability Zone, which takes over within two minutes. */
  multiAz: boolean;
  /** Storage to begin with, GiB: 20 or more. */
  allocatedGib: number;
  /** Storage that it may grow to by itself, GiB; more than it begins with. */
  maxAllocatedGib: number;
}
