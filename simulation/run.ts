import type { AlarmState } from "./alarm-state";
import { CompositeWatch } from "./composite";
import { type Demand, objectiveShare } from "./demand";
import type { Alarm, Fleet } from "./fleet";
import type { Load } from "./load";
import { type Happenings, Simulation } from "./simulation";

/** What came of a run. */
export interface Outcome {
  readonly minutes: number;
  /** Minutes in which fewer than 95 % of the requests were answered within the objective. */
  readonly violatedMinutes: number;
  readonly requests: number;
  readonly servedRequests: number;
  /** Refused, failed, or given up. */
  readonly droppedRequests: number;
  /** Of these, what a lost zone costs before the load balancer knows, which no fleet can help. */
  readonly blind: { readonly minutes: number; readonly requests: number };
  /** Still waiting at the end. */
  readonly queuedRequests: number;
  /** Sessions whose instance went away under them; only sticky ones are on one. */
  readonly sessionsLost: number;
  /** Minutes in which the group wanted to be as large as it may. */
  readonly minutesAtCeiling: number;
  readonly largestSize: number;
  readonly instanceHours: number;
  /** Surplus CPU credits that are charged; one is a vCPU for a minute. */
  readonly surplusCredits: number;
  /** USD, instances and surplus credits. */
  readonly cost: number;
  readonly alarms: readonly AlarmOutcome[];
  /** Most of each constraint in a minute: percent of memory and of CPU; users an instance. */
  readonly most: {
    readonly memoryPercent: number;
    readonly cpuPercent: number;
    readonly usersPerInstance: number;
  };
  readonly history?: History;
}

export interface AlarmOutcome {
  readonly name: string;
  /** Whether it wakes somebody, by itself or through a composite alarm. */
  readonly pages: boolean;
  readonly minutes: number;
  /** Minute in which it first went off; undefined where it never did. */
  readonly first?: number;
}

/** A run minute by minute. */
export interface History {
  readonly size: Float64Array;
  readonly serving: Float64Array;
  readonly memoryPercent: Float64Array;
  readonly cpuPercent: Float64Array;
  /** Milliseconds in which the objective's share of the requests is answered; NaN where there are none. */
  readonly latencyMs: Float64Array;
  readonly violated: Uint8Array;
  readonly dropped: Float64Array;
  /** State of each alarm by name. */
  readonly alarms: ReadonlyMap<string, readonly AlarmState[]>;
}

export interface RunOptions {
  readonly happenings?: Happenings;
  /** Alarms to follow; those of the fleet by default. Without them nothing scales by alarms either. */
  readonly alarms?: readonly Alarm[];
  /** Whether to keep what each minute came to. */
  readonly record?: boolean;
  /** Is shown each minute, as it is over: for what a whole history is too much for. */
  readonly watch?: (at: number, simulation: Simulation) => void;
}

export function simulate(
  fleet: Fleet,
  demand: Demand,
  load: Load,
  { happenings, alarms, record = false, watch }: RunOptions = {},
): Outcome {
  const simulation = new Simulation(fleet, demand, load, happenings, alarms);
  const { service, instances, watches } = simulation;
  const composites = CompositeWatch.all(fleet.composites, watches);
  const recorder = record ? new Recorder(load.minutes, simulation) : undefined;
  let [violated, requests, served, dropped, atCeiling, largest, serviceMinutes] = [0, 0, 0, 0, 0, 0, 0];
  let [memory, cpu, users] = [0, 0, 0];
  for (let at = 0; at < load.minutes; at++) {
    simulation.step(at);
    if (simulation.hasAlarmChanged) for (const composite of composites) composite.update();
    requests += load.requests[at] ?? 0;
    served += service.served;
    dropped += service.dropped;
    if (service.isViolated) violated += 1;
    if (simulation.desired >= simulation.maxSize && simulation.desired > simulation.minSize) atCeiling += 1;
    largest = Math.max(largest, instances.live);
    serviceMinutes += instances.live - instances.deadCount;
    memory = Math.max(memory, simulation.memoryPercent);
    cpu = Math.max(cpu, service.utilisation);
    users = Math.max(users, (load.sessions[at] ?? 0) / Math.max(1, instances.servingCount));
    recorder?.take(at);
    watch?.(at, simulation);
  }
  const instanceHours = serviceMinutes / 60;
  const pool = fleet.warmPool ? (load.minutes / 60) * poolUsdPerHour(fleet) : 0;
  return {
    minutes: load.minutes,
    violatedMinutes: violated,
    requests,
    servedRequests: served,
    droppedRequests: dropped,
    blind: simulation.blind,
    queuedRequests: service.queued,
    sessionsLost: simulation.placement.moved,
    minutesAtCeiling: atCeiling,
    largestSize: largest,
    instanceHours,
    surplusCredits: simulation.credits.charged,
    cost: instanceHours * fleet.instance.usdPerHour + simulation.credits.usd + pool,
    alarms: [
      ...watches.map(({ alarm, minutesOn, firstOn }) => ({
        name: alarm.name,
        pages: alarm.pages || composites.some((it) => it.composite.pages && it.blamed.has(alarm.name)),
        minutes: minutesOn,
        ...(firstOn >= 0 && { first: firstOn }),
      })),
    ],
    most: { memoryPercent: memory, cpuPercent: 100 * cpu, usersPerInstance: users },
    ...(recorder && { history: recorder.history }),
  };
}

/** Names of the alarms that woke somebody. */
export function pagedBy({ alarms }: Outcome): string[] {
  return alarms.filter(({ pages, first }) => pages && first !== undefined).map(({ name }) => name);
}

/** A stopped instance costs its volume: 20 GB of gp3 at 0.08 USD a GB-month (us-east-1, early 2025); a running one all. */
function poolUsdPerHour({ warmPool, instance }: Fleet): number {
  if (!warmPool) return 0;
  return warmPool.size * (warmPool.isRunning ? instance.usdPerHour : (20 * 0.08) / 730);
}

class Recorder {
  readonly history: History;
  private readonly states: readonly AlarmState[][];

  constructor(
    minutes: number,
    private readonly simulation: Simulation,
  ) {
    this.states = simulation.watches.map(() => []);
    this.history = {
      size: new Float64Array(minutes),
      serving: new Float64Array(minutes),
      memoryPercent: new Float64Array(minutes),
      cpuPercent: new Float64Array(minutes),
      latencyMs: new Float64Array(minutes),
      violated: new Uint8Array(minutes),
      dropped: new Float64Array(minutes),
      alarms: new Map(simulation.watches.map(({ alarm }, index) => [alarm.name, this.states[index] ?? []])),
    };
  }

  take(at: number): void {
    const { instances, service, watches, memoryPercent } = this.simulation;
    const { history } = this;
    history.size[at] = instances.live;
    history.serving[at] = instances.servingCount;
    history.memoryPercent[at] = memoryPercent;
    history.cpuPercent[at] = 100 * service.utilisation;
    history.latencyMs[at] = 1000 * service.quantile(objectiveShare);
    history.violated[at] = Number(service.isViolated);
    history.dropped[at] = service.dropped;
    watches.forEach(({ state }, index) => this.states[index]?.push(state));
  }
}
