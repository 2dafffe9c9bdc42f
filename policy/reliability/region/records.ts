import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Referent, Resource, Stack } from "../../model/stack";
import { every, isText, judge, not, some, unknown, type Verdict } from "../../model/value";
import { loadBalancerType } from "../availability/load-balancer";
import { isPaired, type RecoveryConfig, recoverySettings } from "./declared";

export const recordType = "aws:route53/record:Record";
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

/** The records by which DNS leaves a region that is lost; those too of which it is not known. */
export function failoverRecords(stack: Stack): readonly Resource[] {
  return stack.ofType(recordType).filter((record) => isFailover(record) !== false);
}

function isFailover(record: Resource): Verdict {
  return some(routings.map((it) => isRouted(record, it)));
}

/** The health checks that these records ask, and those that a calculated one counts. */
export function checksOf(stack: Stack): readonly Referent[] {
  return stack.ofType(healthCheckType).flatMap((resource) => {
    const isAsked = asks(stack, resource);
    const isCounted = stack
      .referring(healthCheckType, resource, "childHealthchecks")
      .map(({ resource: counting, sure }) => every([sure, asks(stack, counting)]));
    const sure = every([looksAtEndpoint(resource), some([isAsked, ...isCounted])]);
    return sure === false ? [] : [{ resource, sure }];
  });
}

/** Whether a failover record asks a health check. */
function asks(stack: Stack, check: Resource): Verdict {
  const records = stack.referring(recordType, check, "healthCheckId");
  return some(records.map(({ resource, sure }) => every([sure, isFailover(resource)])));
}

/** Calculated checks, and those of an alarm, have no interval of their own. */
function looksAtEndpoint(check: Resource): Verdict {
  return judge(check.get("type"), (type) => typeof type === "string" && /^(HTTPS?|TCP)/.test(type));
}

export const recordPair = rule<RecoveryConfig>({
  name: "dns-failover-pair",
  description:
    "Users reach a stack that is one of two, in two regions, by a record that is chosen from several, with a set identifier of its own",
  cannotKnow: "The other half of a pair, which the other region's stack has",
  severity: "high",
  requirement: "B9",
  sources: [],
  settings: recoverySettings,
  *check(stack, config) {
    const paired = isPaired(stack, config);
    for (const record of stack.ofType(recordType)) {
      const routed = isFailover(record);
      const entry = isEntry(stack, record);
      if (routed === false && every([entry, paired]) === false) continue;
      const others = stack.ofType(recordType).filter((it) => it !== record);
      const isOwn = every([isSet(record), ...others.map((other) => not(collides(record, other)))]);
      yield {
        resource: record,
        verdict:
          routed === true
            ? isOwn
            : every([some([routed, not(entry), not(paired)]), some([not(routed), isOwn])]),
        found: `setIdentifier ${show(record.get("setIdentifier"))}, failover ${show(record.get("failoverRoutingPolicies", 0, "type"))}`,
        required:
          "failoverRoutingPolicies (or latency, weighted), and a setIdentifier and a failover type that no other record of the name has",
        fix: "give each region's record a routing policy, a setIdentifier of its own, and a health check",
        platformFix: "platform:domain.routing",
      };
    }
  },
});

/** Whether a record is where users come in: an alias of a load balancer. */
export function isEntry(stack: Stack, record: Resource): Verdict {
  const aliases = record.list("aliases");
  if (aliases === unknown) return unknown;
  return some(
    aliases.flatMap((_, at) =>
      stack.ofType(loadBalancerType).map((loadBalancer) => namesLoadBalancer(record, at, loadBalancer)),
    ),
  );
}

function namesLoadBalancer(record: Resource, at: number, loadBalancer: Resource): Verdict {
  const name = record.get("aliases", at, "name");
  const dnsName = loadBalancer.get("dnsName");
  if (name === unknown || dnsName === unknown) return unknown;
  return isText(name) && isText(dnsName) && bare(name) === bare(dnsName);
}

/** Route 53 has names in lower case, and a load balancer's with a prefix for both kinds of addresses. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^dualstack\./, "")
    .replace(/\.$/, "");
}

function isSet(record: Resource): Verdict {
  return judge(record.get("setIdentifier"), isText);
}

/** Whether AWS would take two records for one, or two primaries of one name. */
function collides(one: Resource, other: Resource): Verdict {
  const same = (...path: [string, ...(string | number)[]]): Verdict => {
    const [value, its] = [one.get(...path), other.get(...path)];
    return value === unknown || its === unknown ? unknown : value !== undefined && value === its;
  };
  return every([
    same("name"),
    same("type"),
    some([same("setIdentifier"), same("failoverRoutingPolicies", 0, "type")]),
  ]);
}
