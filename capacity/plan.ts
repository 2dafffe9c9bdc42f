import { type SubnetAddresses, subnetAddresses } from "./addresses";
import { type CachePlan, cacheOf } from "./cache";
import { type FleetNeed, fleetNeed, type InstanceNeed, instanceNeed, instancesNeeded } from "./compute";
import { type Contradiction, contradictionsOf } from "./contradictions";
import { type Cost, costOf } from "./cost";
import { type DatabasePlan, databaseOf } from "./database";
import { type ScheduledEvent, scheduleOf } from "./events";
import { type Runway, runwayOf } from "./runway";
import { type SessionTablePlan, sessionTableOf } from "./session-table";
import type { Sizing } from "./sizing";
import { type StoragePlan, storageOf } from "./storage";
import { type Memory, memoryOf, type Traffic, trafficOf, type Users, usersOf } from "./traffic";
import type { Workload } from "./workload";

/** The instances of the Auto Scaling group. */
export interface ComputePlan {
  readonly instanceType: string;
  readonly availabilityZones: number;
  /** For the users of quiet hours. */
  readonly baseline: InstanceNeed;
  /** For the usual peak; events are in the schedule. */
  readonly peak: FleetNeed;
  /** Floor of the group: the baseline's need, and at least one instance per zone. */
  readonly min: number;
  /** Ceiling of the group: holds the peak and every event, each with buffer and with the loss of a zone. */
  readonly max: number;
}

/** What a workload needs. Plain data, the same from the same inputs. */
export interface CapacityPlan {
  readonly users: Users;
  readonly traffic: Traffic;
  readonly memory: Memory;
  readonly compute: ComputePlan;
  readonly schedule: readonly ScheduledEvent[];
  /** Addresses for `compute.max`, per private subnet. */
  readonly subnet: SubnetAddresses;
  readonly database: DatabasePlan;
  /** The cache and the table for the same sessions: {@link Sizing} says which of them is in use. */
  readonly cache: CachePlan;
  readonly sessionTable: SessionTablePlan;
  readonly storage: StoragePlan;
  readonly cost: Cost;
  /** When growth reaches each limit. */
  readonly runway: readonly Runway[];
  readonly contradictions: readonly Contradiction[];
}

/** @throws RangeError when no fleet of the chosen type can serve the workload: see {@link instancesNeeded}. */
export function planCapacity(workload: Workload, sizing: Sizing): CapacityPlan {
  const users = usersOf(workload);
  const compute = computePlan(users, workload, sizing);
  const maxSize = sizing.maxSize ?? compute.max;
  const state = {
    database: databaseOf(workload, sizing.database, maxSize),
    cache: cacheOf(workload, sizing.cache),
    sessionTable: sessionTableOf(workload, sizing.sessions),
    storage: storageOf(workload),
  };
  return {
    users,
    traffic: trafficOf(users, workload),
    memory: memoryOf(users, workload),
    compute,
    schedule: scheduleOf(workload, compute.min, sizing),
    subnet: subnetAddresses(compute.max, compute.availabilityZones),
    ...state,
    cost: costOf(compute, state, workload, sizing),
    runway: runwayOf(workload, sizing, { maxSize, ...state }),
    contradictions: contradictionsOf(workload, compute.peak),
  };
}

function computePlan(users: Users, workload: Workload, sizing: Sizing): ComputePlan {
  const baseline = instanceNeed(users.baselineConcurrent, workload, sizing);
  return {
    instanceType: sizing.instanceType,
    availabilityZones: sizing.availabilityZones,
    baseline,
    peak: fleetNeed(users.peakConcurrent, workload, sizing),
    min: Math.max(baseline.required, sizing.availabilityZones),
    max: instancesNeeded(workload, sizing).ceiling,
  };
}
