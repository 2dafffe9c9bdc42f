import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { loadBalancerType } from "../availability/load-balancer";
import { checksOf } from "./records";

interface Limits {
  intervalSeconds: number;
  threshold: number;
  regions: number;
}

export const failoverHealthCheck = rule<Limits>({
  name: "dns-failover-health-check",
  description:
    "The health check of a failover record asks by HTTPS, often, from several regions, and measures the latency",
  cannotKnow: "Whether the path that it asks for tells that users are served; whether a firewall lets it in",
  severity: "high",
  requirement: "B9",
  sources: [],
  settings: {
    intervalSeconds: {
      default: 10,
      minimum: 10,
      maximum: 30,
      description: "Seconds between two requests at most",
    },
    threshold: { default: 3, minimum: 1, maximum: 10, description: "Failed requests in a row at most" },
    regions: { default: 3, minimum: 3, description: "Regions that it asks from at least" },
  },
  *check(stack, limits) {
    for (const { resource: check, sure } of checksOf(stack)) {
      yield {
        resource: check,
        verdict: some([not(sure), isQuick(stack, check, limits)]),
        found: `${show(check.get("type"))} every ${show(check.get("requestInterval") ?? 30)} s, ${show(check.get("failureThreshold") ?? 3)} in a row, measureLatency ${show(check.get("measureLatency"))}, regions ${show(check.get("regions"))}`,
        required: `HTTPS, or TCP behind network load balancers alone, every ${limits.intervalSeconds} s or faster, ${limits.threshold} in a row or fewer, measureLatency true, all regions or ${limits.regions} and more`,
        fix: `set type "HTTPS", requestInterval ${limits.intervalSeconds}, failureThreshold ${limits.threshold} and measureLatency true, and leave regions out`,
        platformFix: "infra/dns/health.ts",
      };
    }
  },
});

/** Whether a check finds out soon, by itself, that users are not served. */
function isQuick(stack: Stack, check: Resource, limits: Limits): Verdict {
  const regions = check.list("regions");
  return every([
    some([
      judge(check.get("type"), (type) => typeof type === "string" && type.startsWith("HTTPS")),
      speaksNoHttp(stack),
    ]),
    judge(
      check.get("requestInterval") ?? 30,
      (interval) => typeof interval === "number" && interval <= limits.intervalSeconds,
    ),
    judge(
      check.get("failureThreshold") ?? 3,
      (threshold) => typeof threshold === "number" && threshold <= limits.threshold,
    ),
    judge(check.get("measureLatency"), (measures) => measures === true),
    // Where none are named, Route 53 asks from all of its regions.
    regions === unknown ? unknown : regions.length === 0 || regions.length >= limits.regions,
  ]);
}

/** Whether users come in through network load balancers alone, behind which anything may be spoken. */
function speaksNoHttp(stack: Stack): Verdict {
  const balancers = stack.ofType(loadBalancerType);
  if (balancers.length === 0) return false;
  return every(balancers.map((it) => judge(it.get("loadBalancerType"), (type) => type === "network")));
}
