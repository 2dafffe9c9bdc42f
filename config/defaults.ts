import type { Backup, Cache, Database, Sized } from "./environment";
import { backupStartHour, usualStartHour } from "./backup-hours";
import { companionOf } from "./regions";
import type { SizedConfiguration, StackConfiguration } from "./schema";

// Defaults that differ between the environments, or follow from another key. All others are in the schema.

export function sizedOf(config: SizedConfiguration): Sized {
  const name = config["platform:environment"];
  const isProd = name === "prod";
  return {
    name,
    availabilityZones: config["platform:availabilityZones"],
    workload: config["platform:workload"],
    network: {
      ...config["platform:network"],
      layoutZones: config["platform:network"].layoutZones ?? config["platform:availabilityZones"],
    },
    compute: config["platform:compute"],
    database: databaseOf(config["platform:database"], isProd),
    cache: cacheOf(config["platform:cache"], isProd),
    sessionStore: config["platform:sessionStore"],
    sessionTable: config["platform:sessionTable"],
    quotas: config["platform:quotas"],
  };
}

export function databaseOf(config: StackConfiguration["platform:database"], isProd: boolean): Database {
  const readers = config.readers ?? (isProd ? 1 : 0);
  const scales = isProd && config.engine === "aurora";
  return {
    ...config,
    readers,
    maxReaders: config.maxReaders ?? (scales ? Math.max(readers, 3) : readers),
    backupRetentionDays: config.backupRetentionDays ?? (isProd ? 35 : 7),
    deletionProtection: config.deletionProtection ?? isProd,
  };
}

export function cacheOf(config: StackConfiguration["platform:cache"], isProd: boolean): Cache {
  return {
    ...config,
    nodes: config.nodes ?? (isProd ? 2 : 1),
    snapshotRetentionDays: config.snapshotRetentionDays ?? (isProd ? 7 : 1),
  };
}

export function backupOf(
  config: StackConfiguration["platform:backup"],
  database: Database,
  isProd: boolean,
  region: string,
): Backup {
  const daily = config.dailyRetentionDays ?? database.backupRetentionDays;
  const weekly = config.weeklyRetentionDays ?? Math.max(daily, isProd ? 90 : 28);
  const copyToRegion = config.copyToRegion ?? (isProd ? companionOf(region) : undefined);
  return {
    startHour: backupStartHour(database) ?? usualStartHour,
    vaultLock: config.vaultLock ?? (isProd ? "governance" : "none"),
    dailyRetentionDays: daily,
    weeklyRetentionDays: weekly,
    monthlyRetentionDays: config.monthlyRetentionDays ?? Math.max(weekly, isProd ? 365 : 90),
    ...(copyToRegion !== undefined && { copyToRegion }),
    restoreTesting: config.restoreTesting ?? isProd,
  };
}
