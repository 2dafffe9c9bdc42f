import type { Service } from "./alarm";
import { escalate } from "./escalate";

/** The region's endpoint as Route 53 sees it from outside. Its metrics are in us-east-1. */
export const route53: Service = {
  alarms: [
    {
      id: "endpoint-unreachable",
      title: "The endpoint, from outside",
      watches: ["healthCheck"],
      severity: "page",
      composite: "none",
      measure: { namespace: "AWS/Route53", name: "HealthCheckStatus", statistic: "Minimum" },
      unit: "1 is healthy",
      comparison: "<",
      threshold: () => 1,
      period: 60,
      // The checks have failed three times each by now, and users are being sent away.
      breaching: [1, 1],
      missing: "breaching",
      meaning: "Route 53's checkers, on several continents, do not reach the region's endpoint.",
      first: "Decide whether the region is lost: docs/failover.md. DNS has gone elsewhere by now.",
      runbook: {
        means:
          "More than four fifths of the checkers get no answer from the load balancer. Failover routing sends users " +
          "to the other region, whose database takes no writes until somebody promotes it, or without one to a page that says so.",
        lookAt: "AWS Health Dashboard of the region; the load balancer's own alarms; the last deployment.",
        doFirst: "A fault of ours: take the last change back. The region's: [fail over](failover.md).",
        escalate: escalate.platformOwner,
      },
    },
  ],
};

export const [endpointUnreachable] = route53.alarms;
