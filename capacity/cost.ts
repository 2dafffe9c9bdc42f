import { type FleetCosts, fleetCosts } from "./fleet-cost";
import { type PlannedState, type StateCost, stateCost } from "./state-cost";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/** USD a month: on demand, us-east-1, without data transfer, requests and backups. */
export interface Cost extends FleetCosts {
  readonly state: StateCost;
}

export function costOf(
  fleet: { readonly min: number; readonly max: number },
  state: PlannedState,
  workload: Workload,
  sizing: Sizing,
): Cost {
  return { ...fleetCosts(fleet.min, fleet.max, workload, sizing), state: stateCost(state, workload, sizing) };
}
