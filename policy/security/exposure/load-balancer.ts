import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { judge, some, unknown, type Verdict } from "../../model/value";

export const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

/** Whether a load balancer is for the inside only; AWS's default is to face the internet. */
export function isInternal(loadBalancer: Resource): Verdict {
  return judge(loadBalancer.given("internal"), (internal) => internal === true);
}

/** Whether a load balancer speaks HTTP, which is what a web ACL and header settings are about. */
function isApplication(loadBalancer: Resource): boolean {
  const type = loadBalancer.given("loadBalancerType");
  return type === undefined || type === unknown || type === "application";
}

export const webAcl = rule({
  name: "load-balancer-waf",
  description: "A public Application Load Balancer is behind a web ACL",
  severity: "high",
  requirement: "security",
  sources: ["CFG ALB_WAF_ENABLED", "CKV2_AWS_28"],
  *check(stack) {
    for (const loadBalancer of stack.ofType(loadBalancerType)) {
      if (!isApplication(loadBalancer) || isInternal(loadBalancer) === true) continue;
      const associations = stack.referring(
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        loadBalancer,
        "resourceArn",
      );
      yield {
        resource: loadBalancer,
        verdict: some(associations.map(({ sure }) => sure)),
        found: "no web ACL is associated with the load balancer",
        required: "an aws.wafv2.WebAclAssociation whose resourceArn is the load balancer's",
        fix: "add an aws.wafv2.WebAcl of scope REGIONAL with AWS's managed rule groups, and an aws.wafv2.WebAclAssociation",
      };
    }
  },
});

export const dropInvalidHeaders = propertyRule({
  name: "load-balancer-drops-invalid-headers",
  description: "An Application Load Balancer drops headers that are no valid HTTP",
  severity: "medium",
  requirement: "security",
  sources: ["CFG ALB_HTTP_DROP_INVALID_HEADER_ENABLED", "CKV_AWS_131"],
  on: { [loadBalancerType]: ["dropInvalidHeaderFields"] },
  except: (loadBalancer) => !isApplication(loadBalancer),
  holds: (value) => value === true,
  required: "true",
});

export const desyncMitigation = rule({
  name: "load-balancer-desync-mitigation",
  description:
    "An Application Load Balancer lets no request through that proxies and servers read differently",
  severity: "medium",
  requirement: "security",
  sources: ["CFG ALB_DESYNC_MODE_CHECK", "CKV_AWS_328"],
  *check(stack) {
    for (const loadBalancer of stack.ofType(loadBalancerType)) {
      if (!isApplication(loadBalancer)) continue;
      // Defensive is what AWS does where nothing is set.
      const mode = loadBalancer.given("desyncMitigationMode");
      yield {
        resource: loadBalancer,
        verdict: judge(
          mode,
          (known) => known === undefined || known === "defensive" || known === "strictest",
        ),
        found: `desyncMitigationMode ${show(mode)}`,
        required: 'desyncMitigationMode "defensive" or "strictest"',
        fix: 'set desyncMitigationMode to "defensive", or leave it out',
      };
    }
  },
});
