import {
  instancesNeeded,
  isInstanceType,
  type GroupNeed,
  type Sizing,
  type Workload,
} from "../../../capacity";
import type { Resource, Stack } from "../../model/stack";
import { read, type Unknown, unknown, type Value } from "../../model/value";
import { zonesOf } from "../../model/zones";

const planType = "platform:capacity:CapacityPlan";
const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

/** What an environment declares: the workload, and what its fleet is built of. */
export interface Declared {
  readonly workload: Workload;
  readonly sizing: Sizing;
}

/** Programs other than this project's declare their workload in the policy configuration. */
export interface WorkloadConfig {
  readonly declared: Partial<Declared>;
}

export const workloadSettings = {
  declared: {
    default: {},
    description:
      "The declared workload and sizing (see capacity/workload.ts and capacity/sizing.ts), where the program has no CapacityPlan component",
  },
} as const;

/** What the stack declares, in its capacity plan or in the policy configuration; none where it declares nothing. */
export function declaredBy(stack: Stack, config: WorkloadConfig): Declared | undefined {
  const [plan] = stack.ofType(planType);
  const workload = (plan ? plain(plan.get("workload")) : config.declared.workload) as Workload | undefined;
  const sizing = (plan ? plain(plan.get("sizing")) : config.declared.sizing) as Sizing | undefined;
  return workload && sizing ? { workload, sizing } : undefined;
}

/** What a group needs for the declared workload; unknown while its instance type is, none where the catalogue lacks it. */
export function needOf(group: Resource, { workload, sizing }: Declared): GroupNeed | Unknown | undefined {
  const instanceType = instanceTypeOf(group);
  if (instanceType === unknown) return unknown;
  if (instanceType === undefined || !isInstanceType(instanceType)) return undefined;
  const zones = zonesOf(group, "vpcZoneIdentifiers");
  const availabilityZones =
    zones.complete && zones.names.length > 1 ? zones.names.length : sizing.availabilityZones;
  return instancesNeeded(workload, { ...sizing, instanceType, availabilityZones });
}

export function instanceTypeOf(group: Resource): string | undefined | Unknown {
  const template = group.references(launchTemplateType, "launchTemplate", "id");
  const [first] = template.resources;
  return first ? first.string("instanceType") : template.complete ? undefined : unknown;
}

/** A value that a program declares is known throughout; what the engine hands over is copied out of its wrapping. */
function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}
