/** How a step or simple scaling policy changes the number of instances, in the terms of EC2 Auto Scaling. */
export interface Adjustment {
  readonly type: "ChangeInCapacity" | "PercentChangeInCapacity" | "ExactCapacity";
  /** Instances or percent to add, negative to remove; or the instances to have. */
  readonly amount: number;
  /** Fewest instances that a change by percent adds or removes (`minAdjustmentMagnitude`). */
  readonly atLeast?: number;
}

/** One step in. */
export interface ScaleIn {
  readonly from: number;
  readonly to: number;
}

/** What the platform's own scaling policy removes at a time. */
export const scaleInStep: Adjustment = { type: "PercentChangeInCapacity", amount: -10, atLeast: 1 };

/** A step out, for a metric that is so many points or more above its threshold. */
export interface ScaleOutStep {
  readonly points: number;
  readonly percent: number;
}

/**
 * What the platform's own scaling policies add: little where little is missing, so that an ordinary peak ends short of the
 * ceiling, and twice as many where a small group is overtaken by the rise of a day. Simulated from the floor over rises to the
 * peak in 2, 4 and 8 hours: `npm run simulate`.
 */
export const scaleOutSteps: readonly [ScaleOutStep, ...ScaleOutStep[]] = [
  { points: 0, percent: 10 },
  { points: 5, percent: 30 },
  { points: 15, percent: 100 },
];

/**
 * Out fast, in slowly: a missing instance is felt, a spare one is cheap. With two minutes out, a rise to the peak in two hours
 * overtakes prod's four instances for two minutes; with one, for one.
 */
export const minutesOut = 1;
export const minutesIn = 15;
/** From launch until an instance serves: packages installed, agent and service started. */
export const instanceBootSeconds = 180;

/** Fewest instances that a step out adds: one in each zone, so that a small group grows fast. */
export function leastScaleOut({ availabilityZones }: { readonly availabilityZones: number }): number {
  return availabilityZones;
}

/** Instances after a step out, by the small one: it is taken where a group lacks few. */
export function afterStep(instances: number, leastStep: number): number {
  const [{ percent }] = scaleOutSteps;
  return instances + changeOf({ type: scaleInStep.type, amount: percent, atLeast: leastStep }, instances);
}

/**
 * Distance that a group keeps below its scale-out threshold after it has scaled in, as a fraction of the threshold: load
 * that varies by less does not make it grow again.
 */
export const scaleInMargin = 0.1;

/** AWS lets no account have more by default, and beyond it the share that a step takes changes no more. */
const largestGroup = 10_000;

/**
 * The step in that takes the largest share of the instances which a group between two sizes may have: of a small group one
 * instance is much. A step that would leave none is left out, since there is no load then that others would take over.
 * @returns as many as before where the adjustment removes none.
 */
export function largestScaleIn(adjustment: Adjustment, minSize: number, maxSize: number): ScaleIn {
  let largest: ScaleIn = { from: 1, to: 1 };
  for (let from = Math.max(1, minSize) + 1; from <= Math.min(maxSize, largestGroup); from++) {
    const to = Math.max(minSize, from + changeOf(adjustment, from));
    if (to >= 1 && to / from < largest.to / largest.from) largest = { from, to };
  }
  return largest;
}

/**
 * Part of a load down to which a group may scale in: what is left of it takes over the whole, and stays the margin below
 * the scale-out threshold.
 */
export function scaleInLimit(scaleOutThreshold: number, { from, to }: ScaleIn, margin: number): number {
  return (scaleOutThreshold * (1 - margin) * to) / from;
}

/**
 * Instances that an adjustment adds, negative for those that it removes. Percent are rounded towards zero, and to one
 * instance at least. Source: EC2 Auto Scaling User Guide, "Step and simple scaling policies", "Scaling adjustment types",
 * read 2026-11-25.
 */
export function changeOf({ type, amount, atLeast = 1 }: Adjustment, instances: number): number {
  if (type === "ChangeInCapacity") return amount;
  if (type === "ExactCapacity") return amount - instances;
  const change = Math.max(1, atLeast, Math.floor(Math.abs((instances * amount) / 100)));
  return Math.sign(amount) * change;
}
