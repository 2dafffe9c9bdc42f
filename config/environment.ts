import { disruptions, type Objective, type Objectives } from "../capacity/recovery/disruption";
import { parseDuration } from "../capacity/recovery/duration";
import { backupStartHour, usualStartHour } from "./backup-hours";
import { hasStandby, type Pair, pairOf, type Place } from "./pair";
import { companionOf } from "./regions";
import type { SizedConfiguration, StackConfiguration, Tier } from "./schema";
import { withTierDefaults } from "./tiers";

// What a stack's configuration comes to: defaults by tier are filled in, and those that follow from another key.

/** A stack's configuration: validated, every default filled in. It says nothing of the tier, whose figures are all in it. */
export type Environment = Readonly<ReturnType<typeof environmentOf>>;
/** The parts of an environment that the capacity model builds on. */
export type SizedEnvironment = Readonly<ReturnType<typeof sizedOf>>;

export type AlarmsConfig = Environment["alarms"];
export type BackupConfig = Environment["backup"];
export type DatabaseConfig = Environment["database"];
export type NotificationsConfig = Environment["notifications"];
export type { Pair };
export type RecoveryConfig = Environment["recovery"];
export type SloConfig = Environment["slo"];
/** Who is told: e-mail addresses, and endpoints of an on-call service. */
export type Subscribers = NotificationsConfig["ticket"];

export function environmentOf(config: StackConfiguration, stack: string, primary?: Place) {
  const tier = config["platform:tier"];
  const region = config["aws:region"];
  const sized = sizedOf(config);
  const { recovery } = sized;
  const pair = pairOf(
    { ...recovery, copyToRegion: config["platform:backup"].copyToRegion },
    { stack, region },
    primary,
  );
  return {
    ...sized,
    stack,
    region,
    domain: config["platform:domain"],
    notifications: notificationsOf(config["platform:notifications"]),
    tags: config["platform:tags"],
    application: config["platform:application"],
    loadBalancer: withTierDefaults("platform:loadBalancer", config["platform:loadBalancer"], tier),
    webAcl: withTierDefaults("platform:webAcl", config["platform:webAcl"], tier),
    storage: withTierDefaults("platform:storage", config["platform:storage"], tier),
    permissionsBoundary: config["platform:permissionsBoundary"],
    encryption: withTierDefaults("platform:encryption", config["platform:encryption"], tier),
    logs: withTierDefaults("platform:logs", config["platform:logs"], tier),
    backup: backupOf(config["platform:backup"], {
      tier,
      region,
      database: sized.database,
      companion: pair?.otherRegion,
    }),
    pair,
    budget: withTierDefaults("platform:budget", config["platform:budget"], tier),
    slo: withTierDefaults("platform:slo", config["platform:slo"], tier),
    tracing: config["platform:tracing"],
  };
}

export function sizedOf(config: SizedConfiguration) {
  const tier = config["platform:tier"];
  const availabilityZones = config["platform:availabilityZones"];
  const network = withTierDefaults("platform:network", config["platform:network"], tier);
  const database = databaseOf(config["platform:database"], tier);
  return {
    availabilityZones,
    /** Whether another stack's users come to this one when that one's region is lost. */
    isStandby: config["platform:standbyOf"] !== undefined,
    recovery: recoveryOf(config["platform:recovery"], tier, database.engine),
    workload: config["platform:workload"],
    network: { ...network, layoutZones: network.layoutZones ?? availabilityZones },
    compute: withTierDefaults("platform:compute", config["platform:compute"], tier),
    database,
    cache: withTierDefaults("platform:cache", config["platform:cache"], tier),
    sessionStore: config["platform:sessionStore"],
    sessionTable: config["platform:sessionTable"],
    quotas: config["platform:quotas"],
    alarms: config["platform:alarms"],
  };
}

export function databaseOf(config: StackConfiguration["platform:database"], tier: Tier) {
  const database = withTierDefaults("platform:database", config, tier);
  // Only Aurora's readers scale; their ceiling is not below those that always run.
  const ceiling =
    config.engine === "aurora" ? Math.max(database.readers, database.maxReaders) : database.readers;
  return { ...database, maxReaders: config.maxReaders ?? ceiling };
}

/** What AWS Backup keeps. A longer interval is kept at least as long as a shorter one, where the file does not say. */
export function backupOf(
  config: StackConfiguration["platform:backup"],
  {
    tier,
    region,
    database,
    companion = companionOf(region),
  }: { tier: Tier; region: string; database: ReturnType<typeof databaseOf>; companion?: string },
) {
  const backup = withTierDefaults("platform:backup", config, tier);
  // A continuous backup takes the database's retention over, so two different figures would undo each other.
  const daily = config.dailyRetentionDays ?? database.backupRetentionDays;
  const weekly = config.weeklyRetentionDays ?? Math.max(daily, backup.weeklyRetentionDays);
  return {
    ...backup,
    dailyRetentionDays: daily,
    weeklyRetentionDays: weekly,
    monthlyRetentionDays: config.monthlyRetentionDays ?? Math.max(weekly, backup.monthlyRetentionDays),
    copyToRegion: copyRegionOf(backup.copyToRegion, companion),
    /** Hour of the day, UTC, at which daily backups begin. */
    startHour: backupStartHour(database) ?? usualStartHour,
  };
}

export function recoveryOf(
  config: StackConfiguration["platform:recovery"],
  tier: Tier,
  engine: StackConfiguration["platform:database"]["engine"],
) {
  const { responseMinutes, standbyRegion, objectives, ...tiered } = withTierDefaults(
    "platform:recovery",
    config,
    tier,
  );
  // Only Aurora is followed by a cluster in another region.
  const usual = engine === "aurora" || !hasStandby(tiered.mode) ? tiered.mode : "backup-only";
  const mode = config.mode ?? usual;
  const declared: Objectives = Object.fromEntries(
    disruptions.map((disruption): [string, Objective] => {
      const { rto, rpo } = objectives[disruption];
      return [disruption, { ...secondsOf("rtoSeconds", rto), ...secondsOf("rpoSeconds", rpo) }];
    }),
  );
  return {
    mode,
    responseMinutes,
    ...(standbyRegion !== undefined && { standbyRegion }),
    objectives: declared,
  };
}

function secondsOf(field: keyof Objective, duration: string | number | undefined): Objective {
  const seconds = duration === undefined ? undefined : parseDuration(String(duration));
  return seconds === undefined ? {} : { [field]: seconds };
}

/** Region of the second copy; undefined for none, or where nobody has decided whose law the copy may be under. */
function copyRegionOf(copyToRegion: string, companion: string | undefined): string | undefined {
  if (copyToRegion === "none") return undefined;
  return copyToRegion === "companion" ? companion : copyToRegion;
}

function notificationsOf(config: StackConfiguration["platform:notifications"]) {
  return { ...config, ticket: config.ticket ?? { emails: config.emails, https: [] } };
}
