import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { judge, some, isText, unknown, type Value, type Verdict } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterType, databaseType, isReplica } from "../availability/database";
import { windowsOverlap } from "./windows";

const documentsType = "aws:docdb/cluster:Cluster";
const graphType = "aws:neptune/cluster:Cluster";
const warehouseType = "aws:redshift/cluster:Cluster";
const cacheClusterType = "aws:elasticache/cluster:Cluster";
const serverlessCacheType = "aws:elasticache/serverlessCache:ServerlessCache";
const tableType = "aws:dynamodb/table:Table";

/** Memcached has no snapshots; a node of a replication group has its group's. */
function hasNoSnapshots(cache: Resource): Verdict {
  const group = cache.given("replicationGroupId");
  const isOfGroup = cache.type === cacheClusterType && group !== undefined && group !== "";
  return some([isOfGroup, judge(cache.given("engine"), (engine) => engine === "memcached")]);
}

export const databaseRetention = propertyRule<{ days: number }>({
  name: "database-backup-retention",
  description: "A database can be restored to any second of its last days",
  severity: "critical",
  requirement: "D2",
  sources: [
    "CFG DB_INSTANCE_BACKUP_ENABLED",
    "CFG REDSHIFT_BACKUP_ENABLED",
    "PCP",
    "CKV_AWS_133",
    "CKV_AWS_343",
  ],
  settings: { days: { default: 7, minimum: 1, maximum: 35, description: "Days at least" } },
  on: {
    [clusterType]: ["backupRetentionPeriod"],
    [databaseType]: ["backupRetentionPeriod"],
    [documentsType]: ["backupRetentionPeriod"],
    [graphType]: ["backupRetentionPeriod"],
    [warehouseType]: ["automatedSnapshotRetentionPeriod"],
  },
  except: isReplica,
  holds: (value, { days }) => typeof value === "number" && value >= days,
  required: ({ days }) => `at least ${days} days (AWS's own default is 1, or none)`,
  fix: "raise it, 35 at most",
  platformFix: "platform:database.backupRetentionDays",
});

/** Backup and maintenance windows by type. */
export const windowsOf: Readonly<Record<string, readonly [daily: string, weekly: string]>> = {
  [clusterType]: ["preferredBackupWindow", "preferredMaintenanceWindow"],
  [databaseType]: ["backupWindow", "maintenanceWindow"],
  [documentsType]: ["preferredBackupWindow", "preferredMaintenanceWindow"],
  [graphType]: ["preferredBackupWindow", "preferredMaintenanceWindow"],
  [cacheType]: ["snapshotWindow", "maintenanceWindow"],
  [cacheClusterType]: ["snapshotWindow", "maintenanceWindow"],
};

export const windowsApart = rule({
  name: "backup-and-maintenance-apart",
  description: "A database or cache is not backed up while it is maintained",
  cannotKnow: "Windows that AWS chooses because the program sets none, before it has chosen",
  severity: "medium",
  requirement: "D2",
  sources: [],
  *check(stack) {
    for (const [type, [daily, weekly]] of Object.entries(windowsOf)) {
      for (const resource of stack.ofType(type)) {
        const windows = [resource.get(daily), resource.get(weekly)] as const;
        // AWS keeps apart what it chooses itself.
        if (windows.some((window) => window === undefined || window === "")) continue;
        yield {
          resource,
          verdict: apart(...windows),
          found: `${daily} ${show(windows[0])}, ${weekly} ${show(windows[1])}`,
          required: "two windows that do not overlap, in UTC: hh:mm-hh:mm and ddd:hh:mm-ddd:hh:mm",
          fix: `move ${weekly} behind the end of ${daily}`,
        };
      }
    }
  },
});

function apart(daily: Value, weekly: Value): Verdict {
  if (daily === unknown || weekly === unknown) return unknown;
  return typeof daily === "string" && typeof weekly === "string" && windowsOverlap(daily, weekly) === false;
}

export const finalSnapshot = propertyRule({
  name: "final-snapshot",
  description: "A database leaves a snapshot when it is deleted",
  severity: "high",
  requirement: "D2",
  sources: [],
  on: {
    [clusterType]: ["skipFinalSnapshot"],
    [databaseType]: ["skipFinalSnapshot"],
    [documentsType]: ["skipFinalSnapshot"],
    [graphType]: ["skipFinalSnapshot"],
    [warehouseType]: ["skipFinalSnapshot"],
  },
  except: isReplica,
  holds: (value) => value !== true,
  required: "false",
  fix: "set skipFinalSnapshot to false and finalSnapshotIdentifier to a name that no other snapshot has",
});

export const keepsAutomatedBackups = propertyRule({
  name: "automated-backups-kept",
  description: "A database's automated backups outlive its deletion",
  severity: "medium",
  requirement: "D2",
  sources: [],
  on: { [clusterType]: ["deleteAutomatedBackups"], [databaseType]: ["deleteAutomatedBackups"] },
  except: isReplica,
  holds: (value) => value === false,
  required: "false",
  fix: "set deleteAutomatedBackups to false; AWS's own default is true",
});

export const copyTagsToSnapshot = propertyRule({
  name: "copy-tags-to-snapshots",
  description: "A database's snapshots carry its tags, by which they are found and paid for",
  severity: "low",
  requirement: "D2",
  sources: ["CKV_AWS_313", "CKV2_AWS_60", "CKV_AWS_362"],
  on: {
    [clusterType]: ["copyTagsToSnapshot"],
    [databaseType]: ["copyTagsToSnapshot"],
    [graphType]: ["copyTagsToSnapshot"],
  },
  holds: (value) => value === true,
  required: "true",
});

export const cacheSnapshots = propertyRule<{ days: number }>({
  name: "cache-snapshots",
  description: "A cache makes a snapshot of its memory every day",
  severity: "medium",
  requirement: "D2",
  sources: ["CFG ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK", "CKV_AWS_134"],
  settings: {
    days: { default: 1, minimum: 1, maximum: 35, description: "Days that they are kept at least" },
  },
  on: {
    [cacheType]: ["snapshotRetentionLimit"],
    [cacheClusterType]: ["snapshotRetentionLimit"],
    [serverlessCacheType]: ["snapshotRetentionLimit"],
  },
  except: hasNoSnapshots,
  holds: (value, { days }) => typeof value === "number" && value >= days,
  required: ({ days }) => `at least ${days} (0, AWS's own default, is off)`,
  fix: "set snapshotRetentionLimit",
  platformFix: "platform:cache.snapshotRetentionDays",
});

export const cacheFinalSnapshot = propertyRule({
  name: "cache-final-snapshot",
  description: "A cache leaves a snapshot when it is deleted",
  severity: "low",
  requirement: "D2",
  sources: [],
  on: { [cacheType]: ["finalSnapshotIdentifier"], [cacheClusterType]: ["finalSnapshotIdentifier"] },
  except: hasNoSnapshots,
  holds: isText,
  required: "a name that no other snapshot has",
});

export const pointInTimeRecovery = propertyRule({
  name: "table-point-in-time-recovery",
  description: "A DynamoDB table can be restored to any second of its last days",
  severity: "high",
  requirement: "D2",
  sources: ["CFG DYNAMODB_PITR_ENABLED", "CKV_AWS_28", "NAG DDB3"],
  on: { [tableType]: ["pointInTimeRecovery", "enabled"] },
  holds: (value) => value === true,
  required: "true",
});
