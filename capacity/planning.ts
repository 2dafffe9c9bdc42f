import { subnetAddresses } from "./addresses";
import { cacheOf } from "./cache";
import { claimsOf } from "./claims";
import { fleetNeed, floorOf, instanceNeed, instancesNeeded } from "./compute";
import { contradictionsOf } from "./contradictions";
import { databaseOf } from "./database";
import { actionsOf, scheduleOf } from "./events";
import { type OperatingPoint, operatingPoint } from "./operating-point";
import type { CapacityPlan, ComputePlan } from "./plan";
import { requestLimits } from "./requests";
import { runwayOf } from "./runway";
import { scalingPlan } from "./scaling-plan";
import { sessionTableOf } from "./session-table";
import type { Sizing } from "./sizing";
import { storageOf } from "./storage";
import { memoryOf, trafficOf, type Users, usersOf } from "./traffic";
import type { Workload } from "./workload";

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
