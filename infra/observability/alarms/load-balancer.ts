import type { Limits } from "../limits";
import { type Alarm, failureRate, type Formula, type Metric } from "./alarm";
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

const perMinute = (rps: number) => Math.ceil(rps * 60);

/** What users feel, as the load balancer counts it. */
export const loadBalancerAlarms: readonly Alarm[] = [
  {
    id: "latency-p95",
    title: "Latency, 95th percentile",
    watches: ["applicationLoadBalancer"],
    severity: "page",
    role: "symptom",
    measure: { namespace, name: "TargetResponseTime", statistic: "p95" },
    unit: "s",
    comparison: ">",
    threshold: ({ alarms }) => alarms.latencyMs / 1000,
    period: 60,
    breaching: [3, 5],
    missing: "notBreaching",
    meaning: "One request in twenty waits longer than users accept.",
    first: "Compare CPU, memory and database on the dashboard; open the X-Ray group of slow requests.",
  },
  {
    id: "server-error-rate",
    title: "5xx rate",
    watches: ["applicationLoadBalancer"],
    severity: "page",
    role: "symptom",
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
  },
  {
    id: "client-error-rate",
    title: "4xx rate",
    watches: ["applicationLoadBalancer"],
    severity: "ticket",
    role: "symptom",
    measure: errorRate("4XX"),
    unit: "%",
    comparison: ">",
    threshold: ({ alarms }) => alarms.clientErrorPercent,
    period: 60,
    breaching: [5, 10],
    missing: "notBreaching",
    meaning: "Many requests are refused: a broken link or client release, expired sessions, or a scan.",
    first: "Group the service's log by path and status; if one client is behind it, block it.",
  },
  {
    id: "requests-above-peak",
    title: "Requests a minute, of an event by its multiplier",
    watches: ["applicationLoadBalancer"],
    severity: "page",
    role: "cause",
    measure: requestsInPlan,
    unit: "requests/min",
    comparison: ">",
    threshold: ({ plan }) => perMinute(plan.traffic.peakRps),
    period: 60,
    breaching: [3, 5],
    missing: "notBreaching",
    meaning: "More requests arrive than the declared workload, and the event that is on, plan for.",
    first: "Real users or an attack? If users: raise the workload in the stack's file and run pulumi up.",
  },
  {
    id: "requests-near-peak",
    title: "Requests a minute, of an event by its multiplier",
    watches: ["applicationLoadBalancer"],
    severity: "ticket",
    role: "cause",
    measure: requestsInPlan,
    unit: "requests/min",
    comparison: ">",
    threshold: ({ alarms, plan }: Limits) => perMinute(plan.traffic.peakRps * alarms.warningShare),
    period: 60,
    breaching: [5, 10],
    missing: "notBreaching",
    meaning: "The planned peak is nearly reached; growth or an undeclared event.",
    first: "Look at the runway (npm run capacity) and declare the growth or the event.",
  },
  {
    id: "rejected-connections",
    title: "Rejected connections (spillover)",
    watches: ["applicationLoadBalancer"],
    severity: "page",
    role: "symptom",
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
  },
  ...targetAlarms("", "applicationTargets", namespace),
  ...targetAlarms("network-", "networkTargets", "AWS/NetworkELB"),
];

function targetAlarms(
  prefix: string,
  watched: "applicationTargets" | "networkTargets",
  of: string,
): readonly Alarm[] {
  return [
    {
      id: `${prefix}no-healthy-host`,
      title: "Healthy instances",
      watches: [watched],
      severity: "page",
      role: "symptom",
      // Each zone's node of the load balancer reports; only when none of them sees a healthy instance is there none.
      measure: { namespace: of, name: "HealthyHostCount", statistic: "Maximum" },
      unit: "instances",
      comparison: "<",
      threshold: () => 1,
      period: 60,
      breaching: [2, 2],
      missing: "breaching",
      meaning: "No instance answers health checks: every user gets an error.",
      first: "See the group's activity and the console output of an instance; roll back the last change.",
    },
    {
      id: `${prefix}unhealthy-hosts`,
      title: "Unhealthy instances",
      watches: [watched],
      severity: "ticket",
      role: "cause",
      measure: { namespace: of, name: "UnHealthyHostCount", statistic: "Maximum" },
      unit: "instances",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [5, 5],
      missing: "notBreaching",
      meaning: "Instances fail their health check longer than it takes to replace them.",
      first: "See in which zone they are; the group replaces them by itself unless new ones fail as well.",
    },
  ];
}
