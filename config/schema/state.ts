import { z } from "zod";
import { cacheNodeTypes, databaseClassesOf, largestAcu, smallestAcu } from "../../capacity";
import { choice, count, flag, quantity, section } from "./fields";
import { dailyWindow, weeklyWindow } from "./windows";

const acu = (least: number) =>
  quantity("a number of ACU in steps of 0.5", least, largestAcu).multipleOf(
    smallestAcu,
    "a number of ACU in steps of 0.5",
  );

export const database = section({
  engine: choice("aurora", "postgres").default("aurora"),
  instanceClass: oneOf([
    ...new Set([...databaseClassesOf("aurora"), ...databaseClassesOf("postgres")]),
  ]).optional(),
  acu: section({ min: acu(smallestAcu), max: acu(1) }).optional(),
  readers: count("readers", 0, 15).optional(),
  maxReaders: count("readers", 0, 15).optional(),
  // 0 is a relation's business, which says what would be lost.
  backupRetentionDays: count("days", 0, 35).optional(),
  backupWindow: dailyWindow.default("03:00-04:00"),
  maintenanceWindow: weeklyWindow.default("sun:05:00-sun:06:00"),
  deletionProtection: flag().optional(),
});

export const cache = section({
  nodeType: oneOf(cacheNodeTypes.map(({ name }) => name)).optional(),
  nodes: count("nodes", 1, 6).optional(),
  snapshotRetentionDays: count("days", 0, 35).optional(),
  snapshotWindow: dailyWindow.default("03:00-04:00"),
  maintenanceWindow: weeklyWindow.default("sun:05:00-sun:06:00"),
});

const units = () => count("capacity units", 1, 1_000_000).optional();

export const sessionTable = section({
  billing: choice("onDemand", "provisioned").default("onDemand"),
  readCapacity: units(),
  writeCapacity: units(),
});

export const storage = section({
  cloudFront: flag().default(false),
  // Infrequent access comes on day 30 and is paid for 30 days at least.
  archiveAfterDays: count("days", 60, 3650).default(90),
  noncurrentDays: count("days", 1, 3650).default(90),
});

function oneOf(names: readonly string[]) {
  const allowed = `one of ${names.join(", ")}`;
  return z.string(allowed).refine((name) => names.includes(name), allowed);
}
