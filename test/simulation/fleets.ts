import type { Demand } from "../../simulation/demand";
import type { Alarm, Fleet, Measure, StepPolicy, Term } from "../../simulation/fleet";

const term = (namespace: string, metric: string, statistic: string, id = "value"): Term => ({
  id,
  namespace,
  metric,
  statistic,
  periodSeconds: 60,
});

export const memoryMetric: Measure = { terms: [term("CWAgent", "mem_used_percent", "Average")] };
export const cpuMetric: Measure = { terms: [term("AWS/EC2", "CPUUtilization", "Average")] };

export function alarmOn(
  name: string,
  measure: Measure,
  comparison: Alarm["comparison"],
  threshold: number,
  more: Partial<Alarm> = {},
): Alarm {
  return {
    name,
    measure,
    comparison,
    threshold,
    datapoints: 2,
    periods: 2,
    missing: "missing",
    pages: false,
    ...more,
  };
}

export const stepsOf = (...steps: readonly (readonly [lower: number, upper: number, amount: number])[]) =>
  steps.map(([lower, upper, amount]) => ({ lower, upper, amount }));

const percent: Omit<StepPolicy, "name" | "steps" | "alarms"> = {
  kind: "step",
  type: "PercentChangeInCapacity",
  atLeast: 1,
  warmupSeconds: 180,
};

/** A group of t3.medium in three zones that scales on memory, as the brief's 75 % and 80 %. */
export const steppedFleet: Fleet = {
  name: "web",
  instance: {
    type: "t3.medium",
    vcpus: 2,
    memoryMib: 4096,
    usdPerHour: 0.0416,
    burst: { baselinePercent: 20, surplusUsdPerVcpuHour: 0.05, isUnlimited: true },
  },
  zones: 3,
  minSize: 3,
  maxSize: 300,
  bootSeconds: 180,
  graceSeconds: 300,
  replacesUnhealthy: true,
  balancer: {
    checkSeconds: 10,
    checkTimeoutSeconds: 5,
    healthyChecks: 2,
    unhealthyChecks: 3,
    slowStartSeconds: 0,
    deregistrationSeconds: 30,
    idleTimeoutSeconds: 60,
    isSticky: false,
  },
  policies: [
    { ...percent, name: "out", steps: stepsOf([0, 10, 20], [10, Infinity, 40]), alarms: ["memory-out"] },
    { ...percent, name: "in", steps: stepsOf([-Infinity, 0, -10]), alarms: ["memory-in"] },
  ],
  alarms: [
    alarmOn("memory-out", memoryMetric, ">", 65),
    alarmOn("memory-in", memoryMetric, "<", 50, { datapoints: 15, periods: 15 }),
    alarmOn("memory-high", memoryMetric, ">", 80, { datapoints: 5, periods: 5, pages: true }),
  ],
  composites: [],
  schedule: [],
  refresh: { minHealthyPercent: 100, maxHealthyPercent: 110, warmupSeconds: 180 },
};

/** The brief's users: 100 in quiet hours, 5,000 at the peak. */
export const demand: Demand = {
  sessionMinutes: 10,
  requestsPerSessionMinute: 1,
  memoryMibPerSession: 100,
  cpuSecondsPerRequest: 0.05,
  osReserveMib: 512,
  latencySeconds: 0.3,
  baselineUsers: 100,
  peakUsers: 5000,
};
