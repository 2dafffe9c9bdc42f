import type { AnyRule } from "../../model/rule";
import { backedUp } from "./backed-up";
import {
  bucketAbortsUploads,
  bucketExpiresNoncurrentVersions,
  bucketObjectLock,
  bucketReplication,
  bucketVersioning,
} from "./bucket";
import {
  cacheFinalSnapshot,
  cacheSnapshots,
  copyTagsToSnapshot,
  databaseRetention,
  finalSnapshot,
  keepsAutomatedBackups,
  pointInTimeRecovery,
  windowsApart,
} from "./database";
import { keptKey } from "./kept-key";
import { planCopiesAway, planFrequency, planLongRetention, planSelects } from "./plan";
import { scheduleClear } from "./schedule-clear";
import { vaultEncrypted, vaultLocked } from "./vault";

/** Requirement D2. */
export const recoveryRules: readonly AnyRule[] = [
  databaseRetention,
  windowsApart,
  backedUp,
  planSelects,
  planFrequency,
  planLongRetention,
  planCopiesAway,
  scheduleClear,
  vaultEncrypted,
  vaultLocked,
  bucketVersioning,
  bucketExpiresNoncurrentVersions,
  bucketAbortsUploads,
  bucketObjectLock,
  bucketReplication,
  cacheSnapshots,
  finalSnapshot,
  cacheFinalSnapshot,
  keepsAutomatedBackups,
  pointInTimeRecovery,
  copyTagsToSnapshot,
  keptKey,
];
