import { oncePerStack } from "../../model/analysis";
import { reached, type Referent, type Resource, type Stack } from "../../model/stack";
import { every, isText, judge, not, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { loadBalancerType } from "../availability/load-balancer";

export const recordType = "aws:route53/record:Record";
const zoneType = "aws:route53/zone:Zone";
const distributionType = "aws:cloudfront/distribution:Distribution";

/** Whether a record is where users come in: it leads to a public load balancer, and nothing in the stack leads to it. */
export function isEntry(stack: Stack, record: Resource): Verdict {
  return waysIn(stack).get(record)?.isEntry ?? false;
}

/** Whether users come to a load balancer of the stack by a record, be it by others or by a distribution in between. */
export function leadsIn(stack: Stack, record: Resource): Verdict {
  const way = waysIn(stack).get(record);
  if (way === undefined) return false;
  const before = stack.ofType(distributionType).map((distribution) => {
    const named = (last: Resource) => leadsTo(last, distribution.get("domainName"));
    return every([leads(way, named), isBefore(stack, distribution)]);
  });
  return every([way.isOnline, some([leadsToPublic(way), ...before])]);
}

/** Whether something holds of a record, or of one that it leads to. */
export function holdsOnWay(stack: Stack, record: Resource, holds: (of: Resource) => Verdict): Verdict {
  const way = waysIn(stack).get(record);
  return way === undefined ? false : leads(way, holds);
}

/** Whether two records lead to load balancers of one region. */
export function sharesRegion(stack: Stack, one: Resource, other: Resource): Verdict {
  const balancersOf = (record: Resource) => waysIn(stack).get(record)?.balancers ?? [];
  return some(
    balancersOf(one).flatMap((first) =>
      balancersOf(other).map((second) =>
        every([first.sure, second.sure, isSameRegion(first.resource, second.resource)]),
      ),
    ),
  );
}

/** The other records that each leads to, or may. */
type Steps = ReadonlyMap<Resource, readonly Referent[]>;

interface Reach {
  /** The record, and those that it surely leads to. */
  readonly surely: readonly Resource[];
  /** Those too that it may lead to. */
  readonly possibly: readonly Resource[];
}

interface Way extends Reach {
  /** The load balancers that it leads to, or may. */
  readonly balancers: readonly Referent[];
  /** Whether the internet's resolvers find the record. */
  readonly isOnline: Verdict;
  readonly isEntry: Verdict;
}

const waysIn = oncePerStack((stack): ReadonlyMap<Resource, Way> => {
  const records = stack.ofType(recordType);
  const online = new Map<Resource, Verdict>(records.map((it) => [it, not(isInPrivateZone(it))]));
  const steps = new Map(records.map((it) => [it, stepsFrom(it, online)]));
  return new Map(records.map((it) => [it, wayOf(stack, it, steps, online.get(it) ?? true)]));
});

function wayOf(stack: Stack, record: Resource, steps: Steps, isOnline: Verdict): Way {
  const reach = reachOf(record, steps);
  const balancers = stack.ofType(loadBalancerType).flatMap((resource): Referent[] => {
    const sure = leads(reach, (last) => leadsTo(last, resource.get("dnsName")));
    return sure === false ? [] : [{ resource, sure }];
  });
  const arrivals = [...steps.values()].flat().filter(({ resource }) => resource === record);
  const isBehind = some([
    ...arrivals.map(({ sure }) => sure),
    ...stack.ofType(distributionType).map((it) => asks(it, (name) => isCalled(record, name))),
  ]);
  const isEntry = every([leadsToPublic({ balancers }), not(isBehind), isOnline]);
  return { ...reach, balancers, isOnline, isEntry };
}

/** Whether a record is for the resolvers of some networks alone, and for nobody on the internet. */
function isInPrivateZone(record: Resource): Verdict {
  return some(
    record.referents(zoneType, "zoneId").map(({ resource: zone, sure }) => {
      const networks = zone.list("vpcs");
      return every([sure, networks === unknown ? unknown : networks.length > 0]);
    }),
  );
}

function stepsFrom(record: Resource, online: ReadonlyMap<Resource, Verdict>): readonly Referent[] {
  // A resolver of the internet goes no way over a private zone.
  return [...online].flatMap(([resource, isOnline]) => {
    const isNamed = some(targetsOf(record).map((target) => isCalled(resource, target)));
    const sure = every([isNamed, online.get(record) ?? true, isOnline]);
    return resource === record || sure === false ? [] : [{ resource, sure }];
  });
}

function reachOf(record: Resource, steps: Steps): Reach {
  const over = (counts: (sure: Verdict) => boolean) =>
    reached([record], (from) =>
      (steps.get(from) ?? []).filter(({ sure }) => counts(sure)).map(({ resource }) => resource),
    );
  return { surely: over((sure) => sure === true), possibly: over((sure) => sure !== false) };
}

function leads({ surely, possibly }: Reach, isThere: (last: Resource) => Verdict): Verdict {
  if (surely.some((last) => isThere(last) === true)) return true;
  return possibly.some((last) => isThere(last) !== false) ? unknown : false;
}

function leadsToPublic({ balancers }: Pick<Way, "balancers">): Verdict {
  return some(
    balancers.map(({ resource, sure }) =>
      every([sure, judge(resource.get("internal"), (value) => value !== true)]),
    ),
  );
}

/** Whether a distribution's requests go to a load balancer; to an internal one as well, which CloudFront reaches. */
function isBefore(stack: Stack, distribution: Resource): Verdict {
  const balancers = stack
    .ofType(loadBalancerType)
    .map((it) => asks(distribution, (name) => sameName(name, it.get("dnsName"))));
  const records = [...waysIn(stack)].map(([record, way]) =>
    every([asks(distribution, (name) => isCalled(record, name)), leadsToPublic(way)]),
  );
  return some([...balancers, ...records]);
}

function asks(distribution: Resource, isMeant: (name: Value) => Verdict): Verdict {
  const origins = distribution.list("origins");
  return origins === unknown ? unknown : some(origins.map((origin) => isMeant(read(origin, "domainName"))));
}

function leadsTo(record: Resource, name: Value): Verdict {
  return some(targetsOf(record).map((target) => sameName(target, name)));
}

/** Names that a record leads to: those of its aliases, and the one of a CNAME. */
function targetsOf(record: Resource): readonly Value[] {
  const aliases = record.list("aliases");
  const values = record.get("type") === "CNAME" ? record.list("records") : [];
  if (aliases === unknown || values === unknown) return [unknown];
  return [...aliases.map((alias) => read(alias, "name")), ...values];
}

/** A program may leave the zone's name out of a record's, which AWS adds. */
function isCalled(record: Resource, name: Value): Verdict {
  const given = record.get("name");
  const full = record.get("fqdn");
  if (full !== unknown || !isText(given) || !isText(name))
    return some([sameName(given, name), sameName(full, name)]);
  if (bare(name) === bare(given)) return true;
  return bare(name).startsWith(`${bare(given)}.`) ? unknown : false;
}

/** Resources that say no region are in that of the stack. */
function isSameRegion(one: Resource, other: Resource): Verdict {
  const [region, its] = [one.get("region"), other.get("region")];
  if (one === other) return true;
  return region === unknown || its === unknown ? unknown : region === its;
}

/** Whether two names are one for DNS. */
export function sameName(one: Value, other: Value): Verdict {
  if (one === unknown || other === unknown) return unknown;
  return isText(one) && isText(other) && bare(one) === bare(other);
}

/** Route 53 has names in lower case, and a load balancer's with a prefix for both kinds of addresses. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^dualstack\./, "")
    .replace(/\.$/, "");
}

/** Whether two records are not in one hosted zone, such as a public and a private one with the same names. */
export function isOtherZone(one: Resource, other: Resource): Verdict {
  const [zone, its] = [one.get("zoneId"), other.get("zoneId")];
  return zone === unknown || its === unknown ? unknown : zone !== its;
}

export function others(stack: Stack, record: Resource): readonly Resource[] {
  return stack.ofType(recordType).filter((it) => it !== record);
}
