import type { Demand } from "../simulation/demand";
import type { Fleet } from "../simulation/fleet";
import { type Outcome, simulate } from "../simulation/run";
import { briefName } from "../simulation/advise/search";
import { fleetWith, type Rule, sessionsAt } from "../simulation/advise/settings";
import type { JudgedCase } from "../simulation/verdict";
import { withScalingAlone } from "../simulation/zone-loss";

/** The deployed group with another floor and other thresholds, under one load. */
export interface Variant {
  readonly minSize: number;
  /** Points by which alarms that add instances fire later; negative for sooner. */
  readonly later: number;
  /** USD. */
  readonly cost: number;
  readonly violatedMinutes: number;
  readonly isDeployed: boolean;
  /** Whether no other variant is cheaper without violating more minutes. */
  readonly isBest: boolean;
}

const floors = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5];
const shifts = [-20, -10, -5, 0, 5, 10];

/** What the group would cost, and how often it would miss the objective, with other settings of its own scaling. */
export function frontier(fleet: Fleet, demand: Demand, { load, happenings }: JudgedCase): Variant[] {
  const sizes = [...new Set(floors.map((share) => floorOf(fleet, share)))];
  const variants = sizes.flatMap((minSize) =>
    shifts.map((later) => {
      const isDeployed = minSize === fleet.minSize && later === 0;
      const { cost, violatedMinutes } = simulate(variantOf(fleet, minSize, later), demand, load, {
        happenings,
      });
      return { minSize, later, cost, violatedMinutes, isDeployed };
    }),
  );
  return variants.map((it) => ({ ...it, isBest: !variants.some((other) => isBetter(other, it)) }));
}

/** A group of the same size that scales by another rule, under the same load. */
export interface RuleOutcome {
  readonly name: string;
  /** USD. */
  readonly cost: number;
  readonly violatedMinutes: number;
}

/** Memory of an instance, percent, that targets of requests are tried for. */
const targetPercents = [45, 50, 55, 60, 65, 70];

/** The brief's rule, and the best of some targets: with the floor and the ceiling of the deployed group. */
export function otherRules(fleet: Fleet, demand: Demand, { load, happenings }: JudgedCase): RuleOutcome[] {
  const { minSize, maxSize, instance } = fleet;
  const outcomeOf = (name: string, rule: Rule): RuleOutcome => {
    const setting = { type: instance.type, minSize, maxSize, rule };
    const other = withScalingAlone(fleetWith(setting, fleet, load.startTime, load.minutes));
    const { cost, violatedMinutes } = simulate(other, demand, load, { happenings });
    return { name, cost, violatedMinutes };
  };
  const targets = targetPercents.map((percent) => {
    const sessions = sessionsAt(instance.type, percent, demand);
    const target = Math.floor(sessions * demand.requestsPerSessionMinute * 10) / 10;
    return outcomeOf(`target tracking, ${target} requests per target and minute`, {
      kind: "requests",
      target,
    });
  });
  const [best] = targets.sort((a, b) => a.violatedMinutes - b.violatedMinutes || a.cost - b.cost);
  return [outcomeOf(briefName, { kind: "cpu", out: 75, in: 30 }), ...(best ? [best] : [])];
}

type Measured = Pick<Outcome, "cost" | "violatedMinutes">;

function isBetter(one: Measured, other: Measured): boolean {
  return (
    one.cost <= other.cost &&
    one.violatedMinutes <= other.violatedMinutes &&
    (one.cost < other.cost || one.violatedMinutes < other.violatedMinutes)
  );
}

function floorOf({ minSize, maxSize, zones }: Fleet, share: number): number {
  return Math.min(maxSize, Math.max(zones, Math.round(minSize * share)));
}

function variantOf(fleet: Fleet, minSize: number, later: number): Fleet {
  const growing = new Set(
    fleet.policies.flatMap((policy) =>
      policy.kind === "step" && policy.steps.every(({ amount }) => amount > 0) ? policy.alarms : [],
    ),
  );
  return {
    ...fleet,
    minSize,
    alarms: fleet.alarms.map((alarm) =>
      growing.has(alarm.name) ? { ...alarm, threshold: alarm.threshold + later } : alarm,
    ),
    policies: fleet.policies.map((policy) =>
      policy.kind === "tracking" ? { ...policy, target: policy.target * (1 + later / 100) } : policy,
    ),
  };
}
