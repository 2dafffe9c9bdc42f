import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { backupTag, type RestorableType } from "../backup";
import type { Bucket } from "../bucket";
import { Cache } from "../cache";
import type { Backend } from "../compute";
import { Database, databaseUser } from "../database";
import type { Encryption } from "../encryption";
import type { Network } from "../network";
import { refuseOneUnit, SessionTable } from "../session-table";
import { Storage } from "../storage";

/** What the platform's stores lie in. */
interface Surroundings {
  network: Network;
  encryption: Encryption;
  /** Bucket that receives the access logs of the others. */
  accessLogs: Bucket;
  /** Days that logs are kept. */
  logRetentionDays: number;
}

/** What the platform remembers, and where: sessions are in the cache or in the table. */
export class DataStores {
  readonly database: Database;
  readonly cache?: Cache;
  readonly sessionTable?: SessionTable;
  readonly storage: Storage;

  constructor(name: string, args: PlatformArgs, surroundings: Surroundings, parent: pulumi.Resource) {
    this.database = createDatabase(`${name}-database`, args, surroundings, parent);
    if (args.environment.sessionStore === "cache") {
      this.cache = createCache(`${name}-cache`, args, surroundings, parent);
    } else {
      this.sessionTable = createSessionTable(`${name}-sessions`, args, surroundings, parent);
    }
    this.storage = createStorage(`${name}-files`, args, surroundings, parent);
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
      "S3",
      ...(this.sessionTable ? (["DynamoDB"] as const) : []),
    ];
  }
}

function createDatabase(
  name: string,
  { environment: { region, database }, plan }: PlatformArgs,
  { network, encryption, logRetentionDays }: Surroundings,
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
  { encryption }: Surroundings,
  parent: pulumi.Resource,
): SessionTable {
  const { provisioned } = plan.sessionTable;
  return new SessionTable(
    name,
    {
      region: environment.region,
      kmsKeyArn: encryption.data,
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

function createStorage(
  name: string,
  { environment: { storage } }: PlatformArgs,
  { encryption, accessLogs }: Surroundings,
  parent: pulumi.Resource,
): Storage {
  return new Storage(
    name,
    {
      ...storage,
      kmsKeyArn: encryption.storage,
      accessLogs,
      tags: backupTag("continuous"),
    },
    { parent },
  );
}
