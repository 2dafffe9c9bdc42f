import { withoutNoise } from "./arithmetic";
import { type CacheNodeType, cacheNodeType, cacheNodeTypes } from "./catalogue/cache-nodes";
import { mostConcurrentUsers } from "./traffic";
import type { Workload } from "./workload";

export interface CacheSizing {
  /** Node type of the catalogue, where it is set by hand in place of the plan's. */
  readonly nodeType?: string;
  /** Nodes that each hold all sessions: a primary and its replicas (1-6). */
  readonly nodes: number;
}

/** The cache as a session store: every node holds every session. */
export interface CachePlan {
  /** Sessions at once, at the peak or the event with the most users. */
  readonly sessions: number;
  /** Memory of these sessions, GB, decimal. */
  readonly sessionsGb: number;
  /** The same with the workload's buffer, and below the alarm, GB. */
  readonly memoryGb: number;
  /** Memory that a node must have, GB: `memoryGb` is what the reserve leaves of it. */
  readonly withReserve: number;
  /** What a node of the chosen type holds in sessions, GB: its memory less the reserve. */
  readonly usableGb: number;
  /** The smallest type that holds them, or the one set by hand; AWS changes it in place. */
  readonly nodeType: string;
  readonly nodes: number;
}

/** Share of a node's memory that ElastiCache keeps for snapshots and replication: `reserved-memory-percent`, 25. */
export const cacheReserveShare = 0.25;
/** Memory for sessions that an ordinary peak may take: the alarm calls somebody above 80 %, unless it is set otherwise. */
export const cacheMemoryShare = 0.8;
const gbPerGib = 2 ** 30 / 1e9;

export function cacheOf(workload: Workload, { nodeType, nodes }: CacheSizing): CachePlan {
  const memoryGb = sessionsGb(workload) * Math.max(1 + workload.bufferShare, 1 / cacheMemoryShare);
  const type = nodeType === undefined ? smallestFor(memoryGb) : cacheNodeType(nodeType);
  return {
    sessions: mostConcurrentUsers(workload),
    sessionsGb: withoutNoise(sessionsGb(workload)),
    memoryGb: withoutNoise(memoryGb),
    withReserve: withoutNoise(memoryGb / (1 - cacheReserveShare)),
    usableGb: withoutNoise(usableGbOf(type)),
    nodeType: type.name,
    nodes,
  };
}

/** Sessions of the peak, or of the event with the most users, GB, no buffer. */
export function sessionsGb(workload: Workload): number {
  return (mostConcurrentUsers(workload) * workload.sessionKb) / 1_000_000;
}

/** The cheapest type that is large enough; the largest when none is. */
function smallestFor(memoryGb: number): CacheNodeType {
  const enough = cacheNodeTypes.filter((type) => usableGbOf(type) >= memoryGb);
  return enough.length > 0
    ? enough.reduce((cheapest, type) => (type.usdPerHour < cheapest.usdPerHour ? type : cheapest))
    : cacheNodeTypes.reduce((largest, type) => (type.memoryGib > largest.memoryGib ? type : largest));
}

/** Sessions that a node holds beside the reserve, GB. */
function usableGbOf({ memoryGib }: CacheNodeType): number {
  return memoryGib * gbPerGib * (1 - cacheReserveShare);
}
