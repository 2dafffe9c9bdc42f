import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";

export interface CacheArgs {
  vpcId: pulumi.Input<string>;
  /** Isolated subnets, in at least two Availability Zones. */
  subnetIds: pulumi.Input<string[]>;
  /** Key of memory snapshots and of what the nodes write to disk. */
  kmsKeyArn: pulumi.Input<string>;
  /** Key of the log group. */
  logKeyArn: pulumi.Input<string>;
  /** Node type, e.g. `cache.t4g.small`; from the capacity plan. */
  nodeType: string;
  /** Primary and replicas: 1 to 6. With two or more they lie in different zones and a replica takes over by itself. */
  nodes: number;
  /** Days that daily snapshots are kept: 1 to 35; 0 for no snapshots. */
  snapshotRetentionDays: number;
  /** Daily window of snapshots in UTC, e.g. `03:00-04:00`; must not overlap with the maintenance window. */
  snapshotWindow: string;
  /** Weekly window of maintenance in UTC, e.g. `sun:05:00-sun:06:00`. */
  maintenanceWindow: string;
  /** Leaves a final snapshot when the cache is deleted. */
  retainBackups: boolean;
  /** Days that the log of slow commands is kept; one of the values that CloudWatch Logs allows. */
  logRetentionDays: number;
}

/** A Valkey cache for sessions in isolated subnets: encrypted, and signed in to by IAM, so that there is no password. */
export class Cache extends pulumi.ComponentResource {
  /** Where to write. */
  readonly endpoint: pulumi.Output<string>;
  /** Where to read, over all nodes. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port = 6379;
  /** User that the instances sign in as, by IAM. */
  readonly userName: pulumi.Output<string>;
  readonly replicationGroupId: pulumi.Output<string>;
  /** Ids of the nodes: CloudWatch counts by node, as `CacheClusterId`, not by replication group. */
  readonly memberClusterIds: pulumi.Output<string>[];
  readonly securityGroupId: pulumi.Output<string>;
  /** What an instance's role needs to sign in. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Cache, name, args, opts);

    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: "Cache: from the web servers only" },
      { parent: this },
    );
    const subnetGroup = new aws.elasticache.SubnetGroup(
      name,
      { subnetIds: args.subnetIds },
      { parent: this },
    );
    const user = this.createUser(name, subnetGroup.name);
    const group = this.createReplicationGroup(name, args, securityGroup, subnetGroup, user);

    this.endpoint = group.primaryEndpointAddress;
    this.readerEndpoint = group.readerEndpointAddress;
    this.userName = user.userName;
    this.replicationGroupId = group.replicationGroupId;
    // ElastiCache numbers the nodes of a replication group from one.
    this.memberClusterIds = Array.from(
      { length: args.nodes },
      (_, index) => pulumi.interpolate`${group.replicationGroupId}-${String(index + 1).padStart(3, "0")}`,
    );
    this.securityGroupId = securityGroup.id;
    this.accessStatements = [
      { Effect: "Allow", Action: "elasticache:Connect", Resource: [group.arn, user.arn] },
    ];
    this.registerOutputs({ endpoint: this.endpoint, readerEndpoint: this.readerEndpoint });
  }

  /** Users have no automatic names; the subnet group lends its own. With IAM, id and name must be the same. */
  private createUser(name: string, userName: pulumi.Output<string>): aws.elasticache.User {
    return new aws.elasticache.User(
      name,
      {
        userId: userName,
        userName,
        engine: "valkey",
        authenticationMode: { type: "iam" },
        // All keys and commands but those that administer the server; clients ask for INFO when they connect. In the form
        // that ElastiCache gives back: every @admin command is @dangerous too, so -@admin would be simplified away and
        // differ on every `up`. Source: valkey.io, "ACL", categories; terraform-provider-aws #20334, read 2026-11-25.
        accessString: "on ~* +@all -@dangerous +info",
      },
      { parent: this },
    );
  }

  private createReplicationGroup(
    name: string,
    args: CacheArgs,
    securityGroup: aws.ec2.SecurityGroup,
    subnetGroup: aws.elasticache.SubnetGroup,
    user: aws.elasticache.User,
  ): aws.elasticache.ReplicationGroup {
    const child = { parent: this };
    // Valkey needs no `default` user in the group, as Redis OSS does: who is not listed does not get in.
    const userGroup = new aws.elasticache.UserGroup(
      name,
      { engine: "valkey", userGroupId: subnetGroup.name, userIds: [user.userId] },
      child,
    );
    const parameterGroup = new aws.elasticache.ParameterGroup(
      name,
      {
        family: "valkey8",
        // Full, it lets go of the sessions that would end first. What is reserved for snapshots and replication, 25 %, is the
        // default: the provider reads back only what differs from it. Source: ElastiCache User Guide, "Managing reserved
        // memory"; terraform-provider-aws, elasticache/parameter_group.go (Read), 2026-11-28.
        parameters: [{ name: "maxmemory-policy", value: "volatile-ttl" }],
      },
      child,
    );
    const slowLog = new aws.cloudwatch.LogGroup(
      `${name}-slow`,
      { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      child,
    );
    const isHighlyAvailable = args.nodes >= 2;
    return new aws.elasticache.ReplicationGroup(
      name,
      {
        description: "Sessions of the web platform",
        engine: "valkey",
        engineVersion: "8.1",
        autoMinorVersionUpgrade: true,
        nodeType: args.nodeType,
        numCacheClusters: args.nodes,
        multiAzEnabled: isHighlyAvailable,
        automaticFailoverEnabled: isHighlyAvailable,
        port: this.port,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: [securityGroup.id],
        parameterGroupName: parameterGroup.name,
        atRestEncryptionEnabled: true,
        kmsKeyId: args.kmsKeyArn,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        userGroupIds: [userGroup.userGroupId],
        snapshotRetentionLimit: args.snapshotRetentionDays,
        snapshotWindow: args.snapshotWindow,
        maintenanceWindow: args.maintenanceWindow,
        ...(args.retainBackups && { finalSnapshotIdentifier: pulumi.interpolate`${subnetGroup.name}-final` }),
        logDeliveryConfigurations: [
          {
            destination: slowLog.name,
            destinationType: "cloudwatch-logs",
            logFormat: "json",
            logType: "slow-log",
          },
        ],
        // With `up`, whose time a person chooses; state and cloud would differ until the window otherwise.
        applyImmediately: true,
      },
      {
        parent: this,
        // AWS moves on to the next minor version by itself.
        ignoreChanges: ["engineVersion"],
      },
    );
  }
}
