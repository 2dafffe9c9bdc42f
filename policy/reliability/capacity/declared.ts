import type { Sizing, Workload } from "../../../capacity";
import { type Finding, undecided } from "../../model/rule";
import type { Stack } from "../../model/stack";
import { every, hasUnknown, read, type Unknown, unknown, type Value, type Verdict } from "../../model/value";

export const planType = "platform:capacity:CapacityPlan";

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

/**
 * What the stack declares, in its capacity plan or in the policy configuration; undefined where it declares nothing, or
 * less than the models need.
 */
export function declaredBy(
  stack: Stack,
  config: WorkloadConfig,
  ...models: readonly object[]
): Declared | Unknown | undefined {
  const declared = declarationOf(stack, config);
  const isEnough = every([needed, ...models].map((model) => fits(declared, model)));
  if (isEnough === false) return undefined;
  // The models read what else may be declared, such as an objective, where it is.
  return isEnough === unknown || hasUnknown(declared) ? unknown : (declared as Declared);
}

/** Judges by what a stack declares; while that is not known, leaves the resources that would be judged to the update. */
export function* byDeclared(
  declared: Declared | Unknown | undefined,
  { stack, types }: { stack: Stack; types: readonly string[] },
  judge: (declared: Declared) => Iterable<Finding>,
): Iterable<Finding> {
  if (declared === unknown) {
    for (const resource of stack.ofType(...types)) yield undecided(resource, "a workload not known yet");
  } else if (declared) yield* judge(declared);
}

/** Whether the stack declares what the rules need. */
export function isDeclared(stack: Stack, config: WorkloadConfig): Verdict {
  return fits(declarationOf(stack, config), needed);
}

/** The declared buffer, whatever else is declared; undefined where none is. */
export function bufferShareOf(stack: Stack, config: WorkloadConfig): Value {
  return read(read(declarationOf(stack, config), "workload"), "bufferShare");
}

function declarationOf(stack: Stack, config: WorkloadConfig): object {
  const [plan] = stack.ofType(planType);
  return plan
    ? { workload: plain(plan.get("workload")), sizing: plain(plan.get("sizing")) }
    : config.declared;
}

/** What a declaration has to have at least; a list's one element stands for all of its elements. */
const needed = {
  workload: {
    registeredUsers: 0,
    dailyActiveShare: 0,
    peakConcurrencyShare: 0,
    baselineConcurrentUsers: 0,
    sessionMinutes: 0,
    requestsPerSession: 0,
    memoryMbPerUser: 0,
    usersPerInstance: { min: 0, max: 0 },
    cpuMillisecondsPerRequest: 0,
    bufferShare: 0,
    events: [{ name: "", multiplier: 0, start: "", durationHours: 0, leadHours: 0 }],
  },
  sizing: { instanceType: "", availabilityZones: 0, osReserveMb: 0, scaleOutCpuPercent: 0 },
};

/** Whether a declaration has all that a model has. */
function fits(value: unknown, model: unknown): Verdict {
  if (value === unknown) return unknown;
  if (Array.isArray(model)) return Array.isArray(value) && every(value.map((it) => fits(it, model[0])));
  if (typeof model !== "object" || model === null) return typeof value === typeof model;
  if (typeof value !== "object" || value === null) return false;
  return every(Object.entries(model).map(([key, part]) => fits(Reflect.get(value, key), part)));
}

/** What the engine hands over, copied out of its wrapping. */
function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}
