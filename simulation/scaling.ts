import { changeOf } from "../capacity";
import { AlarmWatch } from "./alarm-watch";
import type { Alarm, Fleet, StepPolicy, TrackingPolicy } from "./fleet";
import type { Measures } from "./measures";

/** What a scaling policy sees of its group. */
export interface GroupState {
  readonly desired: number;
  readonly minSize: number;
  readonly maxSize: number;
  /** Instances that are warm; and those that are not, which hold back every scale-in. */
  readonly current: number;
  readonly warming: number;
  /** Instances that are being terminated, which still count when more are to go. */
  readonly leaving: number;
}

/**
 * The capacity that a step policy asks for; the desired one where it asks for no change. Instances that warm up are not
 * part of the current capacity but of the desired one, so several breaches of the same step come to one activity. Source:
 * EC2 Auto Scaling User Guide, "Step and simple scaling policies", read 2026-11-28.
 * @param breach distance of the metric from the threshold
 * @param isAbove whether the alarm goes off above its threshold
 */
export function steppedCapacity(
  policy: Pick<StepPolicy, "type" | "atLeast" | "steps">,
  group: GroupState,
  breach: number,
  isAbove: boolean,
): number {
  const step = policy.steps.find(({ lower, upper }) =>
    isAbove ? breach >= lower && breach < upper : breach > lower && breach <= upper,
  );
  if (!step) return group.desired;
  const current = group.current + group.leaving;
  const change = changeOf({ type: policy.type, amount: step.amount, atLeast: policy.atLeast }, current);
  const wanted = Math.min(group.maxSize, Math.max(group.minSize, current + change));
  if (change > 0) return Math.max(group.desired, wanted);
  return group.warming > 0 ? group.desired : Math.min(group.desired, wanted);
}

/**
 * The capacity at which a metric that falls as the group grows is at its target: rounded up, so that out it adds two for
 * one and a half, and in it removes one. Source: EC2 Auto Scaling User Guide, "Target tracking scaling policies",
 * considerations, read 2026-11-28.
 */
export function trackedCapacity(current: number, value: number, target: number): number {
  return Math.ceil((current * value) / target - 1e-9);
}

/** Alarms that Auto Scaling makes for a target: above it for 3 minutes, and below 90 % of it for 15. */
const trackingMinutes = { out: 3, in: 15 };
const scaleInShare = 0.9;

/** The policies of a group, with the alarms that set them off. */
export class Scaling {
  private readonly stepped: readonly SteppedWatch[];
  private readonly tracked: readonly TrackedWatch[];

  constructor(fleet: Fleet, watches: ReadonlyMap<string, AlarmWatch>, measures: Measures) {
    this.stepped = fleet.policies
      .filter((policy) => policy.kind === "step")
      .flatMap((policy) =>
        policy.alarms.flatMap((name) => {
          const watch = watches.get(name);
          return watch ? [{ policy, watch, quietUntil: -1 }] : [];
        }),
      );
    this.tracked = fleet.policies
      .filter((policy) => policy.kind === "tracking")
      .map((policy) => trackedWatch(policy, measures));
  }

  /** The longest warm-up of the policies: that of instances which one of them adds. */
  static warmupSeconds({ policies, refresh }: Fleet): number {
    const own = policies.map((policy) => (policy.kind === "predictive" ? 0 : policy.warmupSeconds));
    return policies.length === 0 ? refresh.warmupSeconds : Math.max(0, ...own);
  }

  /** @param values those of the measures, of this minute */
  update(values: Float64Array, minute: number): void {
    for (const { high, low } of this.tracked) {
      high.update(values, minute);
      low.update(values, minute);
    }
  }

  /** The capacity that the policies ask for: of those that disagree the largest. */
  wanted(group: GroupState, minute: number): number {
    let [out, inward] = [group.desired, -1];
    for (const watch of this.stepped) {
      if (watch.watch.state !== "ALARM" || minute < watch.quietUntil) continue;
      const { alarm, value } = watch.watch;
      const isAbove = alarm.comparison.startsWith(">");
      const wanted = steppedCapacity(watch.policy, group, value - alarm.threshold, isAbove);
      if (wanted === group.desired) continue;
      if (watch.policy.cooldownSeconds !== undefined) {
        watch.quietUntil = minute + Math.ceil(watch.policy.cooldownSeconds / 60);
      }
      if (wanted > out) out = wanted;
      else if (wanted < group.desired) inward = Math.max(inward, wanted);
    }
    if (this.tracked.length > 0) [out, inward] = this.trackedWish(group, out, inward);
    if (out > group.desired) return out;
    return inward < 0 ? group.desired : Math.min(group.desired, inward);
  }

  /** Targets scale in only when all of them would. */
  private trackedWish(group: GroupState, out: number, inward: number): [number, number] {
    let lowest = 0;
    let ready = 0;
    for (const { policy, high, low } of this.tracked) {
      const { current, leaving } = group;
      if (high.state === "ALARM") {
        const wanted = trackedCapacity(current, high.value, policy.target);
        out = Math.max(out, Math.min(group.maxSize, wanted));
      } else if (policy.scalesIn && low.state === "ALARM" && group.warming === 0) {
        ready += 1;
        lowest = Math.max(lowest, trackedCapacity(current + leaving, low.value, policy.target));
      }
    }
    const shrinking = this.tracked.filter(({ policy }) => policy.scalesIn).length;
    if (shrinking === 0 || ready < shrinking) return [out, inward];
    return [out, Math.max(inward, Math.max(group.minSize, lowest))];
  }
}

interface SteppedWatch {
  readonly policy: StepPolicy;
  readonly watch: AlarmWatch;
  /** Simple scaling alone: the minute until which it does nothing. */
  quietUntil: number;
}

interface TrackedWatch {
  readonly policy: TrackingPolicy;
  readonly high: AlarmWatch;
  readonly low: AlarmWatch;
}

function trackedWatch(policy: TrackingPolicy, measures: Measures): TrackedWatch {
  const alarm = (suffix: string, periods: number, part: Pick<Alarm, "comparison" | "threshold">) =>
    new AlarmWatch(
      {
        name: `${policy.name}-${suffix}`,
        measure: policy.measure,
        datapoints: periods,
        periods,
        missing: "missing",
        pages: false,
        ...part,
      },
      measures,
    );
  const { target } = policy;
  return {
    policy,
    high: alarm("AlarmHigh", trackingMinutes.out, { comparison: ">", threshold: target }),
    low: alarm("AlarmLow", trackingMinutes.in, { comparison: "<", threshold: target * scaleInShare }),
  };
}
