import { type SubnetAddresses, subnetAddresses } from "./addresses";
import { type CachePlan, cacheOf } from "./cache";
import {
  type FleetNeed,
  fleetNeed,
  floorOf,
  type InstanceNeed,
  instanceNeed,
  instancesNeeded,
} from "./compute";
import { type ClaimCheck, claimsOf } from "./claims";
import { type Contradiction, contradictionsOf } from "./contradictions";
import { type DatabasePlan, databaseOf } from "./database";
import { actionsOf, type ScheduledAction, type ScheduledEvent, scheduleOf } from "./events";
import { type OperatingPoint, operatingPoint } from "./operating-point";
import { type RequestLimits, requestLimits } from "./requests";
import { type Runway, runwayOf } from "./runway";
import { type ScalingPlan, scalingPlan } from "./scaling-plan";
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

/** @throws RangeError when no fleet of the chosen type can serve the workload: see {@link instancesNeeded}. */
export function planCapacity(workload: Workload, sizing: Sizing): CapacityPlan {
  const users = usersOf(workload);
  const point = operatingPoint(workload, sizing);
  const compute = computePlan(users, workload, sizing, point);
  const maxSize = sizing.maxSize ?? compute.max;
  const state = {
    database: databaseOf(workload, sizing.database, maxSize),
    cache: cacheOf(workload, sizing.cache),
    sessionTable: sessionTableOf(workload, sizing.sessions),
    storage: storageOf(workload),
  };
  const planned = {
    users,
    traffic: trafficOf(users, workload),
    requestsPerMinute: requestLimits(workload, 60),
    memory: memoryOf(users, workload),
    operatingPoint: point,
    compute,
    scaling: scalingPlan(workload, sizing, { min: sizing.minSize ?? compute.min, max: maxSize }, point),
    schedule: scheduleOf(workload, sizing, point),
    actions: actionsOf(
      workload,
      { minSize: sizing.minSize ?? compute.min, maxSize: sizing.maxSize ?? compute.usualMax },
      sizing,
      point,
    ),
    subnet: subnetAddresses(compute.max, compute.availabilityZones),
    ...state,
    runway: runwayOf(workload, sizing, { maxSize, ...state }),
  };
  return {
    ...planned,
    claims: claimsOf(planned, workload, sizing),
    contradictions: contradictionsOf(planned, workload, sizing),
  };
}

function computePlan(users: Users, workload: Workload, sizing: Sizing, point: OperatingPoint): ComputePlan {
  const peak = fleetNeed(users.peakConcurrent, workload, sizing, point);
  return {
    instanceType: sizing.instanceType,
    availabilityZones: sizing.availabilityZones,
    baseline: instanceNeed(users.baselineConcurrent, workload, sizing, point),
    peak,
    usualMax: peak.ceiling,
    min: floorOf(workload, sizing, point),
    max: instancesNeeded(workload, sizing, point).ceiling,
  };
}
