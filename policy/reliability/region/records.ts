import { oncePerStack } from "../../model/analysis";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { reached, type Referent, type Resource, type Stack } from "../../model/stack";
import { every, isText, judge, not, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { loadBalancerType } from "../availability/load-balancer";
import { isPaired, type RecoveryConfig, recoverySettings } from "./declared";

export const recordType = "aws:route53/record:Record";
const distributionType = "aws:cloudfront/distribution:Distribution";
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
export function failoverRecords(stack: Stack): readonly Resource[] {
  return stack
    .ofType(recordType)
    .filter((record) => every([isFailover(record), leadsSomewhere(record)]) !== false);
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

/** Whether a record is where users come in: it leads to a public load balancer, and nothing in the stack leads to it. */
export function isEntry(stack: Stack, record: Resource): Verdict {
  return entries(stack).get(record) ?? false;
}

const entries = oncePerStack((stack): ReadonlyMap<Resource, Verdict> => {
  const records = stack.ofType(recordType);
  const steps = new Map(records.map((record) => [record, stepsFrom(record, records)]));
  const arrivals = [...steps.values()].flat();
  const balancers = stack.ofType(loadBalancerType);
  const distributions = stack.ofType(distributionType);
  return new Map(
    records.map((record) => {
      const isBehind = some([
        ...arrivals.filter(({ resource }) => resource === record).map(({ sure }) => sure),
        ...distributions.map((distribution) => isOriginOf(distribution, record)),
      ]);
      return [record, every([leadsToLoadBalancer(record, steps, balancers), not(isBehind)])];
    }),
  );
});

/** The other records that a record leads to, or may. */
function stepsFrom(record: Resource, records: readonly Resource[]): readonly Referent[] {
  return records.flatMap((resource) => {
    const sure = some(targetsOf(record).map((target) => sameName(resource.get("name"), target)));
    return resource === record || sure === false ? [] : [{ resource, sure }];
  });
}

/** By itself, or by other records of the stack: surely over sure steps alone. */
function leadsToLoadBalancer(
  record: Resource,
  steps: ReadonlyMap<Resource, readonly Referent[]>,
  balancers: readonly Resource[],
): Verdict {
  const leads = (counts: (verdict: Verdict) => boolean) =>
    reached([record], (from) =>
      (steps.get(from) ?? []).filter(({ sure }) => counts(sure)).map(({ resource }) => resource),
    ).some((last) => balancers.some((balancer) => counts(namesPublic(last, balancer))));
  if (leads((verdict) => verdict === true)) return true;
  return leads((verdict) => verdict !== false) ? unknown : false;
}

function namesPublic(record: Resource, balancer: Resource): Verdict {
  const dnsName = balancer.get("dnsName");
  return every([
    some(targetsOf(record).map((target) => sameName(target, dnsName))),
    judge(balancer.get("internal"), (value) => value !== true),
  ]);
}

/** Names that a record leads to: those of its aliases, and the one of a CNAME. */
export function targetsOf(record: Resource): readonly Value[] {
  const aliases = record.list("aliases");
  const values = record.get("type") === "CNAME" ? record.list("records") : [];
  if (aliases === unknown || values === unknown) return [unknown];
  return [...aliases.map((alias) => read(alias, "name")), ...values];
}

function isOriginOf(distribution: Resource, record: Resource): Verdict {
  const origins = distribution.list("origins");
  return origins === unknown
    ? unknown
    : some(origins.map((origin) => sameName(record.get("name"), read(origin, "domainName"))));
}

/** Whether two names are one for DNS. */
export function sameName(one: Value, other: Value): Verdict {
  if (one === unknown || other === unknown) return unknown;
  return isText(one) && isText(other) && bare(one) === bare(other);
}

/** Whether two records are not in one hosted zone, such as a public and a private one with the same names. */
export function isOtherZone(one: Resource, other: Resource): Verdict {
  const [zone, its] = [one.get("zoneId"), other.get("zoneId")];
  return zone === unknown || its === unknown ? unknown : zone !== its;
}

export function others(stack: Stack, record: Resource): readonly Resource[] {
  return stack.ofType(recordType).filter((it) => it !== record);
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
    sameName(one.get("name"), other.get("name")),
    not(isOtherZone(one, other)),
    same("type"),
    some([same("setIdentifier"), same("failoverRoutingPolicies", 0, "type")]),
  ]);
}
