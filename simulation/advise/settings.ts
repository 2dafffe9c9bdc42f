import { instanceTypes } from "../../capacity";
import type { Demand } from "../demand";
import type { Alarm, Fleet, Measure, ScheduledAction, StepPolicy } from "../fleet";
import { minute } from "../load";
import { instanceNamed } from "../read/fleet";

/** By what a group grows and shrinks: steps on memory, or a number of requests that each instance is to have. */
export type Rule =
  | {
      readonly kind: "memory";
      /** Percent of memory above which the group grows and below which it shrinks. */
      readonly out: number;
      readonly in: number;
      readonly steps: StepPolicy["steps"];
      readonly atLeast: number;
    }
  | { readonly kind: "requests"; /** A minute, of each instance. */ readonly target: number }
  | { readonly kind: "cpu"; readonly out: number; readonly in: number };

/** What the advice chooses. */
export interface Setting {
  readonly type: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly rule: Rule;
  readonly warmPool?: number;
  /** Floor of each hour of the day, UTC, where it is not always {@link minSize}. */
  readonly floorByHour?: readonly number[];
}

const term = (namespace: string, metric: string): Measure => ({
  terms: [{ id: "value", namespace, metric, statistic: "Average", periodSeconds: 60 }],
});
const memory = term("CWAgent", "mem_used_percent");
const cpu = term("AWS/EC2", "CPUUtilization");
const requests = term("AWS/ApplicationELB", "RequestCountPerTarget");
const [minutesOut, minutesIn] = [2, 15];

/** The deployed group with other settings: its load balancer, boot time and zones stay. */
export function fleetWith(setting: Setting, base: Fleet, startTime: number, minutes: number): Fleet {
  const { type, minSize, maxSize, rule, warmPool, floorByHour } = setting;
  const warmupSeconds = base.refresh.warmupSeconds;
  const scaled = {
    ...base,
    instance: instanceNamed(type),
    minSize,
    maxSize,
    composites: [],
    refresh: base.refresh,
  };
  return {
    ...scaled,
    ...rulesOf(rule, warmupSeconds),
    schedule: floorByHour ? hourly(floorByHour, startTime, minutes) : [],
    ...(warmPool !== undefined && { warmPool: { size: warmPool, isRunning: false } }),
  };
}

function rulesOf(rule: Rule, warmupSeconds: number): Pick<Fleet, "policies" | "alarms"> {
  if (rule.kind === "requests") {
    const policy = { kind: "tracking", name: "requests", measure: requests, target: rule.target } as const;
    return { policies: [{ ...policy, warmupSeconds, scalesIn: true }], alarms: [] };
  }
  const measure = rule.kind === "memory" ? memory : cpu;
  const alarm = (name: string, periods: number, part: Pick<Alarm, "comparison" | "threshold">): Alarm => ({
    name,
    measure,
    datapoints: periods,
    periods,
    missing: "missing",
    pages: false,
    ...part,
  });
  const policy = (name: string, steps: StepPolicy["steps"], atLeast: number): StepPolicy => ({
    kind: "step",
    name,
    type: "PercentChangeInCapacity",
    atLeast,
    steps,
    warmupSeconds,
    alarms: [name],
  });
  const [steps, atLeast] = rule.kind === "memory" ? [rule.steps, rule.atLeast] : [stepChoices.brief, 1];
  return {
    policies: [policy("out", steps, atLeast), policy("in", [{ lower: -Infinity, upper: 0, amount: -10 }], 1)],
    alarms: [
      alarm("out", minutesOut, { comparison: ">", threshold: rule.out }),
      alarm("in", minutesIn, { comparison: "<", threshold: rule.in }),
    ],
  };
}

/** Steps out by how far the metric is above its threshold. */
export const stepChoices = {
  brief: [
    { lower: 0, upper: 10, amount: 20 },
    { lower: 10, upper: Infinity, amount: 40 },
  ],
  small: [
    { lower: 0, upper: 10, amount: 10 },
    { lower: 10, upper: Infinity, amount: 20 },
  ],
  steep: [
    { lower: 0, upper: 5, amount: 10 },
    { lower: 5, upper: 15, amount: 30 },
    { lower: 15, upper: Infinity, amount: 100 },
  ],
} satisfies Readonly<Record<string, StepPolicy["steps"]>>;

