import { type Alarm, failureRate, type Metric } from "./alarm";

/** Namespace of the metrics that instance/web.mjs writes with its log, by log group. */
export const serviceNamespace = "Platform/Web";

const metric = (name: string, statistic: string): Metric => ({
  namespace: serviceNamespace,
  name,
  statistic,
});

/** What the service says of itself; behind a network load balancer nobody else counts requests. */
export const serviceAlarms: readonly Alarm[] = [
  {
    id: "service-error-rate",
    title: "5xx rate, by the service",
    watches: ["service"],
    severity: "page",
    role: "symptom",
    measure: (limits) => ({
      metrics: { requests: metric("Requests", "Sum"), errors: metric("Errors", "Sum") },
      expression: failureRate("FILL(errors, 0)", "FILL(requests, 0)", limits),
    }),
    unit: "%",
    comparison: ">",
    threshold: ({ alarms }) => alarms.serverErrorPercent,
    period: 60,
    breaching: [3, 5],
    missing: "notBreaching",
    meaning: "The service itself answers requests with 5xx.",
    first: "Query its log for status >= 500 and follow a traceId; roll back the last release.",
  },
  {
    id: "service-latency-p95",
    title: "Duration, 95th percentile, by the service",
    watches: ["service"],
    severity: "page",
    role: "symptom",
    measure: metric("Duration", "p95"),
    unit: "ms",
    comparison: ">",
    threshold: ({ alarms }) => alarms.latencyMs,
    period: 60,
    breaching: [3, 5],
    missing: "notBreaching",
    meaning: "The service takes longer for one request in twenty than users accept.",
    first: "Query its log for the slowest paths and follow a traceId into database and cache.",
  },
];
