import type { Limits } from "../limits";
import { failureRate, type Formula, type Metric, type Service } from "./alarm";
import { escalate } from "./escalate";
import { requestsInPlan } from "./requests";

const namespace = "AWS/ApplicationELB";
const count = (name: string): Metric => ({ namespace, name, statistic: "Sum" });

/**
 * Share of requests that were answered with an error, percent. The load balancer does not count a request that it
 * found no target for, so its own errors are added to the total.
 */
export const errorRate =
  (family: "4XX" | "5XX") =>
  (limits: Limits): Formula => ({
    metrics: {
      requests: count("RequestCount"),
      target: count(`HTTPCode_Target_${family}_Count`),
      balancer: count(`HTTPCode_ELB_${family}_Count`),
    },
    expression: failureRate(
      "FILL(target, 0) + FILL(balancer, 0)",
      "FILL(requests, 0) + FILL(balancer, 0)",
      limits,
    ),
  });

/** What users feel, as the load balancer counts it. */
export const loadBalancer: Service = {
  alarms: [
    {
      id: "latency-p95",
      title: "Latency, 95th percentile",
      watches: ["applicationLoadBalancer"],
      severity: "page",
      composite: "users",
      measure: { namespace, name: "TargetResponseTime", statistic: "p95" },
      unit: "s",
      comparison: ">",
      threshold: ({ alarms }) => alarms.latencyMs / 1000,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning: "One request in twenty waits longer than users accept.",
      first: "Compare CPU, memory and database on the dashboard; open the X-Ray group of slow requests.",
      runbook: {
        means:
          "Of the requests of a minute one in twenty waits longer than `alarms.latencyMs`, in three minutes " +
          "of five.",
        lookAt:
          "CPU and memory of the group, commit latency and connections of the database, engine CPU of the " +
          "cache; X-Ray group `web-STACK-slow`.",
        doFirst:
          "Find the tier that is out of line and read its section. With all tiers calm it is the service: " +
          "follow a slow trace.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "users",
    },
    {
      id: "server-error-rate",
      title: "5xx rate",
      watches: ["applicationLoadBalancer"],
      severity: "page",
      composite: "users",
      measure: errorRate("5XX"),
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.serverErrorPercent,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning:
        "Requests fail on our side: instances (502, 504), no healthy one (503), or the service's own 5xx.",
      first:
        "See whether a deployment or instance refresh just ran, and roll it back; then read the service's log.",
      runbook: {
        means:
          "More than `alarms.serverErrorPercent` of requests fail on our side. 502: the instance closed the " +
          "connection; 503: no instance; 504: it did not answer; anything else is the service's own.",
        lookAt:
          "HTTPCode_ELB_* beside HTTPCode_Target_* in the load balancer's metrics; the service's log by " +
          "status; X-Ray group `web-STACK-errors`.",
        doFirst:
          "Take the last change back if there was one. Else read the stack trace of one failing trace id.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "users",
    },
    {
      id: "client-error-rate",
      title: "4xx rate",
      watches: ["applicationLoadBalancer"],
      severity: "ticket",
      composite: "users",
      measure: errorRate("4XX"),
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.clientErrorPercent,
      period: 60,
      breaching: [5, 10],
      missing: "notBreaching",
      meaning: "Many requests are refused: a broken link or client release, expired sessions, or a scan.",
      first: "Group the service's log by path and status; if one client is behind it, block it.",
      runbook: {
        means:
          "More than `alarms.clientErrorPercent` of requests are answered with 4xx: a broken link, a bad " +
          "client release, lost sessions, a scan.",
        lookAt:
          "The service's log by path, status and user agent; cache evictions and failovers in the same hour.",
        doFirst: "One client behind it: block it. All clients: compare with the last release.",
        escalate: escalate.applicationOwner,
      },
      dashboard: "users",
    },
    {
      id: "requests-above-peak",
      title: "Requests a minute, of an event by its multiplier",
      watches: ["applicationLoadBalancer"],
      severity: "page",
      composite: "platform",
      measure: requestsInPlan,
      unit: "requests/min",
      comparison: ">",
      threshold: ({ plan }) => plan.requestsPerMinute.buffer,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning:
        "More requests arrive than the declared workload and its buffer, or the event that is on, plan for.",
      first: "Real users or an attack? If users: raise the workload in the stack's file and run pulumi up.",
      runbook: {
        means:
          "More requests arrive than the declared peak and its buffer, or than those of the event that is on: " +
          "the alarm divides its requests by the multiplier from its lead time to its end. The group grows, but to a " +
          "ceiling that was planned for less.",
        lookAt: "Requests by target and by path; where the addresses come from (load balancer access logs).",
        doFirst:
          "Users: raise the workload (or declare the event) in the stack's file, `pulumi up`; the ceilings " +
          "follow. Attack: block by address or path.",
        escalate: escalate.workloadOwner,
      },
      dashboard: "headroom",
    },
    {
      id: "requests-near-peak",
      title: "Requests a minute, of an event by its multiplier",
      watches: ["applicationLoadBalancer"],
      severity: "ticket",
      composite: "platform",
      measure: requestsInPlan,
      unit: "requests/min",
      comparison: ">",
      threshold: ({ plan }) => plan.requestsPerMinute.peak,
      period: 60,
      breaching: [5, 10],
      missing: "notBreaching",
      meaning: "The expected peak is passed, and the buffer in use; growth or an undeclared event.",
      first: "Look at the runway (npm run capacity) and declare the growth or the event.",
      runbook: {
        means:
          "More requests arrive than the declared peak, or that of the event that is on, by more than " +
          "chance: the buffer is in use.",
        lookAt: "`npm run capacity -- --stack STACK`, section Runway.",
        doFirst:
          "Growth: declare it before the peak is reached. A campaign nobody declared: declare it as an event.",
        escalate: escalate.workloadOwner,
      },
      dashboard: "headroom",
    },
    {
      id: "rejected-connections",
      title: "Rejected connections (spillover)",
      watches: ["applicationLoadBalancer"],
      severity: "page",
      composite: "users",
      measure: count("RejectedConnectionCount"),
      unit: "connections",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [2, 5],
      missing: "notBreaching",
      meaning: "The load balancer is at its maximum of connections and turns users away.",
      first:
        "Look for a flood from few addresses; for real growth ask AWS support to pre-scale the load balancer.",
      runbook: {
        means:
          "The load balancer refuses connections: it is at its maximum and has not scaled yet (what a Classic " +
          "Load Balancer called spillover).",
        lookAt: "ActiveConnectionCount and NewConnectionCount; the addresses in the access logs.",
        doFirst: "A flood: block the addresses. Real users: ask AWS support to pre-scale the load balancer.",
        escalate: escalate.awsSupport,
      },
    },
  ],
  graphs: [
    {
      // What users get without an error, against the objective: the 5xx rate the other way round.
      title: "Availability",
      unit: "%",
      watches: ["applicationLoadBalancer"],
      dashboard: "users",
      measure: (limits) => {
        const failed = errorRate("5XX")(limits);
        return { ...failed, expression: `100 - ${failed.expression}` };
      },
      from: 95,
      lines: ({ slo }) => {
        const objective = 100 * slo.availability;
        return [{ label: `objective ${objective} %`, value: objective, color: "#d13212", fill: "below" }];
      },
    },
  ],
};
