import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceRole } from "../service-role";
import { auroraCluster, type AuroraArgs } from "./aurora";
import { postgresInstance, type PostgresArgs } from "./postgres";

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

/** Database user of the instances, who signs in by IAM: `CREATE USER app; GRANT rds_iam TO app;`. */
export const databaseUser = "app";

/** A PostgreSQL database in isolated subnets: encrypted, TLS only, backed up, with no password outside Secrets Manager. */
export class Database extends pulumi.ComponentResource implements DatabaseOutputs {
  readonly endpoint: pulumi.Output<string>;
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port = 5432;
  readonly resourceId: pulumi.Output<string>;
  readonly masterSecretArn: pulumi.Output<string>;
  readonly clusterIdentifier?: pulumi.Output<string>;
  readonly instanceIdentifiers: pulumi.Output<string>[];
  readonly subnetGroupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** What an instance's role needs to sign in as {@link databaseUser}. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:database:Database", name, args, opts);

    const foundation = this.createFoundation(name, args);
    const database =
      args.engine.type === "aurora"
        ? auroraCluster(name, args, args.engine, foundation, this)
        : postgresInstance(name, args, args.engine, foundation, this);

    this.endpoint = database.endpoint;
    this.readerEndpoint = database.readerEndpoint;
    this.resourceId = database.resourceId;
    this.masterSecretArn = database.masterSecretArn;
    this.clusterIdentifier = database.clusterIdentifier;
    this.instanceIdentifiers = database.instanceIdentifiers;
    this.subnetGroupName = foundation.subnetGroupName;
    this.securityGroupId = foundation.securityGroupId;
    this.accessStatements = [this.mayConnect(args.region)];
    this.registerOutputs({ endpoint: this.endpoint, readerEndpoint: this.readerEndpoint });
  }

  private createFoundation(name: string, args: DatabaseArgs): Foundation {
    const child = { parent: this };
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: "Database: from the web servers only" },
      child,
    );
    const subnetGroup = new aws.rds.SubnetGroup(name, { subnetIds: args.subnetIds }, child);
    // RDS names its log group after the database; the subnet group lends its automatic name, so that the log group can
    // be there first, and a final snapshot has a name that no other has.
    const identifier = subnetGroup.name;
    const kind = args.engine.type === "aurora" ? "cluster" : "instance";
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      {
        name: pulumi.interpolate`/aws/rds/${kind}/${identifier}/postgresql`,
        retentionInDays: args.logRetentionDays,
        kmsKeyId: args.logKeyArn,
      },
      child,
    );
    const monitoring = serviceRole(
      `${name}-monitoring`,
      "monitoring.rds.amazonaws.com",
      {
        description: "Lets RDS report metrics of the operating system",
        managedPolicies: ["service-role/AmazonRDSEnhancedMonitoringRole"],
      },
      this,
    );
    return {
      identifier,
      subnetGroupName: subnetGroup.name,
      securityGroupId: securityGroup.id,
      monitoringRoleArn: monitoring.role.arn,
      monitoringPermissions: monitoring.permissions,
      logGroup,
    };
  }

  private mayConnect(region: string): aws.iam.PolicyStatement {
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    return {
      Effect: "Allow",
      Action: "rds-db:connect",
      Resource: pulumi.interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${this.resourceId}/${databaseUser}`,
    };
  }
}
