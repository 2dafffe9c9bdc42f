import type { CapacityPlan } from "../../capacity";
import type { Alarms, Slo } from "../../config";

/** Everything that thresholds are worked out from. */
export interface Limits {
  readonly alarms: Alarms;
  readonly slo: Slo;
  readonly plan: CapacityPlan;
}
