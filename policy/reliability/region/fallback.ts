import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { isBackedUpOnly, type RecoveryConfig, recoverySettings } from "./declared";
import { isEntry, recordType } from "./records";

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
      const first = some([failsOverAs(record, "PRIMARY"), isEntry(stack, record)]);
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
  const others = stack.ofType(recordType).filter((it) => it !== record);
  return every([
    failsOverAs(record, "PRIMARY"),
    some(others.map((other) => every([failsOverAs(other, "SECONDARY"), isOfName(other, record)]))),
  ]);
}

function isOfName(one: Resource, other: Resource): Verdict {
  const [name, its] = [one.get("name"), other.get("name")];
  return name === unknown || its === unknown ? unknown : name === its;
}
