import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Referent, Resource, Stack } from "../../model/stack";
import { every, isText, judge, not, some, unknown, type Verdict } from "../../model/value";
import { isPaired, type RecoveryConfig, recoverySettings } from "./declared";
import { isEntry, isOtherZone, leadsIn, others, recordType, sameName } from "./way-in";

const healthCheckType = "aws:route53/healthCheck:HealthCheck";

/** The ways in which records of one name are chosen from, each for another set identifier. */
const routings = [
  "failoverRoutingPolicies",
  "latencyRoutingPolicies",
  "weightedRoutingPolicies",
  "geolocationRoutingPolicies",
] as const;

/** More of them, of which a record has one and no list. */
const otherRoutings = [
  "geoproximityRoutingPolicy",
  "cidrRoutingPolicy",
  "multivalueAnswerRoutingPolicy",
] as const;

function isRouted(record: Resource, routing: (typeof routings)[number]): Verdict {
  const policies = record.list(routing);
  return policies === unknown ? record.given(routing) !== undefined : policies.length > 0;
}

/** The records by which DNS leaves a region that is lost; those too of which it is not known. */
export function failoverRecords(stack: Stack): readonly Referent[] {
  return stack.ofType(recordType).flatMap((resource) => {
    const sure = isWayOut(stack, resource);
    return sure === false ? [] : [{ resource, sure }];
  });
}

/** Whether a record is on the users' way in and chosen from several: not that of something else, such as a VPN. */
export function isWayOut(stack: Stack, record: Resource): Verdict {
  return every([isFailover(record), leadsSomewhere(record), leadsIn(stack, record)]);
}

/** Whether a record is of a type that leads users somewhere; others, such as TXT, only say something. */
function leadsSomewhere(record: Resource): Verdict {
  return judge(
    record.get("type"),
    (type) => type === undefined || ["A", "AAAA", "CNAME"].includes(show(type)),
  );
}

function isFailover(record: Resource): Verdict {
  const isChosen = otherRoutings.map((it) =>
    judge(record.get(it), (value) => value !== undefined && value !== false),
  );
  return some([...routings.map((it) => isRouted(record, it)), ...isChosen]);
}

/** The health checks that failover records ask, or some of these records, and those that a calculated one counts. */
export function checksOf(
  stack: Stack,
  counts: (record: Resource) => Verdict = isFailover,
): readonly Referent[] {
  const isAskedOf = (check: Resource) =>
    some(
      stack
        .referring(recordType, check, "healthCheckId")
        .map(({ resource, sure }) => every([sure, counts(resource)])),
    );
  return stack.ofType(healthCheckType).flatMap((resource) => {
    const isAsked = isAskedOf(resource);
    const isCounted = stack
      .referring(healthCheckType, resource, "childHealthchecks")
      .map(({ resource: counting, sure }) => every([sure, isAskedOf(counting)]));
    const sure = every([looksAtEndpoint(resource), some([isAsked, ...isCounted])]);
    return sure === false ? [] : [{ resource, sure }];
  });
}

/** Calculated checks, and those of an alarm, have no interval of their own. */
function looksAtEndpoint(check: Resource): Verdict {
  return judge(check.get("type"), (type) => typeof type === "string" && /^(HTTPS?|TCP)/.test(type));
}

export const recordPair = rule<RecoveryConfig>({
  name: "dns-failover-pair",
  description:
    "Users reach a stack that is one of two, in two regions, by a record that is chosen from several, with a set identifier of its own",
  cannotKnow:
    "The other half of a pair, which the other region's stack has; whether a zone that a look-up gives is a private one",
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
      const isOwn = every([
        isSet(record),
        ...others(stack, record).map((other) => not(collides(record, other))),
      ]);
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
    sameName(one.get("name"), other.get("name")),
    not(isOtherZone(one, other)),
    same("type"),
    some([same("setIdentifier"), same("failoverRoutingPolicies", 0, "type")]),
  ]);
}
