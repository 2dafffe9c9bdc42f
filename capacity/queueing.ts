/** Requests to one instance, as an M/M/c queue: its vCPUs are the servers, arrivals and service times are exponential. */
export interface Queue {
  readonly servers: number;
  /** Mean time of service, ms. */
  readonly serviceMs: number;
  /** Share of the servers' time that is in use, from 0 to below 1. */
  readonly utilisation: number;
}

/**
 * Probability that a request waits: Erlang's C formula, by the recursion of Erlang's B. Source: Gross, Shortle, Thompson and
 * Harris, "Fundamentals of Queueing Theory", 4th edition, sections 2.3 and 2.4.
 */
export function waitingShare({ servers, utilisation }: Omit<Queue, "serviceMs">): number {
  const load = servers * utilisation;
  let blocked = 1;
  for (let busy = 1; busy <= servers; busy++) blocked = (load * blocked) / (busy + load * blocked);
  return blocked / (1 - utilisation * (1 - blocked));
}

/**
 * Share of the requests whose waiting and service take longer than a time. A request waits not at all, or for an exponential
 * time of rate (1 - utilisation) x servers / service; the service comes on top. Source: as {@link waitingShare}.
 */
export function slowShare(queue: Queue, milliseconds: number): number {
  const { servers, serviceMs, utilisation } = queue;
  const time = milliseconds / serviceMs;
  const waits = waitingShare(queue);
  const rate = servers * (1 - utilisation);
  const served = Math.exp(-time);
  // The sum of two exponential times of the same rate has a density of its own.
  const waitedAndServed =
    Math.abs(rate - 1) < 1e-9 ? (1 + time) * served : (rate * served - Math.exp(-rate * time)) / (rate - 1);
  return (1 - waits) * served + waits * waitedAndServed;
}

/**
 * Largest utilisation at which no more than a share of the requests takes longer than a time, to a thousandth; undefined
 * where more do without any load.
 */
export function utilisationWithin(
  queue: Omit<Queue, "utilisation">,
  milliseconds: number,
  share: number,
): number | undefined {
  const keeps = (utilisation: number) => slowShare({ ...queue, utilisation }, milliseconds) <= share;
  if (milliseconds <= 0 || !keeps(0)) return undefined;
  let [within, beyond] = [0, 1];
  while (beyond - within > 0.0005) {
    const middle = (within + beyond) / 2;
    if (keeps(middle)) within = middle;
    else beyond = middle;
  }
  return within;
}
