import { roundUp, withoutNoise } from "./arithmetic";
import { type Connections, connectionsOf } from "./connections";
import {
  acuFor,
  bindingOf,
  type DatabaseCapacity,
  type DatabaseResource,
  capacityOfAcu,
  capacityOfClass,
  classFor,
} from "./database-capacity";
import { databaseClass, serverlessClass } from "./catalogue/database-classes";
import { mostConcurrentUsers, requestsPerSecond, usersOf } from "./traffic";
import type { Range, Workload } from "./workload";

export interface DatabaseSizing {
  /** Aurora PostgreSQL, or plain RDS for PostgreSQL. */
  readonly engine: "aurora" | "postgres";
  /** `db.serverless` or a class of the catalogue, where it is set by hand in place of the plan's. */
  readonly instanceClass?: string;
  /** Range of `db.serverless`, where it is set by hand in place of the plan's. */
  readonly acu?: Range;
  /** Instances beside the writer: Aurora's readers, or 1 for the standby of a Multi-AZ PostgreSQL. */
  readonly readers: number;
  /** Family that the plan chooses a class for plain PostgreSQL from, such as `m5`. */
  readonly family: string;
}

/** Storage of an RDS instance, GiB. RDS enlarges it and never makes it smaller. */
export interface DatabaseStorage {
  readonly allocatedGib: number;
  /** Up to where RDS enlarges it by itself: a year of the high growth, and what RDS recommends at least. */
  readonly maxAllocatedGib: number;
}

export interface DatabasePlan {
  /** Volume of the registered users' data, GB, decimal. */
  readonly gb: number;
  /** The same after twelve months of the high growth. */
  readonly gbInAYear: number;
  readonly engine: DatabaseSizing["engine"];
  /** The plan's, or the one set by hand. */
  readonly instanceClass: string;
  /** Of `db.serverless` only: the capacity units it scales between, the plan's or set by hand. */
  readonly acu?: Range;
  readonly readers: number;
  /** `limit` is what AWS allows on the class, or on the ACU range. */
  readonly connections: Connections & { readonly limit: number };
  /** What the peak or the event with the most users needs of the writer, with buffer, and with CPU below its alarm. */
  readonly need: DatabaseCapacity;
  /** What the writer has, at the maximum of its ACU. */
  readonly capacity: DatabaseCapacity;
  /** What `need` uses up most of. */
  readonly binding: DatabaseResource;
  /** Of plain PostgreSQL only; Aurora's volume grows by itself. */
  readonly storage?: DatabaseStorage;
}

/**
 * Share of an instance's memory that caches data: what Aurora sets `shared_buffers` to. Plain PostgreSQL has smaller
 * buffers and the page cache of the operating system behind them.
 */
export const cachedShare = 0.75;
/** CPU of the database that an ordinary peak may take: the alarm calls somebody above 75 %, unless it is set otherwise. */
export const databaseCpuShare = 0.75;
const gibPerGb = 1e9 / 2 ** 30;
const smallestStorageGib = 20;
const largestStorageGib = 65_536;
/**
 * "You must set the maximum storage threshold to at least 10% more than the current allocated storage. We recommend
 * setting it to at least 26% more": RDS User Guide, "Managing capacity automatically with Amazon RDS storage
 * autoscaling", read 2026-11-25.
 */
const leastStorageGrowth = 1.1;
const recommendedStorageGrowth = 1.26;
/** 128 TiB; the newest engine versions take twice as much. */
const largestAuroraGib = 131_072;

/**
 * What the workload needs of the database and what it gets. A change of the workload moves the ACU range, the class or
 * the storage, which AWS all changes in place; a raised ACU maximum allows more connections from the next reboot.
 * @param maxSize most instances of the application, each of which connects.
 */
