import type { Sizing, Workload } from "../../../capacity";
import type { Stack } from "../../model/stack";
import { read, unknown, type Value, type Verdict } from "../../model/value";

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

/** What the stack declares, in its capacity plan or in the policy configuration; none where it declares nothing. */
export function declaredBy(stack: Stack, config: WorkloadConfig): Declared | undefined {
  const declared = declarationOf(stack, config);
  return fits(declared, needed) ? (declared as Declared) : undefined;
}

/** Whether the stack declares what the rules need; unknown while a part of it is. */
export function isDeclared(stack: Stack, config: WorkloadConfig): Verdict {
  const declared = declarationOf(stack, config);
  return fits(declared, needed) || (holdsUnknown(declared) ? unknown : false);
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

function holdsUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === unknown;
  return Object.values(value).some(holdsUnknown);
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
export function fits(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(value) && value.every((it) => fits(it, model[0]));
  if (typeof model !== "object" || model === null) return typeof value === typeof model;
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(model).every(([key, part]) => fits(Reflect.get(value, key), part));
}

/** A value that a program declares is known throughout; what the engine hands over is copied out of its wrapping. */
function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}
