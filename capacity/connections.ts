import { roundDown, roundUp } from "./arithmetic";
import { replacementShare } from "./addresses";
import type { Workload } from "./workload";

/** Connections of the application's instances to the database, all of them to the writer. */
export interface Connections {
  /** Instances at once: the group at its maximum during an instance refresh. */
  readonly instances: number;
  /** Connections that the pool of one instance may open. */
  readonly perInstance: number;
  /** Kept for administration, migrations and AWS's own automation. */
  readonly reserved: number;
  readonly needed: number;
}

/** What PostgreSQL on RDS and Aurora sets `max_connections` to at most, however large the class. */
export const mostConnections = 5000;
/** What `max_connections` is at most when Serverless v2 may go down to 0.5 ACU. */
export const mostConnectionsAtSmallestAcu = 2000;
const reserved = 20;
const usualPool = 10;

/** Connections of a group of at most `maxSize` instances. */
export function connectionsOf(workload: Workload, maxSize: number): Connections {
  const instances = roundUp(maxSize * (1 + replacementShare));
  const perInstance = workload.databaseConnectionsPerInstance ?? poolFor(instances);
  return { instances, perInstance, reserved, needed: instances * perInstance + reserved };
}

/** The usual pool, or what a large group leaves to each instance; at least one connection. */
function poolFor(instances: number): number {
  return Math.max(1, Math.min(usualPool, Math.floor((mostConnections - reserved) / instances)));
}

// RDS and Aurora set max_connections to LEAST({DBInstanceClassMemory/9531392}, 5000), where the memory is what the
// operating system leaves. AWS tabulates 189, 823, 1,669 and 3,360 for 1, 4, 8 and 16 ACU (Aurora user guide, "Maximum
// connections for Aurora Serverless v2"): this line is at or a little below all four.
const bytesPerConnection = 9_531_392;
const connectionsLostToSystem = 20;

/** `max_connections` that AWS sets for an instance with so much memory. */
export function maxConnections(memoryGib: number): number {
  const connections = roundDown((memoryGib * 1e9) / bytesPerConnection) - connectionsLostToSystem;
  return Math.max(0, Math.min(connections, mostConnections));
}

/** Memory with which AWS allows so many connections, GiB: the inverse of {@link maxConnections} up to its limit. */
export function memoryGibFor(connections: number): number {
  return ((connections + connectionsLostToSystem) * bytesPerConnection) / 1e9;
}
