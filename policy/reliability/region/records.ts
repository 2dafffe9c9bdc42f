import type { Resource, Stack } from "../../model/stack";
import { judge, unknown, type Verdict } from "../../model/value";

const recordType = "aws:route53/record:Record";
const healthCheckType = "aws:route53/healthCheck:HealthCheck";

/** The ways in which records of one name are chosen from, each for another set identifier. */
const routings = [
  "failoverRoutingPolicies",
  "latencyRoutingPolicies",
  "weightedRoutingPolicies",
  "geolocationRoutingPolicies",
] as const;

function isRouted(record: Resource, routing: (typeof routings)[number]): Verdict {
  const policies = record.list(routing);
  return policies === unknown ? record.given(routing) !== undefined : policies.length > 0;
}

/** The records by which DNS leaves a region that is lost. */
export function failoverRecords(stack: Stack): readonly Resource[] {
  return stack.ofType(recordType).filter((record) => routings.some((it) => isRouted(record, it) !== false));
}

/** The health checks that these records ask, and those that a calculated one counts. */
export function checksOf(stack: Stack): readonly Resource[] {
  const asked = failoverRecords(stack).flatMap(
    (record) => record.references(healthCheckType, "healthCheckId").resources,
  );
  const counted = asked.flatMap((check) => check.references(healthCheckType, "childHealthchecks").resources);
  return [...new Set([...asked, ...counted])].filter((check) => looksAtEndpoint(check) !== false);
}

/** Calculated checks, and those of an alarm, have no interval of their own. */
function looksAtEndpoint(check: Resource): Verdict {
  return judge(check.get("type"), (type) => typeof type === "string" && /^(HTTPS?|TCP)/.test(type));
}