export function databaseOf(workload: Workload, sizing: DatabaseSizing, maxSize: number): DatabasePlan {
  const gb = volumeGb(workload);
  const gbInAYear = gb * (1 + workload.monthlyGrowth.high) ** 12;
  const connections = connectionsOf(workload, maxSize);
  const need = databaseNeed(connections.needed, workload);
  const instanceClass = sizing.instanceClass ?? plannedClass(need, sizing);
  const acu = instanceClass === serverlessClass ? (sizing.acu ?? plannedAcu(need, workload)) : undefined;
  const capacity = acu === undefined ? capacityOfClass(databaseClass(instanceClass)) : capacityOfAcu(acu);
  return {
    gb: withoutNoise(gb),
    gbInAYear: withoutNoise(gbInAYear),
    engine: sizing.engine,
    instanceClass,
    ...(acu && { acu }),
    readers: sizing.readers,
    connections: { ...connections, limit: capacity.connections },
    need,
    capacity,
    binding: bindingOf(need, capacity),
    ...(sizing.engine === "postgres" && { storage: storageOf(gb, gbInAYear, workload) }),
  };
}

/** Memory and busy vCPUs for so many concurrent users, no buffer. Fewer users than the peak's use less of the hot data. */
export function databaseLoad(
  concurrentUsers: number,
  workload: Workload,
): Omit<DatabaseCapacity, "connections"> {
  const { queriesPerRequest, databaseMillisecondsPerQuery } = workload;
  const { peakConcurrent } = usersOf(workload);
  const hotShare = concurrentUsers < peakConcurrent ? concurrentUsers / peakConcurrent : 1;
  const hotGib = volumeGb(workload) * workload.databaseHotShare * hotShare * gibPerGb;
  const queriesPerSecond = requestsPerSecond(concurrentUsers, workload) * queriesPerRequest;
  return {
    memoryGib: hotGib / cachedShare,
    vcpus: (queriesPerSecond * databaseMillisecondsPerQuery) / 1000,
  };
}

function databaseNeed(connections: number, workload: Workload): DatabaseCapacity {
  const { memoryGib, vcpus } = databaseLoad(mostConcurrentUsers(workload), workload);
  const buffer = 1 + workload.bufferShare;
  return {
    memoryGib: withoutNoise(memoryGib * buffer),
    vcpus: withoutNoise(vcpus * Math.max(buffer, 1 / databaseCpuShare)),
    connections,
  };
}

function plannedClass(need: DatabaseCapacity, { engine, family }: DatabaseSizing): string {
  if (engine === "aurora") return serverlessClass;
  return classFor(need, engine, ({ name }) => name.startsWith(`db.${family}.`)).name;
}

function plannedAcu(need: DatabaseCapacity, workload: Workload): Range {
  return acuFor(need, databaseLoad(workload.baselineConcurrentUsers, workload));
}

/** Volume of the registered users' data, GB, decimal. */
export function volumeGb({ registeredUsers, databaseKbPerUser }: Workload): number {
  return (registeredUsers * databaseKbPerUser) / 1_000_000;
}

/** What the volume can grow to without anybody changing a setting, GB, decimal. */
export function largestVolumeGb({ storage }: DatabasePlan): number {
  return (storage?.maxAllocatedGib ?? largestAuroraGib) / gibPerGb;
}

function storageOf(gb: number, gbInAYear: number, workload: Workload): DatabaseStorage {
  const gib = (volume: number) =>
    Math.min(largestStorageGib, roundUp(volume * (1 + workload.bufferShare) * gibPerGb));
  const allocatedGib = Math.max(smallestStorageGib, gib(gb));
  const threshold = Math.max(gib(gbInAYear), roundUp(allocatedGib * recommendedStorageGrowth));
  return { allocatedGib, maxAllocatedGib: Math.min(largestStorageGib, threshold) };
}

/** Whether RDS takes a storage: its maximum exceeds what it begins with by a tenth, which the largest volumes cannot. */
export function canGrow({ allocatedGib, maxAllocatedGib }: DatabaseStorage): boolean {
  return maxAllocatedGib >= allocatedGib * leastStorageGrowth;
}
