/** What the model knows of an ElastiCache node type. */
export interface CacheNodeType {
  /** Such as `cache.t4g.small`. */
  readonly name: string;
  readonly memoryGib: number;
  /** On demand with Valkey, USD an hour. */
  readonly usdPerHour: number;
}

/** Of every price below: Redis OSS on demand, us-east-1, and Valkey's share of it. */
export const cacheNodeSource = "AWS Price List API, AmazonElastiCache, recorded 2026-10-02, read 2026-11-28";

// Memory: ElastiCache pricing page and parameter group reference (`maxmemory`).
const nodes: readonly (readonly [string, number, number])[] = [
  ["cache.t4g.micro", 0.5, 0.016],
  ["cache.t4g.small", 1.37, 0.032],
  ["cache.t4g.medium", 3.09, 0.065],
  ["cache.m6g.large", 6.38, 0.149],
  ["cache.m6g.xlarge", 12.93, 0.297],
  ["cache.m6g.2xlarge", 26.04, 0.593],
  ["cache.m7g.large", 6.38, 0.158],
  ["cache.m7g.xlarge", 12.93, 0.315],
  ["cache.m7g.2xlarge", 26.04, 0.629],
  ["cache.r6g.large", 13.07, 0.206],
  ["cache.r6g.xlarge", 26.32, 0.411],
  ["cache.r6g.2xlarge", 52.82, 0.821],
  ["cache.r6g.4xlarge", 105.81, 1.642],
  ["cache.r7g.large", 13.07, 0.219],
  ["cache.r7g.xlarge", 26.32, 0.437],
  ["cache.r7g.2xlarge", 52.82, 0.873],
  ["cache.r7g.4xlarge", 105.81, 1.745],
];

/** AWS prices node-based Valkey a fifth below Redis OSS. */
const valkeyDiscount = 0.2;

export const cacheNodeTypes: readonly CacheNodeType[] = nodes.map(([name, memoryGib, redisUsdPerHour]) => ({
  name,
  memoryGib,
  usdPerHour: redisUsdPerHour * (1 - valkeyDiscount),
}));

/** @throws RangeError when the catalogue has no such type. */
export function cacheNodeType(name: string): CacheNodeType {
  const found = cacheNodeTypes.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(`no cache node type ${name} in the catalogue`);
  return found;
}
