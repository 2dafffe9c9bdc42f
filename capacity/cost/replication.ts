import type { Billed } from "./bill";
import { millionRequests } from "./day";
import { type CostLine, line, readable } from "./line";
import type { RegionPrices } from "./prices";
import { databaseUse, tableWrites } from "./state";

/** What counts as one write at most. Source: Amazon Aurora FAQ, "What are I/Os in Amazon Aurora and how are they calculated?" (2026-11-29). */
const kbPerIo = 4;
/** How often a file is written anew in a month, and how large it is. Not declared and not measured. */
const writesOfFile = 1;
const mbPerFile = 1;
/** Both buckets both ways, with four metrics a rule: infra/storage-replica.ts. */
const replicationMetrics = 4 * 4;

/** What a primary replicates into its standby's region. AWS bills it where it comes from, the copies to the stack that has made them. */
export function replicationLines(billed: Billed, { prices }: RegionPrices): CostLine[] {
  const { deployment, plan, sizing } = billed;
  if (deployment.role !== "primary") return [];
  return [
    ...(plan.database.engine === "aurora" ? databaseLines(billed, prices) : []),
    ...(sizing.sessions.store === "dynamodb" ? tableLines(billed, prices) : []),
    ...fileLines(billed, prices),
  ];
}

/** Source: Aurora User Guide, AuroraGlobalDBReplicatedWriteIO (2026-11-29). How many I/Os write is not known: at most all. */
function databaseLines(billed: Billed, prices: RegionPrices["prices"]): CostLine[] {
  const { ios } = databaseUse(billed);
  return [
    line("database", "replicated writes", ios, prices.replicatedIoMillion, "at most all I/Os write"),
    line("database", "replication, transfer", ios * kbPerIo, prices.copyGb, `${kbPerIo} KB a write at most`),
  ];
}

function tableLines(billed: Billed, prices: RegionPrices["prices"]): CostLine[] {
  const { sessionKb } = billed.workload;
  const gb = millionRequests(billed.day) * sessionKb;
  return [
    tableWrites("replica, writes", billed, prices),
    line("sessions", "replication, transfer", gb, prices.copyGb, `${readable(sessionKb)} KB a request`),
  ];
}

function fileLines({ plan: { storage } }: Billed, prices: RegionPrices["prices"]): CostLine[] {
  const gb = storage.staticGb + storage.backupGb;
  const written = gb * writesOfFile;
  const thousandFiles = written / mbPerFile;
  return [
    line("files", "replicas", gb, prices.s3GbMonth, "in the second region"),
    line("files", "replication, in time", written, prices.replicationTimeGb, "each file anew once a month"),
    line("files", "replication, transfer", written, prices.copyGb),
    line("files", "replication, requests", thousandFiles, prices.s3PutThousand, `${mbPerFile} MB a file`),
    line("files", "replication, metrics", replicationMetrics, prices.customMetric, "4 rules, 4 metrics each"),
  ];
}
