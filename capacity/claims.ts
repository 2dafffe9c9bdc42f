import type { CapacityPlan, ClaimCheck } from "./plan";
import type { Sizing } from "./sizing";
import type { Claims, Range, Workload } from "./workload";

type Planned = Omit<CapacityPlan, "claims" | "contradictions">;

interface Figure {
  readonly title: string;
  readonly unit: string;
  readonly planned: (plan: Planned) => Range | number;
  readonly why: (plan: Planned, workload: Workload, sizing: Sizing) => string;
}

/** A person writes 83 for 83.33 and 70 for 72. */
const rounding = 0.03;

const figures: Readonly<Record<keyof Claims, Figure>> = {
  peakConcurrentUsers: {
    title: "users at once, peak",
    unit: "users",
    planned: ({ users }) => users.peakConcurrent,
    why: () => "registered x daily active x at once",
  },
  peakRps: {
    title: "request rate, peak",
    unit: "RPS",
    planned: ({ traffic }) => traffic.peakRps,
    why: () => "not rounded",
  },
  peakMemoryGb: {
    title: "memory of users, peak",
    unit: "GB",
    planned: ({ memory }) => memory.peakGb,
    why: () => "the users' alone, in decimal GB",
  },
  peakInstancesByUsers: {
    title: "instances at peak, by users",
    unit: "instances",
    planned: ({ compute: { peak } }) => ({ min: peak.byUsersMin, max: peak.byUsersMax }),
    why: (_, { usersPerInstance: { min, max } }) => `${max} to ${min} users to an instance, rounded up`,
  },
  peakInstancesByMemory: {
    title: "instances at peak, by memory",
    unit: "instances",
    planned: ({ compute: { peak } }) => peak.byMemory,
    why: ({ operatingPoint: { memoryPercent } }, _, { osReserveMb }) =>
      `memory used up to ${memoryPercent} % and not to 100, ${osReserveMb} MiB of it the operating system's`,
  },
  peakInstancesWithBuffer: {
    title: "instances at peak, with buffer",
    unit: "instances",
    planned: ({ compute: { peak } }) => peak.withBuffer,
    why: ({ compute: { peak, max } }, { bufferShare }) =>
      `${peak.required} x ${1 + bufferShare}; the ceiling of ${max} leaves a step of scaling above it`,
  },
  peakInstances: {
    title: "instances at peak",
    unit: "instances",
    planned: ({ compute: { peak } }) => peak.required,
    why: ({ compute: { peak } }) =>
      `${peak.byUsersMin}-${peak.byUsersMax} by the users measured alone, ${peak.byMemory} by memory`,
  },
  baselineInstances: {
    title: "instances at baseline",
    unit: "instances",
    planned: ({ compute: { baseline } }) => baseline.required,
    why: ({ compute: { min } }) => `the group's floor is ${min}`,
  },
};

/** Every claim that the workload declares, beside the plan's figure. */
export function claimsOf(plan: Planned, workload: Workload, sizing: Sizing): ClaimCheck[] {
  const { claims = {} } = workload;
  return (Object.keys(figures) as (keyof Claims)[]).flatMap((claim) => {
    const stated = claims[claim];
    if (stated === undefined) return [];
    const { title, unit, planned, why } = figures[claim];
    const [claimed, ours] = [stated, planned(plan)].map(asRange) as [Range, Range];
    return [
      {
        claim,
        title,
        unit,
        claimed,
        planned: ours,
        agrees: ours.min >= claimed.min * (1 - rounding) && ours.max <= claimed.max * (1 + rounding),
        why: why(plan, workload, sizing),
      },
    ];
  });
}

export function asRange(value: Range | number): Range {
  return typeof value === "number" ? { min: value, max: value } : value;
}
