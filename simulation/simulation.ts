import { AlarmWatch } from "./alarm-watch";
import { Credits } from "./credits";
import type { Demand } from "./demand";
import type { Alarm, Fleet, Term } from "./fleet";
import { Instances } from "./instances";
import { type Load, minute } from "./load";
import { canMeasure, Measures, type Resolve } from "./measures";
import { Placement } from "./placement";
import { RollingRefresh } from "./refresh";
import { Scaling } from "./scaling";
import { Schedule } from "./schedule";
import { Service } from "./service";
import { fixedSignals, type LatencySignal, signal, signalOf } from "./signals";

/** What happens to a group beside its load; minutes from the beginning of the run. */
export interface Happenings {
  /** A zone goes, with the instances in it, and comes back. */
  readonly zoneLost?: { readonly at: number; readonly minutes: number };
  /** An instance refresh begins. */
  readonly refreshAt?: number;
}

// A name of this module: one that is imported is looked up each time, which is every minute.
const to = signal;

/** Minutes after which CloudWatch has a minute's metrics, and evaluates them. */
const metricDelay = 1;

/**
 * A group under a load, in steps of a minute. Everything is a function of its inputs; what is random is in the load.
 * Whole-minute steps round the times of a boot, a warm-up and a metric up.
 */
export class Simulation {
  readonly instances: Instances;
  readonly placement: Placement;
  readonly service: Service;
  readonly credits: Credits;
  readonly watches: readonly AlarmWatch[];
  desired: number;
  minSize: number;
  maxSize: number;
  /** Sessions that fit the memory of one instance. */
  readonly perInstance: number;
  memoryPercent = 0;
  /** Whether an alarm has changed its state in this minute. */
  hasAlarmChanged = false;
  /** What a lost zone costs before anybody can know of it, whatever the fleet. */
  blind = { minutes: 0, requests: 0 };
  private readonly frames: readonly [Float64Array, Float64Array];
  private readonly measures: Measures;
  private readonly scaling: Scaling;
  private readonly schedule: Schedule;
  private readonly refresh: RollingRefresh;
  private readonly warmupSeconds: number;
  private lostZone = -1;
  private detectedAt = -1;

  constructor(
    private readonly fleet: Fleet,
    private readonly demand: Demand,
    private readonly load: Load,
    private readonly happenings: Happenings = {},
    alarms: readonly Alarm[] = fleet.alarms,
  ) {
    const asked: LatencySignal[] = [];
    this.measures = new Measures(resolver(asked));
    this.watches = alarms
      .filter(({ measure }) => canMeasure(measure))
      .map((alarm) => new AlarmWatch(alarm, this.measures));
    this.scaling = new Scaling(fleet, new Map(this.watches.map((it) => [it.alarm.name, it])), this.measures);
    const { instance, balancer } = fleet;
    this.instances = new Instances(fleet);
    this.perInstance = Math.max(0, (instance.memoryMib - demand.osReserveMib) / demand.memoryMibPerSession);
    this.placement = new Placement(balancer.isSticky, this.perInstance);
    this.service = new Service(demand, instance, balancer.idleTimeoutSeconds, asked);
    this.credits = new Credits(instance);
    const size = fixedSignals + asked.length;
    this.frames = [new Float64Array(size), new Float64Array(size)];
    this.schedule = new Schedule(fleet.schedule, load.startTime);
    this.refresh = new RollingRefresh(fleet.refresh);
    this.warmupSeconds = Scaling.warmupSeconds(fleet);
    [this.minSize, this.maxSize] = [fleet.minSize, fleet.maxSize];
    this.desired = this.fittingSize();
    this.instances.begin(this.desired);
    this.placement.begin(this.desired, load.sessions[0] ?? 0);
  }

  /** The group has had time to settle before a run: it is as large as its scaling would have made it, at least. */
  private fittingSize(): number {
    const needed = Math.ceil((this.load.sessions[0] ?? 0) / Math.max(this.perInstance * settledShare, 1e-9));
    return Math.min(this.maxSize, Math.max(this.minSize, needed));
  }

  step(at: number): void {
    const { instances, load } = this;
    instances.advance(at);
    this.schedule.advance(at, this);
    const failing = this.happen(at);
    this.reconcile(at);
    const sessions = load.sessions[at] ?? 0;
    this.placement.update(instances.servingCount, sessions, load.starts[at] ?? 0);
    this.serve(load.requests[at] ?? 0, sessions, failing);
    const frame = this.frames[at % 2] ?? this.frames[0];
    this.publish(frame, load.requests[at] ?? 0);
    if (at >= metricDelay) this.react(this.frames[(at + 1) % 2] ?? frame, at);
  }

