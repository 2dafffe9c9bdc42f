import type { Billed } from "./bill";
import { millionRequests } from "./day";
import { type CostLine, line, readable } from "./line";
import type { RegionPrices } from "./prices";

/** A line of the service's access log, KB. */
const logKbPerRequest = 0.5;
/** Flow logs and AWS's own of an instance in a month, GB. Not measured. */
const logGbPerInstance = 0.5;
/** What the agent sends for the group, and the service as its own: requests, errors, latency. */
const customMetrics = 12;
/**
 * Of a bucket's requests, where all kinds of them are made: "billed at the same rate as the Amazon CloudWatch custom metrics".
 * Source: Amazon S3 User Guide, "Monitoring metrics with Amazon CloudWatch" (2026-11-29).
 */
const requestMetrics = 16;

/** Alarms, logs, traces, keys and DNS. */
export function operationsLines({ deployment, day }: Billed, { prices }: RegionPrices): CostLine[] {
  const requests = millionRequests(day);
  const logGb = requests * logKbPerRequest + day.instances * logGbPerInstance;
  return [
    line(
      "monitoring",
      "alarms",
      deployment.alarmMetrics,
      prices.alarmMetric,
      "by the metrics that they look at",
    ),
    line("monitoring", "composite alarms", deployment.compositeAlarms, prices.compositeAlarm),
    line("monitoring", "metrics", customMetrics, prices.customMetric, "of the agent and the service"),
    ...(deployment.measuredBuckets === 0
      ? []
      : [
          line(
            "monitoring",
            "metrics of requests to buckets",
            deployment.measuredBuckets * requestMetrics,
            prices.customMetric,
            `${deployment.measuredBuckets} buckets, ${requestMetrics} each at most`,
          ),
        ]),
    line("monitoring", "dashboard", 1, prices.dashboard),
    line(
      "monitoring",
      "logs",
      logGb,
      prices.logsGb,
      `${logKbPerRequest} KB a request and ${logGbPerInstance} GB an instance`,
    ),
    line("monitoring", "logs kept", logGb, prices.logsGbMonth, "a month's"),
    line(
      "monitoring",
      "traces",
      requests * deployment.sampledShare,
      prices.tracesMillion,
      `${readable(deployment.sampledShare * 100)} % of the requests`,
    ),
    line("security", "keys", deployment.kmsKeys, prices.kmsKey),
    line(
      "security",
      "key requests",
      requests * 0.01,
      prices.kmsMillion,
      "one in a hundred requests; bucket keys and data keys are cached",
    ),
    ...dnsLines(deployment, prices),
  ];
}

/** The zone is one for both stacks of a pair. Queries for an alias of a load balancer cost nothing. */
function dnsLines(
  { domain, role, healthChecks: { count, options }, fallbackPage }: Billed["deployment"],
  prices: RegionPrices["prices"],
): CostLine[] {
  return [
    ...(domain && role !== "standby" ? [line("dns", "hosted zone", 1, prices.hostedZone)] : []),
    ...(count > 0
      ? [
          line("dns", "health checks", count, prices.healthCheck, "an account's first 50 cost nothing"),
          line("dns", "options of health checks", options, prices.healthCheckOption),
        ]
      : []),
    ...(fallbackPage ? [line("dns", "fallback page", 0, prices.edgeMillion, "no region is lost")] : []),
  ];
}
