/**
 * Response times of an instance as an M/M/c queue: requests arrive at random, take an exponential time on one of `c` vCPUs
 * and wait in one line for it. Sources: A. K. Erlang's C formula; D. Gross, J. F. Shortle, J. M. Thompson, C. M. Harris,
 * "Fundamentals of Queueing Theory", 4th edition, 2008, section 2.3 (M/M/c).
 */
export interface Server {
  /** Servers of the queue: vCPUs. */
  readonly vcpus: number;
  /** Mean time that a request takes on one of them, seconds. */
  readonly serviceSeconds: number;
}

/** Probability that a request has to wait (Erlang C), at a utilisation below 1. */
export function erlangC(vcpus: number, utilisation: number): number {
  const load = vcpus * utilisation;
  // The inverse of Erlang B by its recursion, which does not overflow as factorials do.
  let inverseB = 1;
  for (let servers = 1; servers <= vcpus; servers++) inverseB = 1 + (inverseB * servers) / load;
  return load === 0 ? 0 : 1 / (inverseB - utilisation * (inverseB - 1));
}

/** Mean time in the system, seconds. */
export function meanSeconds({ vcpus, serviceSeconds }: Server, utilisation: number): number {
  return serviceSeconds + (erlangC(vcpus, utilisation) * serviceSeconds) / (vcpus * (1 - utilisation));
}

/** Share of the requests that take longer than `seconds`, at a utilisation below 1. */
export function slowerThan({ vcpus, serviceSeconds }: Server, utilisation: number, seconds: number): number {
  const times = seconds / serviceSeconds;
  const free = vcpus * (1 - utilisation) - 1;
  const waited = Math.abs(free) < 1e-9 ? times : (1 - Math.exp(-free * times)) / free;
  return Math.min(1, Math.exp(-times) * (1 + erlangC(vcpus, utilisation) * waited));
}

/** The time that a share of the requests stays within, seconds: 0.95 is the 95th percentile. */
export function quantileSeconds(server: Server, utilisation: number, share: number): number {
  let [low, high] = [0, server.serviceSeconds];
  while (slowerThan(server, utilisation, high) > 1 - share) high *= 2;
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (slowerThan(server, utilisation, middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}

/** The highest utilisation at which a share of the requests stays within a time; 0 where none does. */
export function highestUtilisation(server: Server, share: number, seconds: number): number {
  let [low, high] = [0, 1 - 1e-9];
  if (slowerThan(server, 0, seconds) > 1 - share) return 0;
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (slowerThan(server, middle, seconds) > 1 - share) high = middle;
    else low = middle;
  }
  return low;
}

const points = 512;
/** Beyond it a queue grows for as long as the load stays, and what it comes to in a minute is not its steady state. */
export const steadyLimit = 0.98;

/** A function of the utilisation from 0 to {@link steadyLimit}, worked out once and looked up after that. */
export function tabulated(of: (utilisation: number) => number): (utilisation: number) => number {
  const table = Float64Array.from({ length: points + 1 }, (_, at) => of((at / points) * steadyLimit));
  return (utilisation) => {
    const position = (Math.min(Math.max(utilisation, 0), steadyLimit) / steadyLimit) * points;
    const at = Math.min(Math.floor(position), points - 1);
    const [left = 0, right = 0] = [table[at], table[at + 1]];
    return left + (right - left) * (position - at);
  };
}
