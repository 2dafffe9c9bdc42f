import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { backupTag, type RestorableType } from "../backup";
import { Cache } from "../cache";
import type { Backend } from "../compute";
import { Database, databaseUser } from "../database";
import { ReplicaKey } from "../replica-key";
import { refuseOneUnit, SessionTable, type SessionTableArgs } from "../session-table";
import type { StorageReplica } from "../storage-replica";
import { createStorage, type Replica, replicateStorage, type Surroundings } from "./files";
import { type FileStore, replicatedFiles, replicatedSessions, type SessionStore } from "./replicated";
import { type SharedNames, sharedNames } from "./shared-names";

/**
 * What the platform remembers, and where: sessions are in the cache or in the table. A primary replicates files and table into its
 * standby's region, where the standby uses them by their names.
 */
export class DataStores {
  readonly database: Database;
  readonly cache?: Cache;
  readonly sessionTable?: SessionStore;
  readonly storage: FileStore;
  /** What the primary keeps in its standby's region. */
  readonly replica?: StorageReplica;
  /** Whether files and session table are the stack's own, and not what its primary replicates. */
  readonly isOwner: boolean;

  constructor(name: string, args: PlatformArgs, surroundings: Surroundings, parent: pulumi.Resource) {
    const { pair, region, sessionStore, encryption } = args.environment;
    const { accountId } = aws.getCallerIdentityOutput({}, { parent });
    const names = pair && sharedNames(pair, accountId);
    const [tableName, filesName] = [`${name}-sessions`, `${name}-files`];
    const replica =
      names && args.standbyProvider
        ? {
            names,
            provider: args.standbyProvider,
            key: new ReplicaKey(
              `${name}-replica`,
              { alias: names.replicaKeyAlias, retain: encryption.retainKeys },
              { parent, provider: args.standbyProvider },
            ),
          }
        : undefined;

    this.isOwner = pair?.role !== "standby";
    this.database = createDatabase(`${name}-database`, args, { ...surroundings, names }, parent);
    if (sessionStore === "cache") {
      this.cache = createCache(`${name}-cache`, args, surroundings, parent);
    } else {
      this.sessionTable =
        names && !this.isOwner
          ? replicatedSessions(names, { region, accountId })
          : createSessionTable(tableName, args, { ...surroundings, replica }, parent);
    }
    if (names && !this.isOwner) {
      this.storage = replicatedFiles(names, { region, accountId });
    } else {
      const storage = createStorage(filesName, args, surroundings, parent);
      this.storage = storage;
      if (replica)
        this.replica = replicateStorage(
          `${name}-replica`,
          args,
          { storage, ...surroundings, ...replica },
          parent,
        );
    }
  }

  /** What the instances may open connections to. */
  get backends(): Backend[] {
    return Object.entries({ database: this.database, cache: this.cache }).flatMap(([name, store]) =>
      store ? [{ name, securityGroupId: store.securityGroupId, port: store.port }] : [],
    );
  }

  /** What an instance's role needs. */
  get accessStatements(): aws.iam.PolicyStatement[] {
    return [this.database, this.cache, this.sessionTable, this.storage].flatMap(
      (store) => store?.accessStatements ?? [],
    );
  }

  /** What an instance has to know, by the name of its parameter. */
  get settings(): Record<string, pulumi.Input<string>> {
    const { database, cache, sessionTable, storage } = this;
    return {
      "database/endpoint": database.endpoint,
      "database/reader-endpoint": database.readerEndpoint,
      "database/user": databaseUser,
      ...(cache && {
        "cache/endpoint": cache.endpoint,
        "cache/reader-endpoint": cache.readerEndpoint,
        "cache/user": cache.userName,
        // Who signs in by IAM signs for it.
        "cache/name": cache.replicationGroupId,
      }),
      ...(sessionTable && { "sessions/table": sessionTable.tableName }),
      "files/static-bucket": storage.staticFiles.bucketName,
      "files/backup-bucket": storage.fileBackups.bucketName,
    };
  }

  /** What AWS Backup keeps of them; the cache makes snapshots of its own. */
  get restorableTypes(): RestorableType[] {
    return [
      this.database.clusterIdentifier ? "Aurora" : "RDS",
      ...(this.isOwner ? (["S3"] as const) : []),
      ...(this.isOwner && this.sessionTable ? (["DynamoDB"] as const) : []),
    ];
  }
}

function createDatabase(
  name: string,
  { environment: { region, database, pair }, plan }: PlatformArgs,
  { network, encryption, logRetentionDays, names }: Surroundings & { names?: SharedNames },
  parent: pulumi.Resource,
): Database {
  const { instanceClass, acu, storage } = plan.database;
  return new Database(
    name,
    {
      vpcId: network.vpcId,
      subnetIds: network.isolatedSubnetIds,
      region,
      kmsKeyArn: encryption.data,
      logKeyArn: encryption.logs,
      engine: storage
        ? { type: "postgres", instanceClass, multiAz: database.readers > 0, ...storage }
        : {
            type: "aurora",
            instanceClass,
            acu,
            readers: database.readers,
            maxReaders: database.maxReaders,
            ...(pair && names && { global: { id: names.globalCluster, role: pair.role } }),
          },
      backupRetentionDays: database.backupRetentionDays,
      backupWindow: database.backupWindow,
      maintenanceWindow: database.maintenanceWindow,
      deletionProtection: database.deletionProtection,
      retainBackups: database.retainBackups,
      logRetentionDays,
      tags: backupTag("snapshots"),
    },
    { parent },
  );
}

function createCache(
  name: string,
  { environment: { cache }, plan }: PlatformArgs,
  { network, encryption, logRetentionDays }: Surroundings,
  parent: pulumi.Resource,
): Cache {
  return new Cache(
    name,
    {
      ...cache,
      nodeType: plan.cache.nodeType,
      vpcId: network.vpcId,
      subnetIds: network.isolatedSubnetIds,
      kmsKeyArn: encryption.data,
      logKeyArn: encryption.logs,
      logRetentionDays,
    },
    { parent },
  );
}

function createSessionTable(
  name: string,
  { environment, plan }: PlatformArgs,
  { encryption, replica }: Surroundings & { replica?: Replica },
  parent: pulumi.Resource,
): SessionTable {
  const { provisioned } = plan.sessionTable;
  return new SessionTable(
    name,
    {
      region: environment.region,
      kmsKeyArn: encryption.data,
      ...(replica && { replica: tableReplica(environment, replica) }),
      ...(provisioned && {
        provisioned,
        beforeUpdate: [
          new pulumi.ResourceHook(
            `${name}-capacity`,
            (update) => {
              refuseOneUnit(update, provisioned.max);
            },
            {
              onDryRun: true,
            },
          ),
        ],
      }),
      deletionProtection: environment.database.deletionProtection,
      tags: backupTag("snapshots"),
    },
    { parent },
  );
}

function tableReplica(
  { pair, region }: PlatformArgs["environment"],
  { names, key }: Replica,
): SessionTableArgs["replica"] {
  return { tableName: names.sessionTable, region: pair?.standbyRegion ?? region, kmsKeyArn: key.arn };
}
