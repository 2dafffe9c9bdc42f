import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AuroraArgs, DatabaseArgs, DatabaseOutputs, Foundation } from "./args";
import { changedByFailover, globalDatabase, unknownPassword } from "./global";
import {
  databaseName,
  engineVersion,
  insight,
  managedMaster,
  masterUsername,
  parameters,
  serverSettings,
} from "./settings";

/** An Aurora PostgreSQL cluster. A change of class, capacity or number of readers updates it and replaces nothing. */
export function auroraCluster(
  name: string,
  args: DatabaseArgs,
  engine: AuroraArgs,
  foundation: Foundation,
  parent: pulumi.Resource,
): DatabaseOutputs {
  const cluster = createCluster(name, args, engine, foundation, parent);
  const instances = createInstances(name, args, engine, foundation, cluster, parent);
  if (engine.global?.role === "primary") {
    globalDatabase(name, { ...args, id: engine.global.id, cluster, instances }, parent);
  }
  // "Aurora Auto Scaling isn't supported for secondary DB clusters": Aurora User Guide, "Using Amazon Aurora Global Database".
  if (engine.global?.role !== "standby") scaleReaders(name, engine, cluster, instances, parent);
  return {
    endpoint: cluster.endpoint,
    readerEndpoint: cluster.readerEndpoint,
    resourceId: cluster.clusterResourceId,
    masterSecretArn: cluster.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? ""),
    clusterIdentifier: cluster.clusterIdentifier,
    instanceIdentifiers: instances.map(({ identifier }) => identifier),
  };
}

function createCluster(
  name: string,
  args: DatabaseArgs,
  engine: AuroraArgs,
  foundation: Foundation,
  parent: pulumi.Resource,
): aws.rds.Cluster {
  const parameterGroup = new aws.rds.ClusterParameterGroup(
    name,
    { family: `aurora-postgresql${engineVersion}`, parameters },
    { parent },
  );
  return new aws.rds.Cluster(
    name,
    {
      ...serverSettings(args, foundation),
      clusterIdentifier: foundation.identifier,
      engine: aws.rds.EngineType.AuroraPostgresql,
      // Serverless v2 is a class of a provisioned cluster; `serverless` was its predecessor.
      engineMode: aws.rds.EngineMode.Provisioned,
      serverlessv2ScalingConfiguration: engine.acu && {
        minCapacity: engine.acu.min,
        maxCapacity: engine.acu.max,
      },
      ...usersOf(args, engine, foundation, parent),
      dbClusterParameterGroupName: parameterGroup.name,
      enabledCloudwatchLogsExports: ["postgresql"],
      preferredBackupWindow: args.backupWindow,
      preferredMaintenanceWindow: args.maintenanceWindow,
    },
    {
      parent,
      dependsOn: foundation.logGroup,
      // So that `pulumi destroy` is refused before it deletes anything, not half-way by AWS.
      protect: args.deletionProtection,
      ignoreChanges: engine.global ? changedByFailover : [],
    },
  );
}

/** A cluster's database and master user; one that follows another has that one's. */
function usersOf(
  args: DatabaseArgs,
  { global }: AuroraArgs,
  { logGroup }: Foundation,
  parent: pulumi.Resource,
) {
  if (!global) return { databaseName, ...managedMaster(args) };
  if (global.role === "standby") return { globalClusterIdentifier: global.id };
  return { databaseName, masterUsername, masterPassword: unknownPassword(parent, logGroup) };
}

function createInstances(
  name: string,
  args: DatabaseArgs,
  engine: AuroraArgs,
  foundation: Foundation,
  cluster: aws.rds.Cluster,
  parent: pulumi.Resource,
): aws.rds.ClusterInstance[] {
  const instances: aws.rds.ClusterInstance[] = [];
  for (let index = 0; index <= engine.readers; index += 1) {
    const instance = new aws.rds.ClusterInstance(
      `${name}-${index}`,
      {
        ...insight(args, foundation),
        // Named after the cluster, so that what is restored under these names is taken for the same.
        identifier: pulumi.interpolate`${foundation.identifier}-${index}`,
        clusterIdentifier: cluster.clusterIdentifier,
        engine: aws.rds.EngineType.AuroraPostgresql,
        instanceClass: engine.instanceClass,
        dbSubnetGroupName: foundation.subnetGroupName,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
        // The first reader follows the writer's capacity and takes over first; the others follow their own load.
        promotionTier: Math.min(index, 2),
        preferredMaintenanceWindow: args.maintenanceWindow,
        applyImmediately: true,
      },
      // One after the other: the first made becomes the writer, and a new class never restarts all at once. Not children
      // of the cluster, whose `protect` they would inherit and then could not be fewer.
      { parent, dependsOn: [...foundation.monitoringPermissions, ...instances.slice(-1)] },
    );
    instances.push(instance);
  }
  return instances;
}

/** Adds readers above 70 % CPU of the readers. The metric needs a reader, so a writer alone is not scaled. */
function scaleReaders(
  name: string,
  engine: AuroraArgs,
  cluster: aws.rds.Cluster,
  instances: aws.rds.ClusterInstance[],
  parent: pulumi.Resource,
) {
  if (engine.readers === 0 || engine.maxReaders <= engine.readers) return;
  const target = new aws.appautoscaling.Target(
    `${name}-readers`,
    {
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: pulumi.interpolate`cluster:${cluster.clusterIdentifier}`,
      // Both count the readers that always run.
      minCapacity: engine.readers,
      maxCapacity: engine.maxReaders,
    },
    { parent, dependsOn: instances },
  );
  new aws.appautoscaling.Policy(
    `${name}-readers`,
    {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" },
        targetValue: 70,
        scaleOutCooldown: 300,
        scaleInCooldown: 900,
      },
    },
    { parent },
  );
}
