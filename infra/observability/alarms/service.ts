import { failureRate, type Metric, type Service } from "./alarm";
import { escalate } from "./escalate";

/** Namespace of the metrics that instance/web.mjs writes with its log, by log group. */
const namespace = "Platform/Web";

const metric = (name: string, statistic: string): Metric => ({
  namespace,
  name,
  statistic,
});

/** What the service says of itself; behind a network load balancer nobody else counts requests. */
export const service: Service = {
  alarms: [
    {
      id: "service-error-rate",
      title: "5xx rate, by the service",
      watches: ["service"],
      severity: "page",
      composite: "users",
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
      runbook: {
        means: "The service counts more than `alarms.serverErrorPercent` of its own answers as 5xx.",
        lookAt: "Log group `/platform/STACK/web`: filter `status >= 500`, group by path and instance.",
        doFirst: "Follow one `traceId` to the call that failed. Take the last release back.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "usersOverTcp",
    },
    {
      id: "service-latency-p95",
      title: "Duration, 95th percentile, by the service",
      watches: ["service"],
      severity: "page",
      composite: "users",
      measure: metric("Duration", "p95"),
      unit: "ms",
      comparison: ">",
      threshold: ({ alarms }) => alarms.latencyMs,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning: "The service takes longer for one request in twenty than users accept.",
      first: "Query its log for the slowest paths and follow a traceId into database and cache.",
      runbook: {
        means:
          "By its own clock the service takes longer than `alarms.latencyMs` for one request in twenty; what " +
          "the network adds is not in it.",
        lookAt: "Log group `/platform/STACK/web`: slowest paths; X-Ray group `web-STACK-slow`.",
        doFirst:
          "Follow one `traceId` into database and cache, and read the section of the tier that it waits for.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "usersOverTcp",
    },
  ],
  graphs: [
    {
      title: "Requests a minute, by the service",
      unit: "requests/min",
      watches: ["service"],
      measure: { requests: metric("Requests", "Sum"), errors: metric("Errors", "Sum") },
    },
  ],
};
