import type { Slo } from "../../../config";
import type { Limits } from "../limits";
import { type Alarm, failureRate, type Formula, type Metric } from "./alarm";
import { errorRate } from "./load-balancer";

export type Objective = keyof Slo;

/**
 * How many times faster than allowed the error budget of 30 days is spent. The long window says that it matters, the
 * short one that it still goes on. Source: The Site Reliability Workbook, "Alerting on SLOs".
 */
export const burnRates = [
  { speed: "fast", factor: 14.4, severity: "page", windows: [3600, 300] },
  { speed: "slow", factor: 6, severity: "ticket", windows: [21_600, 1800] },
] as const;

/** Share of requests that missed an objective, percent. */
const missed: Readonly<Record<Objective, (limits: Limits) => Formula>> = {
  availability: errorRate("5XX"),
  latency: (limits) => ({
    metrics: {
      requests: balancer("RequestCount", "Sum"),
      within: balancer("TargetResponseTime", `PR(:${limits.alarms.latencyMs / 1000})`),
    },
    // CloudWatch gives the share of those within the limit by itself, as a percentile rank.
    expression: failureRate("FILL(requests, 0) * (1 - within / 100)", "FILL(requests, 0)", limits),
  }),
};

const meanings: Readonly<Record<Objective, string>> = {
  availability: "Requests fail so often that the month's error budget will not last.",
  latency: "So many requests are slow that the month's error budget will not last.",
};

/** Id of the outage that two windows make up, and of its section of the runbook. */
export function burnId(objective: Objective, speed: string): string {
  return `slo-${objective}-${speed}`;
}

export const objectives = ["availability", "latency"] as const satisfies readonly Objective[];

/** For each objective and speed a long and a short window; only both together notify (see outages.ts). */
export const sloAlarms: readonly Alarm[] = objectives.flatMap((objective) =>
  burnRates.flatMap(({ speed, factor, severity, windows }) =>
    windows.map((period): Alarm => ({
      id: `${burnId(objective, speed)}-${period / 60}m`,
      runbook: burnId(objective, speed),
      title: `Objective ${objective}: requests that missed it`,
      watches: ["applicationLoadBalancer"],
      severity,
      role: "window",
      measure: missed[objective],
      unit: "%",
      comparison: ">",
      threshold: ({ slo }) => Number((100 * (1 - slo[objective]) * factor).toFixed(4)),
      period,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: meanings[objective],
      first: "Find what changed when the burn began (deployment, traffic, dependency) and take it back.",
    })),
  ),
);

function balancer(name: string, statistic: string): Metric {
  return { namespace: "AWS/ApplicationELB", name, statistic };
}
