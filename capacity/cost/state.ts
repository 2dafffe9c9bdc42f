import { cacheNodeSource, cacheNodeType } from "../catalogue/cache-nodes";
import { databaseClass } from "../catalogue/database-classes";
import { databaseLoad } from "../database";
import { acuPerVcpu, gibPerAcu } from "../database-capacity";
import type { Billed } from "./bill";
import { millionRequests } from "./day";
import { hoursPerMonth } from "./hours";
import { type CostLine, line, readable } from "./line";
import type { RegionPrices } from "./prices";

/** Share of the queries that reach the volume: the rest is answered from memory. Not measured. */
const ioPerQuery = 0.1;
const daysPerMonth = 30.4;

/** What keeps state: database, sessions, files. */
export function stateLines(billed: Billed, region: RegionPrices): CostLine[] {
  const { prices } = region;
  const { storage } = billed.plan;
  return [
    ...databaseLines(billed, region),
    ...(billed.sizing.sessions.store === "cache" ? cacheLines(billed, region) : tableLines(billed, region)),
    // A standby has those of its primary.
    ...(billed.deployment.role === "standby"
      ? []
      : [
          line("files", "static files", storage.staticGb, prices.s3GbMonth, "S3 Standard"),
          line(
            "files",
            "file backups",
            storage.backupGb,
            prices.s3GbMonth,
            "S3 Standard; colder classes cost less",
          ),
        ]),
    ...backupLines(billed, region),
  ];
}

/** Million queries of a month, and reads and writes of Aurora's volume. */
export function databaseUse({ workload, day }: Billed): { readonly queries: number; readonly ios: number } {
  const queries = millionRequests(day) * workload.queriesPerRequest;
  return { queries, ios: queries * ioPerQuery };
}

function databaseLines(billed: Billed, { prices }: RegionPrices): CostLine[] {
  const {
    plan: { database },
    workload,
    day,
  } = billed;
  const { engine, acu, instanceClass, readers, gb, storage } = database;
  const instances = 1 + readers;
  const { queries, ios } = databaseUse(billed);
  const load = databaseLoad(day.users, workload);
  const used = Math.max(load.memoryGib / gibPerAcu, load.vcpus * acuPerVcpu);
  const units = acu && Math.min(acu.max, Math.max(acu.min, used));
  const instanceLine =
    units === undefined
      ? line("database", "instances", instances * hoursPerMonth, {
          usd: databaseClass(instanceClass).usdPerHour[engine] ?? 0,
          per: `${instanceClass}-hour`,
        })
      : line(
          "database",
          "instances",
          instances * units * hoursPerMonth,
          prices.acuHour,
          `${instances} x ${readable(units)} ACU on average of a day`,
        );
  if (engine === "postgres") {
    const copies = readers > 0 ? 2 : 1;
    return [
      instanceLine,
      line(
        "database",
        "storage",
        copies * (storage?.allocatedGib ?? 0),
        prices.rdsGbMonth,
        `${copies} copies`,
      ),
    ];
  }
  return [
    instanceLine,
    line("database", "volume", gb, prices.auroraGbMonth),
    line(
      "database",
      "I/O",
      ios,
      prices.auroraIoMillion,
      `${readable(queries)} million queries, a tenth of which read or write the volume`,
    ),
  ];
}

function cacheLines({ plan: { cache } }: Billed, { catalogueVerified }: RegionPrices): CostLine[] {
  const { usdPerHour } = cacheNodeType(cache.nodeType);
  const price = {
    usd: Number(usdPerHour.toFixed(4)),
    per: `${cache.nodeType}-hour with Valkey`,
    ...(catalogueVerified && { source: cacheNodeSource }),
  };
  return [line("sessions", "cache nodes", cache.nodes * hoursPerMonth, price, `${cache.nodes} nodes`)];
}

function tableLines(billed: Billed, { prices }: RegionPrices): CostLine[] {
  // A standby has a replica of its primary's.
  if (billed.deployment.role === "standby") return [];
  const { provisioned, readUnitsPerRequest } = billed.plan.sessionTable;
  const reads =
    provisioned === undefined
      ? line("sessions", "table reads", millionRequests(billed.day) * readUnitsPerRequest, prices.readMillion)
      : line(
          "sessions",
          "table reads",
          ((provisioned.min.readUnits + provisioned.max.readUnits) / 2) * hoursPerMonth,
          prices.readUnitHour,
          "half way on average",
        );
  return [reads, tableWrites("table writes", billed, prices)];
}

/**
 * Every table of a global table takes all writes, "priced the same as single-Region write units". Source: DynamoDB Developer
 * Guide, "Understanding Amazon DynamoDB billing for global tables" (2026-11-29).
 */
export function tableWrites(item: string, { plan, day }: Billed, prices: RegionPrices["prices"]): CostLine {
  const { provisioned, writeUnitsPerRequest } = plan.sessionTable;
  return provisioned === undefined
    ? line("sessions", item, millionRequests(day) * writeUnitsPerRequest, prices.writeMillion)
    : line(
        "sessions",
        item,
        ((provisioned.min.writeUnits + provisioned.max.writeUnits) / 2) * hoursPerMonth,
        prices.writeUnitHour,
        "half way on average",
      );
}

/** Each kept backup is counted at full size at worst: Aurora's and S3's are incremental and cost less. */
function backupLines({ plan, deployment, sizing }: Billed, { prices }: RegionPrices): CostLine[] {
  const { database, storage } = plan;
  const { dailyDays, weeklyDays, monthlyDays, copied } = deployment.backup;
  const snapshots = weeklyDays / 7 + monthlyDays / daysPerMonth;
  const price = sizing.database.engine === "aurora" ? prices.auroraBackupGbMonth : prices.rdsBackupGbMonth;
  const fileGb = storage.staticGb + storage.backupGb;
  const kept = database.gb * (1 + snapshots);
  return [
    line(
      "backup",
      "database",
      kept,
      price,
      `the ${dailyDays} days to go back to as one copy, ${readable(snapshots)} weekly and monthly ones`,
    ),
    line("backup", "files", fileGb, prices.s3BackupGbMonth, "continuous, as one copy"),
    ...(copied
      ? [
          line("backup", "copies, database", kept, price, "in the second region"),
          line("backup", "copies, files", fileGb, prices.s3BackupGbMonth, "in the second region"),
          line(
            "backup",
            "copies, transfer",
            database.gb * (daysPerMonth / 7),
            prices.copyGb,
            "a weekly copy at full size",
          ),
        ]
      : []),
  ];
}
