import type { CapacityPlan } from "../plan";
import type { Sizing } from "../sizing";
import type { Workload } from "../workload";
import type { Day } from "./day";
import type { Deployment } from "./deployment";
import type { CostComponent, CostLine } from "./line";

/** A month's bill, USD, of the declared load; of a standby that is idle, of no load at all. */
export interface MonthlyCost {
  readonly region: string;
  readonly totalUsd: number;
  /** The same where what is always there is bought for a year; the rest on demand. */
  readonly totalWithSavingsPlanUsd: number;
  readonly byComponent: Readonly<Partial<Record<CostComponent, number>>>;
  readonly lines: readonly CostLine[];
  /** The day that the bill is of. */
  readonly day: Day;
  /** Of a standby that is idle: the month that it serves the declared load, after a failover. */
  readonly underLoad?: Pick<MonthlyCost, "totalUsd" | "totalWithSavingsPlanUsd" | "day">;
}

/** What each part of the calculation looks at. */
export interface Billed {
  readonly workload: Workload;
  readonly sizing: Sizing;
  readonly plan: CapacityPlan;
  readonly deployment: Deployment;
  readonly day: Day;
}
