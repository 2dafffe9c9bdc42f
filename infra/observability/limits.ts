import type { CapacityPlan } from "../../capacity";
import type { AlarmsConfig, SloConfig } from "../../config";

/** Everything that thresholds are worked out from. */
export interface Limits {
  readonly alarms: AlarmsConfig;
  readonly slo: SloConfig;
  readonly plan: CapacityPlan;
  /** Day from which the registered users grow. */
  readonly growthFrom: Date;
}
