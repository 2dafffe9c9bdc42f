import { cacheMemoryShare, cacheReserveShare } from "../cache";
import { cacheNodeType } from "../catalogue/cache-nodes";
import { cachedShare, databaseCpuShare, type DatabasePlan, type DatabaseSizing } from "../database";
import { acuPerVcpu, gibPerAcu } from "../database-capacity";
import { databaseClass, serverlessClass } from "../catalogue/database-classes";
import type { CapacityPlan } from "../plan";
import type { Sizing } from "../sizing";
import { mostConcurrentUsers, requestsPerSecond } from "../traffic";
import type { Range, Workload } from "../workload";
import { readable, type Row, row } from "./row";

/** Each need with the capacity that the chosen size has for it; the one that decides the size is marked. */
export function databaseRows({ users, database }: CapacityPlan, workload: Workload, sizing: Sizing): Row[] {
  const { need, capacity, connections, binding } = database;
  const mark = (resource: typeof binding) => (resource === binding ? " (binding)" : "");
  const buffer = `x (1 + ${workload.bufferShare})`;
  const rps = requestsPerSecond(mostConcurrentUsers(workload), workload);
  const volume = `${readable(users.registered)} users x ${readable(workload.databaseKbPerUser)} KB`;
  const hot =
    `${readable(database.gb)} GB x ${workload.databaseHotShare} in use / ${cachedShare} of memory that caches ` +
    `${buffer}, of ${readable(capacity.memoryGib)}`;
  const queries =
    `${readable(rps)} RPS x ${readable(workload.queriesPerRequest)} queries x ` +
    `${readable(workload.databaseMillisecondsPerQuery)} ms ${roomFor(workload, databaseCpuShare)}, of ${readable(capacity.vcpus)}`;
  const pools =
    `${readable(connections.instances)} instances in a refresh x ${connections.perInstance} + ` +
    `${connections.reserved} reserved, of ${readable(connections.limit)} allowed`;
  return [
    row("volume", database.gb, "GB", volume),
    row("volume in a year", database.gbInAYear, "GB", `at ${percent(workload.monthlyGrowth.high)} a month`),
    row(`memory${mark("memory")}`, need.memoryGib, "GiB", hot),
    row(`CPU${mark("cpu")}`, need.vcpus, "vCPUs", queries),
    row(`connections${mark("connections")}`, need.connections, "connections", pools),
    ...sizeRows(database, sizing.database),
  ];
}

function sizeRows({ acu, instanceClass, readers, storage }: DatabasePlan, declared: DatabaseSizing): Row[] {
  return [
    ...(acu === undefined ? [classRow(instanceClass)] : acuRows(acu, declared.acu !== undefined)),
    row("instances", 1 + readers, "instances", `1 writer + ${readers} beside it`),
    ...(storage === undefined
      ? []
      : [
          row("storage", storage.allocatedGib, "GiB", "the volume with buffer, at least 20"),
          row("storage, at most", storage.maxAllocatedGib, "GiB", "the volume in a year with buffer"),
        ]),
  ];
}

function acuRows({ min, max }: Range, byHand: boolean): Row[] {
  const unit = `${gibPerAcu} GiB and 1/${acuPerVcpu} vCPU to an ACU`;
  const [quiet, peak] = byHand
    ? ["set by hand", "set by hand"]
    : ["quiet hours; at least 1 for over 2,000 connections", "the largest of memory, CPU, connections"];
  return [
    row(`${serverlessClass}, minimum`, min, "ACU", quiet),
    row(`${serverlessClass}, maximum`, max, "ACU", `${peak}; ${unit}`),
  ];
}

function classRow(name: string): Row {
  const { vcpus, memoryGib } = databaseClass(name);
  return row("class", name, "", `${vcpus} vCPUs, ${memoryGib} GiB`);
}

/** The store in use; the other one is in the JSON. */
export function sessionRows(plan: CapacityPlan, workload: Workload, { sessions }: Sizing): Row[] {
  return sessions.store === "cache" ? cacheRows(plan, workload) : tableRows(plan, workload);
}

function cacheRows({ cache }: CapacityPlan, workload: Workload): Row[] {
  const { memoryGib } = cacheNodeType(cache.nodeType);
  const perSession = `${readable(cache.sessions)} x ${readable(workload.sessionKb)} KB`;
  return [
    row("sessions", cache.sessions, "sessions", "users at once, at the peak or the largest event"),
    row("memory", gb(cache.memoryGb), "GB", `${perSession} ${roomFor(workload, cacheMemoryShare)}`),
    row(
      "with reserve",
      gb(cache.withReserve),
      "GB",
      `${percent(cacheReserveShare)} of a node is ElastiCache's, for snapshots and replication`,
    ),
    row("node type", cache.nodeType, "", `${memoryGib} GiB, ${gb(cache.usableGb)} GB of it for sessions`),
    row("nodes", cache.nodes, "nodes", "each holds every session"),
  ];
}

function tableRows({ sessionTable: table }: CapacityPlan, workload: Workload): Row[] {
  const rps = readable(requestsPerSecond(mostConcurrentUsers(workload), workload));
  const unitsOf = (perRequest: number) => `${rps} RPS x ${perRequest} units x (1 + ${workload.bufferShare})`;
  const size = readable(workload.sessionKb);
  return [
    row(
      "to read a session",
      table.readUnitsPerRequest,
      "read units",
      `${size} KB / 4 KB, strongly consistent`,
    ),
    row("to write a session", table.writeUnitsPerRequest, "write units", `${size} KB / 1 KB`),
    row("reads, peak", table.readUnits, "read units", unitsOf(table.readUnitsPerRequest)),
    row("writes, peak", table.writeUnits, "write units", unitsOf(table.writeUnitsPerRequest)),
  ];
}

export function storageRows({ storage }: CapacityPlan): Row[] {
  return [
    row("static files", storage.staticGb, "GB", "declared"),
    row("file backups", storage.backupGb, "GB", "declared"),
  ];
}

/** The larger of the buffer and what keeps a peak below the alarm. */
function roomFor({ bufferShare }: Workload, mostShare: number): string {
  return 1 + bufferShare >= 1 / mostShare ? `x (1 + ${bufferShare})` : `/ ${percent(mostShare)}`;
}

/** Small volumes keep what two decimals would round away. */
function gb(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(share: number): string {
  return `${readable(share * 100)} %`;
}
