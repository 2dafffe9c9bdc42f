import type { CapacityPlan } from "../../capacity";
import type { Alarms, Slo } from "../../config";

/** Everything that thresholds are worked out from. */
export interface Limits {
  readonly alarms: Alarms;
  readonly slo: Slo;
  readonly plan: CapacityPlan;
}

/** Requests a second of the largest demand that is planned for: the usual peak, or the largest event. */
export function plannedRps({ plan }: Limits): number {
  return plan.traffic.peakRps * Math.max(1, ...plan.schedule.map(({ multiplier }) => multiplier));
}