function hourly(floors: readonly number[], startTime: number, minutes: number): ScheduledAction[] {
  const first = Math.ceil(startTime / (60 * minute)) * 60 * minute;
  return floors.map((minSize, hour) => ({
    name: `floor-${hour}`,
    minSize,
    times: Array.from({ length: Math.ceil(minutes / 60) }, (_, at) => first + at * 60 * minute).filter(
      (time) => new Date(time).getUTCHours() === hour,
    ),
  }));
}

/** Sessions that an instance of a type holds with its memory filled to a percentage. */
export function sessionsAt(type: string, percent: number, demand: Demand): number {
  const { memoryMib } = instanceNamed(type);
  return Math.max(0, ((percent / 100) * memoryMib - demand.osReserveMib) / demand.memoryMibPerSession);
}

const typesTried = 12;
/** Memory at which types are compared before anything is simulated. */
const comparedPercent = 66;

/** What an instance type costs for each session that it holds, USD an hour. */
export function usdPerSession(type: string, demand: Demand): number {
  return instanceNamed(type).usdPerHour / sessionsAt(type, comparedPercent, demand);
}

/** The deployed type, and those that hold a session for the least, each small enough for the zones to be of use. */
export function typesFor(demand: Demand, deployed: string, zones: number): string[] {
  const fitting = instanceTypes
    .map(({ name }) => name)
    .filter((name) => {
      const need = demand.peakUsers / sessionsAt(name, comparedPercent, demand);
      return Number.isFinite(need) && need >= Math.min(zones * 3, 9);
    })
    .sort((one, other) => usdPerSession(one, demand) - usdPerSession(other, demand));
  return [...new Set([deployed, ...fitting.slice(0, typesTried - 1)])];
}

/** All settings that are tried: types x thresholds x steps x floors, and targets. */
export function settingsFor(demand: Demand, types: readonly string[], zones: number): Setting[] {
  return types.flatMap((type) => [...bySteps(type, demand, zones), ...byTargets(type, demand, zones)]);
}

const floorShares = [0.01, 0.025, 0.05, 0.1];
const leastShares = [0.005, 0.02, 0.05, 0.1];

function sizesFor(type: string, percent: number, demand: Demand, zones: number) {
  const most = demand.peakUsers / sessionsAt(type, percent, demand);
  const quiet = demand.baselineUsers / sessionsAt(type, percent, demand);
  return {
    maxSize: roundedTo(most * 1.4, zones),
    floors: [...new Set(floorShares.map((share) => roundedTo(Math.max(quiet, share * most), zones)))],
    leasts: [...new Set(leastShares.map((share) => Math.max(1, Math.round(share * most))))],
  };
}

function bySteps(type: string, demand: Demand, zones: number): Setting[] {
  return [56, 60, 64, 68, 71].flatMap((out) => {
    const { maxSize, floors, leasts } = sizesFor(type, out, demand, zones);
    return floors.flatMap((minSize) =>
      leasts.flatMap((atLeast) =>
        [0.75, 0.84, 0.92].flatMap((share) =>
          Object.values(stepChoices).map((steps): Setting => ({
            type,
            minSize,
            maxSize,
            rule: { kind: "memory", out, in: Math.round(out * share), steps, atLeast },
          })),
        ),
      ),
    );
  });
}

function byTargets(type: string, demand: Demand, zones: number): Setting[] {
  return [45, 50, 55, 60, 65, 70].flatMap((percent) => {
    const { maxSize, floors } = sizesFor(type, percent, demand, zones);
    const target = Math.floor(sessionsAt(type, percent, demand) * demand.requestsPerSessionMinute * 10) / 10;
    return floors.map((minSize): Setting => ({ type, minSize, maxSize, rule: { kind: "requests", target } }));
  });
}

function roundedTo(value: number, zones: number): number {
  return Math.max(1, Math.ceil(value / zones - 1e-9)) * zones;
}
