import { oncePerStack } from "../../model/analysis";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { isBackedUpOnly, isStandby, type RecoveryConfig, recoverySettings } from "./declared";
import { holdsOnWay, isEntry, isOtherZone, others, recordType, sameName, sharesRegion } from "./way-in";

export const fallbackPage = rule<RecoveryConfig>({
  name: "dns-fallback-page",
  description:
    "Where no other region is left to serve its users, a stack's name leads to a page that says so while its own region is lost",
  cannotKnow:
    "Whether the page is kept outside of the region, and what it says; a page that another stack keeps; whether a zone that a look-up gives is a private one",
  severity: "medium",
  requirement: "B9",
  sources: [],
  settings: recoverySettings,
  *check(stack, config) {
    const alone = isBackedUpOnly(stack, config);
    const standby = isStandby(stack, config);
    for (const record of stack.ofType(recordType)) {
      const entry = isEntry(stack, record);
      // With the other routings no region is the last that is asked.
      const last = every([standby, failsOverAs(record, "SECONDARY")]);
      if (every([entry, some([alone, last])]) === false) continue;
      const isFollowed = some([hasSecond(stack, record), isSecond(stack, record)]);
      const isFollowedBelow = holdsOnWay(stack, record, (below) => hasSecond(stack, below));
      yield {
        resource: record,
        verdict: some([
          not(entry),
          every([some([not(alone), isFollowed]), some([not(last), isFollowedBelow])]),
        ]),
        ...(last === true ? adviceToStandby(record) : advice(record)),
      };
    }
  },
});

function advice(record: Resource) {
  return {
    found: `no other record of ${show(record.get("name"))} with failover type SECONDARY`,
    required: "a second record of the name, which leads to a page that CloudFront or another region serves",
    fix: 'add an aws.route53.Record of the name with failoverRoutingPolicies type "SECONDARY", an alias of a CloudFront distribution that has the name among its aliases, and make this one the PRIMARY',
    platformFix: "infra/dns/fallback-page.ts",
  };
}

/** Route 53 has one SECONDARY of a name, which this one is. */
function adviceToStandby(record: Resource) {
  return {
    found: `${show(record.get("name"))} leads to no name with a record of failover type SECONDARY`,
    required:
      "an alias of a name below, whose PRIMARY leads to the load balancer and whose SECONDARY leads to a page",
    fix: "make two records of a name below, such as standby and this name: the PRIMARY with this record's alias and health check, the SECONDARY an alias of a CloudFront distribution that has both names among its aliases; and lead this record to that name",
    platformFix: "infra/platform/endpoint.ts",
  };
}

function failsOverAs(record: Resource, type: "PRIMARY" | "SECONDARY"): Verdict {
  return judge(record.get("failoverRoutingPolicies", 0, "type"), (given) => given === type);
}

/** Whether something takes the place of a record; users may come by a plain one too, of which nothing does. */
function hasSecond(stack: Stack, record: Resource): Verdict {
  return followed(stack).get(record) ?? false;
}

const followed = oncePerStack(
  (stack): ReadonlyMap<Resource, Verdict> =>
    new Map(
      stack
        .ofType(recordType)
        .map((record) => [
          record,
          some(others(stack, record).map((second) => takesPlaceOf(stack, second, record))),
        ]),
    ),
);

/** Whether a record takes the place of another one, and so comes last. */
function isSecond(stack: Stack, record: Resource): Verdict {
  return some(others(stack, record).map((first) => takesPlaceOf(stack, record, first)));
}

/** Whether Route 53 answers with a record in place of another one, and that leads out of its region. */
function takesPlaceOf(stack: Stack, second: Resource, first: Resource): Verdict {
  const isPair = every([
    failsOverAs(first, "PRIMARY"),
    failsOverAs(second, "SECONDARY"),
    sameName(second.get("name"), first.get("name")),
    not(isOtherZone(second, first)),
    isSameType(second, first),
  ]);
  return isPair === false ? false : every([isPair, not(sharesRegion(stack, second, first))]);
}

function isSameType(one: Resource, other: Resource): Verdict {
  const [type, its] = [one.get("type"), other.get("type")];
  return type === unknown || its === unknown ? unknown : type === its;
}
