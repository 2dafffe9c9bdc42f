import { roundUpToMultiple, withoutNoise } from "./arithmetic";
import { maxConnections, memoryGibFor, mostConnections, mostConnectionsAtSmallestAcu } from "./connections";
import { type DatabaseClass, databaseClasses } from "./catalogue/database-classes";
import type { Range } from "./workload";

/** What one instance of a database must have, or has. */
export interface DatabaseCapacity {
  readonly memoryGib: number;
  readonly vcpus: number;
  readonly connections: number;
}

export type DatabaseResource = "memory" | "cpu" | "connections";

/** Memory of an Aurora capacity unit, GiB. */
export const gibPerAcu = 2;
/** AWS gives no figure: taken from the memory-optimised classes, which have 8 GiB to a vCPU. */
export const acuPerVcpu = 4;
export const smallestAcu = 0.5;
export const largestAcu = 256;

/** What Serverless v2 reaches at its maximum. */
export function capacityOfAcu({ min, max }: Range): DatabaseCapacity {
  const connections = maxConnections(max * gibPerAcu);
  return {
    memoryGib: max * gibPerAcu,
    vcpus: max / acuPerVcpu,
    connections: min < 1 ? Math.min(connections, mostConnectionsAtSmallestAcu) : connections,
  };
}

export function capacityOfClass({ memoryGib, vcpus }: DatabaseClass): DatabaseCapacity {
  return { memoryGib, vcpus, connections: maxConnections(memoryGib) };
}

/**
 * The ACU range whose maximum holds the peak and whose minimum holds quiet hours, in steps of 0.5; at most 256, even
 * if the need is larger.
 */
export function acuFor(peak: DatabaseCapacity, quiet: Omit<DatabaseCapacity, "connections">): Range {
  const allowing = memoryGibFor(Math.min(peak.connections, mostConnections)) / gibPerAcu;
  const max = inSteps(Math.max(1, allowing, acuOf(peak)));
  const smallest = peak.connections > mostConnectionsAtSmallestAcu ? 1 : smallestAcu;
  return { min: Math.min(max, inSteps(Math.max(smallest, acuOf(quiet)))), max };
}

function acuOf({ memoryGib, vcpus }: Omit<DatabaseCapacity, "connections">): number {
  return Math.max(memoryGib / gibPerAcu, vcpus * acuPerVcpu);
}

function inSteps(acu: number): number {
  return Math.min(largestAcu, roundUpToMultiple(acu, 0.5));
}

/**
 * The cheapest class that passes and meets the need; without one, the largest that passes.
 * @throws RangeError when none passes.
 */
export function classFor(
  need: DatabaseCapacity,
  engine: "aurora" | "postgres",
  passes: (candidate: DatabaseClass) => boolean,
): DatabaseClass {
  const price = ({ usdPerHour }: DatabaseClass) => usdPerHour[engine] ?? Number.POSITIVE_INFINITY;
  const offered = databaseClasses.filter((candidate) => price(candidate) < Infinity && passes(candidate));
  if (offered.length === 0)
    throw new RangeError(`no database class for ${engine} in the catalogue that fits`);
  const enough = offered.filter((candidate) => shortagesOf(need, capacityOfClass(candidate)).length === 0);
  return enough.length > 0
    ? enough.reduce((best, candidate) => (price(candidate) < price(best) ? candidate : best))
    : offered.reduce((best, candidate) => (candidate.memoryGib > best.memoryGib ? candidate : best));
}

/** The resource that the need uses up most of. */
export function bindingOf(need: DatabaseCapacity, capacity: DatabaseCapacity): DatabaseResource {
  return usesOf(need, capacity).reduce((most, use) => (use.share > most.share ? use : most)).resource;
}

/** The resources of which there is less than the need. */
export function shortagesOf(need: DatabaseCapacity, capacity: DatabaseCapacity): DatabaseResource[] {
  return usesOf(need, capacity)
    .filter(({ share }) => withoutNoise(share) > 1)
    .map(({ resource }) => resource);
}

function usesOf(need: DatabaseCapacity, capacity: DatabaseCapacity) {
  return [
    { resource: "memory" as const, share: need.memoryGib / capacity.memoryGib },
    { resource: "cpu" as const, share: need.vcpus / capacity.vcpus },
    { resource: "connections" as const, share: need.connections / capacity.connections },
  ] as const;
}
