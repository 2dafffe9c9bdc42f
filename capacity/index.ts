export {
  type Constraint,
  type FleetNeed,
  type GroupNeed,
  type InstanceNeed,
  instancesNeeded,
} from "./compute";
export { type InstanceType, instanceType, instanceTypes } from "./instance-types";
export { type CapacityPlan, type ComputePlan, planCapacity } from "./plan";
export { defaultOsReserveMb, defaultScaleOutCpuPercent, type Sizing } from "./sizing";
export type { Claims, Range, Workload, WorkloadEvent } from "./workload";
