import type { SloConfig } from "../../../config";
import type { Limits } from "../limits";
import { type Alarm, failureRate, type Formula, type Metric, type RunbookEntry, type Service } from "./alarm";
import { escalate } from "./escalate";
import { errorRate } from "./load-balancer";

type Objective = keyof SloConfig;

/**
 * How many times faster than allowed the error budget of 30 days is spent. The long window says that it matters, the
 * short one that it still goes on. Source: The Site Reliability Workbook, "Alerting on SLOs".
 */
const burnRates = [
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

const runbooks: Readonly<Record<Objective, Readonly<Record<"fast" | "slow", RunbookEntry>>>> = {
  availability: {
    fast: {
      means:
        "Within an hour so many requests failed, and still fail, that the month's error budget is gone in " +
        "two days.",
      lookAt: "The availability graph over six hours: when did it begin?",
      doFirst: "Take back what changed then: deployment, configuration, a dependency's release.",
      escalate: escalate.applicationOwner,
    },
    slow: {
      means:
        "Over six hours requests fail six times as often as the objective allows; the month's error budget " +
        "lasts five days.",
      lookAt: "The service's log of 5xx by path: usually one path or one instance.",
      doFirst: "Fix or switch off the path; terminate the instance.",
      escalate: escalate.applicationOwner,
    },
  },
  latency: {
    fast: {
      means: "Within an hour most requests that may be slow in a month were slow, and they still are.",
      lookAt: "The latency graph over six hours beside requests and group size.",
      doFirst: "As latency-p95; take back what changed when it began.",
      escalate: escalate.applicationOwner,
    },
    slow: {
      means: "Over six hours six times as many requests were slow as the objective allows.",
      lookAt: "The slowest paths in the service's log, and their traces.",
      doFirst: "As latency-p95; if one path is behind it, fix that.",
      escalate: escalate.applicationOwner,
    },
  },
};

/** A composite alarm for each objective and speed: only a long and a short window together notify. */
export const burnAlarms = (["availability", "latency"] as const).flatMap((objective) =>
  burnRates.map(({ speed, factor, severity, windows }) => ({
    id: `slo-${objective}-${speed}` as const,
    objective,
    factor,
    severity,
    windows,
    meaning: `The ${objective} objective's error budget is spent ${factor} times as fast as it may be.`,
    runbook: runbooks[objective][speed],
  })),
);

/** The windows of the burn rates. */
export const slo: Service = {
  alarms: burnAlarms.flatMap(({ id, objective, factor, severity, windows }) =>
    windows.map((period): Alarm => ({
      id: `${id}-${period / 60}m`,
      title: `Objective ${objective}: requests that missed it`,
      watches: ["applicationLoadBalancer"],
      severity,
      composite: id,
      measure: missed[objective],
      unit: "%",
      comparison: ">",
      threshold: (limits) => Number((100 * (1 - limits.slo[objective]) * factor).toFixed(4)),
      period,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: meanings[objective],
      first: "Find what changed when the burn began (deployment, traffic, dependency) and take it back.",
    })),
  ),
};

function balancer(name: string, statistic: string): Metric {
  return { namespace: "AWS/ApplicationELB", name, statistic };
}
