import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseArgs, DatabaseOutputs, Foundation, PostgresArgs } from "./args";
import { databaseName, engineVersion, insight, managedMaster, parameters, serverSettings } from "./settings";

/** A plain RDS for PostgreSQL instance. A change of class or storage updates it and does not replace it. */
export function postgresInstance(
  name: string,
  args: DatabaseArgs,
  engine: PostgresArgs,
  foundation: Foundation,
  parent: pulumi.Resource,
): DatabaseOutputs {
  const parameterGroup = new aws.rds.ParameterGroup(
    name,
    { family: `postgres${engineVersion}`, parameters },
    { parent },
  );
  const { masterUsername: username, ...managed } = managedMaster(args);
  const instance = new aws.rds.Instance(
    name,
    {
      ...serverSettings(args, foundation),
      ...managed,
      ...insight(args, foundation),
      identifier: foundation.identifier,
      engine: aws.rds.EngineType.Postgres,
      instanceClass: engine.instanceClass,
      multiAz: engine.multiAz,
      storageType: aws.rds.StorageType.GP3,
      allocatedStorage: engine.allocatedGib,
      maxAllocatedStorage: engine.maxAllocatedGib,
      dbName: databaseName,
      username,
      parameterGroupName: parameterGroup.name,
      enabledCloudwatchLogsExports: ["postgresql"],
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      backupWindow: args.backupWindow,
      maintenanceWindow: args.maintenanceWindow,
    },
    {
      parent,
      dependsOn: [foundation.logGroup, ...foundation.monitoringPermissions],
      // So that `pulumi destroy` is refused before it deletes anything, not half-way by AWS.
      protect: args.deletionProtection,
      // RDS enlarges the storage by itself and never makes it smaller.
      ignoreChanges: ["allocatedStorage"],
    },
  );
  return {
    endpoint: instance.address,
    readerEndpoint: instance.address,
    resourceId: instance.resourceId,
    masterSecretArn: instance.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? ""),
    instanceIdentifiers: [instance.identifier],
  };
}
