export { addressesIn, subnetAddresses, subnetMasks, zoneBlocks } from "./addresses";
export type { SubnetAddresses, SubnetMasks } from "./addresses";
export { parseCidr } from "./cidr";
export { cacheOf } from "./cache";
export type { CachePlan, CacheSizing } from "./cache";
export { cacheNodeTypes } from "./catalogue/cache-nodes";
export { fleetNeed, floorOf, instanceNeed, instancesNeeded } from "./compute";
export type { FleetNeed, GroupNeed, InstanceNeed } from "./compute";
export { billOrReason, monthlyBudgetUsd, monthlyCost } from "./cost";
export type { CostDifference, CostLine, Deployment, MonthlyCost } from "./cost";
export { canGrow, databaseOf } from "./database";
export type { DatabasePlan, DatabaseSizing, DatabaseStorage } from "./database";
export { capacityOfAcu, capacityOfClass, largestAcu, shortagesOf, smallestAcu } from "./database-capacity";
export type { DatabaseCapacity, DatabaseResource } from "./database-capacity";
export {
  databaseClass,
  databaseClasses,
  databaseClassesOf,
  serverlessClass,
} from "./catalogue/database-classes";
export type { DatabaseClass } from "./catalogue/database-classes";
export { sizesAt } from "./due";
export { isEventStart, lastTime, nextDue, nextStart, nextTime, overSince } from "./event-times";
export type { NextTime, ScheduledTime } from "./event-times";
export { mixedOverlaps } from "./events";
export type { ScheduledAction, ScheduledEvent, UsualSizes } from "./events";
export { latestLoad, plannedLoad } from "./instance-load";
export type { InstanceLoad } from "./instance-load";
export {
  instanceType,
  instanceTypes,
  isInstanceType,
  knownTypes,
  vcpuQuotas,
  vcpusGranted,
} from "./catalogue/instance-types";
export type { InstanceType, VcpuQuota } from "./catalogue/instance-types";
export { defaultScaleOutMemoryPercent, memoryMbForUsers, operatingPoint } from "./operating-point";
export type { Constraint, OperatingPoint, Utilisation } from "./operating-point";
export { planCapacity } from "./planning";
export type { CapacityPlan, ClaimCheck, ComputePlan, Contradiction } from "./plan";
export { quotaCodes, quotasFor } from "./quotas";
export type { StackDemand } from "./quotas";
export { slowShare, utilisationWithin, waitingShare } from "./queueing";
export type { Queue } from "./queueing";
export { mostRequestLimits } from "./requests";
export type { RequestLimits } from "./requests";
export { floorForRise, reactionMinutes } from "./rise";
export { forecastOf, growthFrom, isDay } from "./forecast";
export type { Forecast } from "./forecast";
export type { LimitName } from "./limit-name";
export { horizonMonths } from "./runway";
export type { Runway } from "./runway";
export {
  changeOf,
  instanceBootSeconds,
  largestScaleIn,
  scaleInLimit,
  scaleInMargin,
  scaleInStep,
} from "./scaling";
export type { Adjustment, ScaleIn, ScaleOutStep } from "./scaling";
export { defaultScaleInCpuPercent } from "./scaling-plan";
export type { ScalingPlan } from "./scaling-plan";
export { largestItemKb } from "./session-table";
export type { SessionSizing, SessionTablePlan, TableUnits } from "./session-table";
export {
  defaultOsReserveMb,
  defaultScaleOutCpuPercent,
  minimumBufferShare,
  newAccountQuotas,
} from "./sizing";
export type { Quotas, Sizing } from "./sizing";
export type { StoragePlan } from "./storage";
export { combinedMultiplier } from "./together";
export { requestsPerSecond, usersAt, usersOf } from "./traffic";
export type { Users } from "./traffic";
export type { Claims, Range, Workload, WorkloadEvent } from "./workload";
export { overlap, parseDaily, parseWeekly, type Window } from "./windows";
