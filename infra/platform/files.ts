import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { backupTag } from "../backup";
import type { Bucket } from "../bucket";
import type { Encryption } from "../encryption";
import type { Network } from "../network";
import type { ReplicaKey } from "../replica-key";
import { Storage } from "../storage";
import { StorageReplica } from "../storage-replica";
import type { PlatformArgs } from "./args";
import type { SharedNames } from "./shared-names";

/** What the platform's stores lie in. */
export interface Surroundings {
  network: Network;
  encryption: Encryption;
  /** Bucket that receives the access logs of the others. */
  accessLogs: Bucket;
  /** Days that logs are kept. */
  logRetentionDays: number;
}

/** Where a primary replicates to, and by which names its standby finds it. */
export interface Replica {
  names: SharedNames;
  provider: aws.Provider;
  key: ReplicaKey;
}

export function createStorage(
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

export function replicateStorage(
  name: string,
  { environment: { storage: settings, logs } }: PlatformArgs,
  { names, provider, key, storage, encryption }: Replica & Surroundings & { storage: Storage },
  parent: pulumi.Resource,
): StorageReplica {
  return new StorageReplica(
    name,
    {
      ...settings,
      kmsKeyArn: key.arn,
      tags: backupTag("continuous"),
      source: { storage, kmsKeyArn: encryption.storage },
      names: { staticFiles: names.staticFilesReplica, fileBackups: names.fileBackupsReplica },
      accessLogs: { retentionDays: logs.accessLogRetentionDays, forceDestroy: settings.forceDestroy },
    },
    { parent, provider },
  );
}
