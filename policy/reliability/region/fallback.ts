import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { isBackedUpOnly, type RecoveryConfig, recoverySettings } from "./declared";
import { isEntry, isOtherZone, others, recordType, sameName, targetsOf } from "./records";

export const fallbackPage = rule<RecoveryConfig>({
  name: "dns-fallback-page",
  description:
    "Where no other region serves its users, a stack's name leads to a page that says so while its own region is lost",
  cannotKnow: "Whether the page is kept outside of the region, and what it says",
  severity: "medium",
  requirement: "B9",
  sources: [],
  settings: recoverySettings,
  *check(stack, config) {
    const alone = isBackedUpOnly(stack, config);
    if (alone === false) return;
    for (const record of stack.ofType(recordType)) {
      const first = isEntry(stack, record);
      if (first === false) continue;
      yield {
        resource: record,
        verdict: some([not(alone), not(first), hasSecond(stack, record)]),
        found: `no other record of ${show(record.get("name"))} with failover type SECONDARY`,
        required:
          "a second record of the name, which leads to a page that CloudFront or another region serves",
        fix: 'add an aws.route53.Record of the name with failoverRoutingPolicies type "SECONDARY", an alias of a CloudFront distribution that has the name among its aliases, and make this one the PRIMARY',
        platformFix: "infra/dns/fallback-page.ts",
      };
    }
  },
});

function failsOverAs(record: Resource, type: "PRIMARY" | "SECONDARY"): Verdict {
  return judge(record.get("failoverRoutingPolicies", 0, "type"), (given) => given === type);
}

/** Users may come by a plain record too, which nothing takes the place of. */
function hasSecond(stack: Stack, record: Resource): Verdict {
  return every([
    failsOverAs(record, "PRIMARY"),
    some(others(stack, record).map((other) => takesPlaceOf(other, record))),
  ]);
}

/** Whether Route 53 answers with a record in place of another one, and that leads elsewhere. */
function takesPlaceOf(second: Resource, first: Resource): Verdict {
  const isOtherType = judge(second.get("type"), (type) => type !== first.get("type"));
  const leadsBack = targetsOf(second).flatMap((target) =>
    targetsOf(first).map((its) => sameName(target, its)),
  );
  return every([
    failsOverAs(second, "SECONDARY"),
    sameName(second.get("name"), first.get("name")),
    not(isOtherZone(second, first)),
    first.get("type") === unknown ? unknown : not(isOtherType),
    not(some(leadsBack)),
  ]);
}
