import { cacheNodeTypes, databaseClassesOf, largestAcu, smallestAcu } from "../../capacity";
import { choice, count, flag, oneOf, quantity, section } from "./fields";
import { dailyWindow, weeklyWindow } from "./windows";

const acu = (least: number) =>
  quantity("a number of ACU in steps of 0.5", least, largestAcu).multipleOf(
    smallestAcu,
    "a number of ACU in steps of 0.5",
  );

const plainClasses = databaseClassesOf("postgres");
const plainFamilies = [...new Set(plainClasses.map((name) => name.split(".")[1] ?? name))];

export const database = section({
  engine: choice("aurora", "postgres")
    .describe("Aurora PostgreSQL, or plain RDS for PostgreSQL.")
    .default("aurora"),
  instanceClass: oneOf([...new Set([...databaseClassesOf("aurora"), ...plainClasses])])
    .describe("Class of the instances, by hand in place of the plan's.")
    .optional(),
  classFamily: oneOf(plainFamilies)
    .describe("Family that the plan chooses a class from, with engine `postgres`.")
    .optional(),
  acu: section({
    min: acu(smallestAcu).describe(
      "Capacity units of `db.serverless` at least, by hand in place of the plan's.",
    ),
    max: acu(1).describe("Capacity units of `db.serverless` at most, by hand in place of the plan's."),
  }).optional(),
  readers: count("readers", 0, 15)
    .describe("Instances beside the writer; with engine `postgres` 1 is the standby of Multi-AZ.")
    .optional(),
  maxReaders: count("readers", 0, 15)
    .describe("Ceiling of reader autoscaling, with engine `aurora`; never less than `readers` by default.")
    .optional(),
  backupRetentionDays: count("days", 1, 35)
    .describe("Days back that the database can be restored to any second of.")
    .optional(),
  backupWindow: dailyWindow.describe("When RDS makes its own backups.").default("03:00-04:00"),
  maintenanceWindow: weeklyWindow
    .describe("When RDS may restart the database; apart from `backupWindow`.")
    .default("sun:05:00-sun:06:00"),
  deletionProtection: flag()
    .describe("Whether AWS and Pulumi refuse to delete the database and the session table.")
    .optional(),
  retainBackups: flag()
    .describe("Whether a final snapshot and the automated backups are left when the database is deleted.")
    .optional(),
});

export const cache = section({
  nodeType: oneOf(cacheNodeTypes.map(({ name }) => name))
    .describe("Node type, by hand in place of the plan's.")
    .optional(),
  nodes: count("nodes", 1, 6).describe("A primary and its replicas.").optional(),
  snapshotRetentionDays: count("days", 0, 35)
    .describe("Days that daily snapshots are kept; 0 for none.")
    .optional(),
  snapshotWindow: dailyWindow.describe("When ElastiCache makes its snapshots.").default("03:00-04:00"),
  maintenanceWindow: weeklyWindow
    .describe("When ElastiCache may replace nodes; apart from `snapshotWindow`.")
    .default("sun:05:00-sun:06:00"),
  retainBackups: flag().describe("Whether a final snapshot is left when the cache is deleted.").optional(),
});

const units = () => count("capacity units", 1, 1_000_000);

export const sessionTable = section({
  billing: choice("onDemand", "provisioned")
    .describe("Whether every request is paid for, or capacity by the hour, which follows the load.")
    .default("onDemand"),
  readCapacity: units().describe("Ceiling of autoscaling, by hand in place of the plan's.").optional(),
  writeCapacity: units().describe("Ceiling of autoscaling, by hand in place of the plan's.").optional(),
});

export const storage = section({
  cloudFront: flag().describe("Whether CloudFront serves the static files.").default(false),
  // Infrequent access comes on day 30 and is paid for 30 days at least.
  archiveAfterDays: count("days", 60, 3650)
    .describe("Days after which file backups move to archive storage, which is still read at once.")
    .default(90),
  noncurrentDays: count("days", 1, 3650).describe("Days that noncurrent versions are kept.").default(90),
  forceDestroy: flag()
    .describe("Whether the buckets of files and access logs are deleted with what they hold.")
    .optional(),
});