  /** Loses and restores a zone, and goes on with a refresh. @returns share of the requests that go to instances which are gone */
  private happen(at: number): number {
    const { happenings, instances } = this;
    this.refresh.advance(at, happenings.refreshAt, this.desired, instances);
    const { zoneLost } = happenings;
    if (!zoneLost) return 0;
    if (this.lostZone >= 0 && at === zoneLost.at + zoneLost.minutes) instances.restore(this.lostZone);
    if (at === this.detectedAt) instances.deadCount = 0;
    if (at !== zoneLost.at) return 0;
    const { unhealthyChecks, checkSeconds, checkTimeoutSeconds } = this.fleet.balancer;
    const blindSeconds = unhealthyChecks * checkSeconds + checkTimeoutSeconds;
    const before = instances.servingCount;
    this.lostZone = instances.largestZone();
    const lost = instances.lose(this.lostZone);
    // Once the load balancer sees it, the group replaces them at its next look.
    this.detectedAt = at + 1 + Math.ceil(blindSeconds / 60);
    const failing = before > 0 ? (lost / before) * Math.min(1, blindSeconds / 60) : 0;
    this.blind = { minutes: Math.ceil(blindSeconds / 60), requests: failing * (this.load.requests[at] ?? 0) };
    return failing;
  }

  /** Launches what is missing and terminates what is too much, and keeps zones even. */
  private reconcile(at: number): void {
    const { instances } = this;
    const missing = this.desired + this.refresh.extra - instances.live;
    if (missing > 0) instances.launch(missing, at, this.warmupSeconds);
    // Those that come in place of others have to serve before the others go.
    else if (missing < 0 && instances.bootingCount === 0) instances.terminate(-missing, at);
    if (this.lostZone >= 0 && missing === 0 && instances.bootingCount === 0 && instances.imbalance() > 1) {
      // Rebalancing starts instances in the zone that is back before it ends others, a tenth of the group at a time.
      const moved = Math.min(
        Math.floor(instances.imbalance() / 2),
        Math.max(1, Math.floor(this.desired / 10)),
      );
      instances.launch(moved, at, 0);
    }
  }

  private serve(requests: number, sessions: number, failing: number): void {
    const { instances, placement, service, credits } = this;
    const overfull = sessions > 0 ? Math.min(1, placement.overfull / sessions) : 0;
    const refused = 1 - (1 - overfull) * (1 - failing);
    service.answer(requests, Math.max(0, instances.weighted), credits.speed, refused, placement.hottest);
    credits.update(instances.servingCount, service.utilisation);
    const held = instances.servingCount > 0 ? (sessions - placement.overfull) / instances.servingCount : 0;
    const used = this.demand.osReserveMib + held * this.demand.memoryMibPerSession;
    this.memoryPercent = (100 * used) / this.fleet.instance.memoryMib;
  }

  private publish(frame: Float64Array, requests: number): void {
    const { instances, service, credits } = this;
    const isRunning = instances.servingCount > 0;
    frame[to.requests] = requests > 0 ? requests : NaN;
    frame[to.requestsPerTarget] = isRunning ? requests / instances.servingCount : NaN;
    frame[to.balancerErrors] = service.dropped > 0 ? service.dropped : NaN;
    frame[to.healthyHosts] = instances.servingCount;
    frame[to.unhealthyHosts] = instances.deadCount;
    frame[to.cpu] = isRunning ? 100 * service.utilisation : NaN;
    frame[to.memory] = isRunning ? this.memoryPercent : NaN;
    frame[to.desired] = this.desired;
    frame[to.inService] = instances.live - instances.pendingCount;
    frame[to.maxSize] = this.maxSize;
    frame[to.minSize] = this.minSize;
    frame[to.total] = instances.live;
    frame[to.pending] = instances.pendingCount;
    frame[to.creditBalance] = Math.max(0, credits.balance);
    frame[to.surplusBalance] = Math.max(0, -credits.balance);
    frame[to.surplusCharged] = credits.chargedNow;
    frame[to.silent] = NaN;
    service.publish(frame);
  }

  /** Alarms and policies act on the minute that CloudWatch has by now. */
  private react(frame: Float64Array, at: number): void {
    const time = this.load.startTime + (at - metricDelay) * minute;
    const { measures, watches, scaling, instances } = this;
    this.hasAlarmChanged = false;
    const values = measures.update(frame, time);
    for (const watch of watches) if (watch.update(values, at)) this.hasAlarmChanged = true;
    scaling.update(values, at);
    const warming = instances.warmingCount;
    const current = Math.max(0, instances.live - warming);
    const { desired, minSize, maxSize } = this;
    const group = { desired, minSize, maxSize, current, warming, leaving: instances.leavingCount };
    this.desired = Math.min(maxSize, Math.max(minSize, scaling.wanted(group, at)));
  }
}

/** Memory up to which a settled group has let itself be filled. */
const settledShare = 0.6;

/** Finds signals, and gives each quantile of the response time that is asked for a place of its own. */
function resolver(asked: LatencySignal[]): Resolve {
  return (term: Term) => {
    const found = signalOf(term);
    if (found === undefined || typeof found === "number") return found;
    const known = asked.findIndex(({ kind, of }) => kind === found.kind && of === found.of);
    return fixedSignals + (known >= 0 ? known : asked.push(found) - 1);
  };
}
