import { type Demand, objectiveShare } from "./demand";
import type { Instance } from "./fleet";
import { meanSeconds, quantileSeconds, slowerThan, steadyLimit, tabulated } from "./queueing";
import { fixedSignals, type LatencySignal, signal } from "./signals";

// Names of this module: one that is imported is looked up each time, which is every minute.
const to = { latency: signal.latency, quantiles: fixedSignals };
const steady = steadyLimit;

/** How the instances answered the requests of a minute. */
export class Service {
  /** Requests that wait from one minute to the next. */
  queued = 0;
  served = 0;
  dropped = 0;
  /** Utilisation of the CPUs, 0-1. */
  utilisation = 0;
  isViolated = false;
  private readonly late: (utilisation: number) => number;
  private readonly mean: (utilisation: number) => number;
  private readonly asked: readonly { of: LatencySignal; at: (utilisation: number) => number }[];
  /** Seconds that a request of this minute waits behind those of the minutes before. */
  private waiting = 0;
  private load = 0;

  /** @param asked what alarms ask of the response times; they follow the fixed signals of a frame */
  constructor(
    private readonly demand: Demand,
    private readonly instance: Instance,
    private readonly idleTimeoutSeconds: number,
    asked: readonly LatencySignal[],
  ) {
    const server = { vcpus: instance.vcpus, serviceSeconds: demand.cpuSecondsPerRequest };
    const key = `${server.vcpus} ${server.serviceSeconds}`;
    this.late = remembered(`${key} late ${demand.latencySeconds}`, (utilisation) =>
      slowerThan(server, utilisation, demand.latencySeconds),
    );
    this.mean = remembered(`${key} mean`, (utilisation) => meanSeconds(server, utilisation));
    this.asked = asked.map((of) => ({
      of,
      at: remembered(`${key} ${of.kind} ${of.of}`, (utilisation) =>
        of.kind === "quantile"
          ? quantileSeconds(server, utilisation, Math.min(of.of, 0.9999))
          : 100 * (1 - slowerThan(server, utilisation, of.of)),
      ),
    }));
  }

  /**
   * @param instances that requests are spread over, of which each works at `speed` of its vCPUs
   * @param refused share of the requests that reach no instance that has room for them
   * @param hottest load of the busiest instances as a multiple of the mean
   */
  answer(requests: number, instances: number, speed: number, refused: number, hottest: number): void {
    const perSecond = (instances * this.instance.vcpus * speed) / this.demand.cpuSecondsPerRequest;
    const most = perSecond * 60;
    const arrived = requests * (1 - refused);
    const due = this.queued + arrived;
    this.served = Math.min(due, most);
    // Whoever waits longer than the load balancer does gets an error.
    const left = Math.min(due - this.served, perSecond * this.idleTimeoutSeconds);
    const timedOut = due - this.served - left;
    this.waiting = most > 0 ? ((this.queued + left) / 2 / most) * 60 : 0;
    this.queued = left;
    this.dropped = requests - arrived + timedOut;
    this.utilisation = most > 0 ? (this.served / most) * speed : 0;
    this.load = most > 0 ? Math.min(1, due / most) * hottest : 0;
    const isSteady = this.waiting === 0 && this.load <= steady;
    const late = isSteady
      ? this.late(this.load)
      : this.waiting > this.demand.latencySeconds
        ? 1
        : this.late(1);
    const missed = this.served * late + this.dropped;
    this.isViolated = requests > 0 && missed > (1 - objectiveShare) * (this.served + this.dropped) + 1e-9;
  }

  /** Seconds in which a share of the minute's requests is answered; NaN where none is. */
  quantile(share: number): number {
    const server = { vcpus: this.instance.vcpus, serviceSeconds: this.demand.cpuSecondsPerRequest };
    return this.served > 0 ? this.waiting + quantileSeconds(server, Math.min(this.load, steady), share) : NaN;
  }

  /** Writes what CloudWatch sees of the response times. */
  publish(frame: Float64Array): void {
    const { load, waiting } = this;
    const isSilent = this.served <= 0;
    frame[to.latency] = isSilent ? NaN : waiting + this.mean(load);
    for (let at = 0; at < this.asked.length; at++) {
      const asked = this.asked[at];
      if (!asked) continue;
      const value =
        asked.of.kind === "quantile" ? waiting + asked.at(load) : waiting > asked.of.of ? 0 : asked.at(load);
      frame[to.quantiles + at] = isSilent ? NaN : value;
    }
  }
}

const tables = new Map<string, (utilisation: number) => number>();

/** Tables take longer to make than a day to simulate, and are the same for each run of the same instances. */
function remembered(key: string, of: (utilisation: number) => number): (utilisation: number) => number {
  const known = tables.get(key) ?? tabulated(of);
  tables.set(key, known);
  return known;
}
