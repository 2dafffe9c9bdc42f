import type { SubnetAddresses } from "./addresses";
import type { CachePlan } from "./cache";
import type { FleetNeed, InstanceNeed } from "./compute";
import type { DatabasePlan } from "./database";
import type { ScheduledAction, ScheduledEvent } from "./events";
import type { OperatingPoint } from "./operating-point";
import type { RequestLimits } from "./requests";
import type { Runway } from "./runway";
import type { ScalingPlan } from "./scaling-plan";
import type { SessionTablePlan } from "./session-table";
import type { StoragePlan } from "./storage";
import type { Memory, Traffic, Users } from "./traffic";
import type { Claims, Range } from "./workload";

/** The instances of the Auto Scaling group. */
export interface ComputePlan {
  readonly instanceType: string;
  readonly availabilityZones: number;
  /** For the users of quiet hours. */
  readonly baseline: InstanceNeed;
  /** For the usual peak; events are in the schedule. */
  readonly peak: FleetNeed;
  /** Floor of the group: the baseline's need, and one instance per zone. */
  readonly min: number;
  /** Ceiling of the group when no event is on: holds the peak with buffer and with the loss of a zone. */
  readonly usualMax: number;
  /** The most that the ceiling is raised to: holds every event as well. Addresses, quotas and connections are for it. */
  readonly max: number;
}

/** What a workload needs. Plain data, the same from the same inputs. */
export interface CapacityPlan {
  readonly users: Users;
  readonly traffic: Traffic;
  /** Requests a minute of the usual peak that are more than planned, and not by chance. */
  readonly requestsPerMinute: RequestLimits;
  readonly memory: Memory;
  /** How far an instance is used at the load that all sizes are for. */
  readonly operatingPoint: OperatingPoint;
  readonly compute: ComputePlan;
  readonly scaling: ScalingPlan;
  readonly schedule: readonly ScheduledEvent[];
  /** What raises the group's floor and ceiling for the events, and lowers them again. */
  readonly actions: readonly ScheduledAction[];
  /** Addresses for `compute.max`, per private subnet. */
  readonly subnet: SubnetAddresses;
  readonly database: DatabasePlan;
  /** The cache and the table for the same sessions: {@link Sizing} says which of them is in use. */
  readonly cache: CachePlan;
  readonly sessionTable: SessionTablePlan;
  readonly storage: StoragePlan;
  /** When growth reaches each limit. */
  readonly runway: readonly Runway[];
  /** What somebody else has stated, beside the plan's figures. */
  readonly claims: readonly ClaimCheck[];
  readonly contradictions: readonly Contradiction[];
}

/** A figure that somebody else has stated, beside the plan's own. */
export interface ClaimCheck {
  readonly claim: keyof Claims;
  readonly title: string;
  readonly unit: string;
  readonly claimed: Range;
  readonly planned: Range;
  /** Whether the plan's lies within what is claimed, the rounding of a person aside. */
  readonly agrees: boolean;
  /** Where the difference comes from. */
  readonly why: string;
}

/** Declared figures that do not go together. */
export interface Contradiction {
  /** What of {@link Workload} is contradicted: `claims.peakInstances`, or `usersPerInstance`. */
  readonly declared: string;
  /** One sentence with the figures on both sides. */
  readonly message: string;
}
