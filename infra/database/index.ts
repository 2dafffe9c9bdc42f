import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { arnOf } from "../arn";
import { serviceRole } from "../service-role";
import type { DatabaseArgs, DatabaseOutputs, Foundation, GlobalMembership } from "./args";
import { auroraCluster } from "./aurora";
import { postgresInstance } from "./postgres";

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
  /** The cluster as a member of a global database; none for one alone. */
  readonly globalMember?: {
    readonly clusterIdentifier: pulumi.Output<string>;
    readonly role: GlobalMembership["role"];
  };
  readonly subnetGroupName: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  /** What an instance's role needs to sign in as {@link databaseUser}. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Database, name, args, opts);

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
    if (args.engine.type === "aurora" && args.engine.global && database.clusterIdentifier) {
      const { role } = args.engine.global;
      this.globalMember = { clusterIdentifier: database.clusterIdentifier, role };
    }
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
      Resource: arnOf("rds-db", pulumi.interpolate`dbuser:${this.resourceId}/${databaseUser}`, {
        region,
        accountId,
      }),
    };
  }
}
