// What AWS's services take, each with what AWS says of it. What no page states is assumed, and said to be; a drill or the
// weekly restore test measures it.

interface Figure {
  readonly seconds: number;
  readonly source: string;
}

const aws = (page: string, read = "2026-11-28") => `https://docs.aws.amazon.com/${page}, read ${read}`;
const minutes = (count: number) => count * 60;

/** "Service is typically restored in less than 60 seconds, and often less than 30 seconds": "Fault tolerance for an Aurora DB cluster". */
export const auroraFailover: Figure = {
  seconds: 60,
  source: aws("AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html", "2026-11-29"),
};
/** Without a replica the writer is created anew, which "typically takes less than 10 minutes": the same page. */
export const auroraRecreation: Figure = { ...auroraFailover, seconds: minutes(10) };
/** "Failover times are typically 60-120 seconds". */
export const postgresFailover: Figure = {
  seconds: 120,
  source: aws("AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html"),
};
/** "In the order of minutes" for a global database. */
export const auroraPromotion: Figure = {
  seconds: minutes(5),
  source: `assumed: AWS says "in the order of minutes", ${aws("AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html")}`,
};
/** "Several minutes or longer to complete, depending on the size of the read replica", with a reboot. */
export const postgresPromotion: Figure = {
  seconds: minutes(10),
  source: `assumed: AWS says "several minutes or longer", ${aws("AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html")}`,
};
/**
 * Lag of a global database: "typically less than a second". An alarm is due at 10 s that last (infra/observability/alarms); what
 * counts is what may be behind by the time that somebody is told.
 */
export const auroraLag: Figure = {
  seconds: 60,
  source: `assumed: more than the 10 s at which an alarm is due; AWS says "typical latency of less than 1 second", ${aws("AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html")}`,
};
export const postgresLag: Figure = {
  seconds: minutes(5),
  source: "assumed: the lag at which an alarm is due; AWS states none for replicas of another region",
};
/** "The latest restorable time for a DB instance is typically within 5 minutes of the current time". */
export const databaseLog: Figure = {
  seconds: minutes(5),
  source: aws("AmazonRDS/latest/UserGuide/USER_PIT.html"),
};
/** `LatestRestorableDateTime` "is typically 5 minutes before the current time". */
export const tableLog: Figure = {
  seconds: minutes(5),
  source: aws("amazondynamodb/latest/APIReference/API_PointInTimeRecoveryDescription.html"),
};
/** Of a global table's eventual consistency, its default; what counts is where somebody is told of it. */
export const tableLag: Figure = {
  seconds: 60,
  source: `assumed: the lag at which an alarm is due; AWS says "typically within a second or less", ${aws("amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html", "2026-11-29")}`,
};
/** S3 Replication Time Control: "99.99 percent of those objects within 15 minutes". */
export const fileLag: Figure = {
  seconds: minutes(15),
  source: aws("AmazonS3/latest/userguide/replication-time-control.html"),
};
export const fileLog: Figure = {
  seconds: minutes(15),
  source: "assumed: how far AWS Backup's continuous backup of S3 is behind; AWS states none",
};
/** With a replica ElastiCache promotes it and moves the name, in seconds; a node alone is made anew. */
export const cacheFailover: Figure = {
  seconds: 60,
  source: `assumed: AWS says no time but "minimized", ${aws("AmazonElastiCache/latest/dg/AutoFailover.html")}`,
};
export const cacheReplacement: Figure = {
  seconds: minutes(10),
  source: "assumed: to create a node; AWS states none",
};
/** "The DNS entry also specifies the time-to-live (TTL) of 60 seconds"; addresses of a lost zone are taken out. */
export const loadBalancerDns: Figure = {
  seconds: 60,
  source: aws("elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html", "2026-11-29"),
};
/** What `pulumi up` takes where one NAT gateway is moved to another zone. */
export const moveNat: Figure = {
  seconds: minutes(10),
  source: "assumed: pulumi up of a NAT gateway and its routes",
};
/** A whole stack, of which database and cache take most. */
export const newStack: Figure = {
  seconds: minutes(45),
  source: "assumed: pulumi up of a new stack, of which database, cache and load balancer take most",
};
/** Revoke sessions, rotate keys and roles, look at what was done. */
export const rotation: Figure = {
  seconds: minutes(30),
  source: "assumed: revoke sessions, rotate, deploy again",
};
/** The settings of the instances name the restored store, and an instance refresh takes them up. */
export const switchStore: Figure = {
  seconds: minutes(15),
  source: "assumed: pulumi up and an instance refresh, see docs/restore.md",
};

/** To begin with, and GB an hour after that. */
interface Restore {
  readonly seconds: number;
  readonly gbPerHour: number;
  readonly source: string;
}

export const auroraRestore: Restore = {
  seconds: minutes(30),
  gbPerHour: 500,
  source: 'assumed: AWS says that "restores are non-linear" and no time',
};
export const postgresRestore: Restore = {
  seconds: minutes(20),
  gbPerHour: 250,
  source: "assumed: blocks are loaded from S3 as they are asked for; AWS states no rate",
};
export const fileRestore: Restore = {
  seconds: minutes(15),
  gbPerHour: 250,
  source: "assumed: AWS Backup states no rate for S3, which depends on the number of objects",
};
/** Backup and copy to a second region. */
export const backupCopy: Restore = {
  seconds: minutes(15),
  gbPerHour: 250,
  source: "assumed: AWS Backup states no rate for a backup and its copy",
};
/** Of "table restores 95 percent complete in less than one hour". */
export const tableRestore: Figure = {
  seconds: 3600,
  source: aws("amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html"),
};
/** AWS Backup begins within this time of the schedule: `startWindow` in infra/backup/plan.ts. */
export const startWindow: Figure = { seconds: 3600, source: "infra/backup/plan.ts" };
/**
 * Alarm global-database-not-following, in the standby's region. CloudWatch looks at more periods than the alarm's where some have
 * no data ("evaluation range"), and does not say how many more: two are assumed.
 */
export const standbyAlarm = {
  minutes: 5,
  silenceMinutes: 2,
  source: "infra/observability/alarms/replication.ts; assumed: 2 min of CloudWatch's evaluation range",
};
/**
 * The only region that has the metrics of Route 53, and so the alarm on a health check (infra/dns/health-alarm.ts), and by which IAM
 * and Route 53 are changed: AWS Fault Isolation Boundaries, "Global services" (2026-11-29).
 */
export const globalRegion = "us-east-1";
/** Of a stack in that region without a standby, whose loss no alarm tells. */
export const outsideWatch: Figure = {
  seconds: minutes(10),
  source: "assumed: a watch outside of AWS, which is yours to set up",
};
/** Health checks of the target group, 10 s x 3: infra/load-balancer.ts. */
export const targetHealth = { intervalSeconds: 10, threshold: 3, source: "infra/load-balancer.ts" };
/** Route 53's check of a stack's endpoint, and what resolvers keep of an alias of a load balancer. */
export const healthCheck = { intervalSeconds: 10, threshold: 3 };
export const recordTtlSeconds = 60;
