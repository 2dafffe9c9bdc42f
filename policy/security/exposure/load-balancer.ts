import { onlyOwnProperties } from "../../model/property-rule";
import { ofReferenced } from "../../model/candidates";
import { type Finding, rule, type RuleInfo } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { judge, not, some, type Verdict } from "../../model/value";

export const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

/** Whether a load balancer is for the inside only; AWS's default is to face the internet. */
export function isInternal(loadBalancer: Resource): Verdict {
  return judge(loadBalancer.given("internal"), (internal) => internal === true);
}

type Kind = "application" | "network" | "gateway";

/** Whether a load balancer is of a kind; an Application Load Balancer is what AWS makes where none is given. */
function isOfKind(loadBalancer: Resource, kind: Kind): Verdict {
  return judge(loadBalancer.given("loadBalancerType"), (given) => (given ?? "application") === kind);
}

const kindInArn = { application: "app", network: "net", gateway: "gwy" } as const;

/** Whether a listener is that of a load balancer of a kind, which the ARN tells of another stack's. */
export function isListenerOf(kind: Kind, listener: Resource): Verdict {
  const arn = listener.get("loadBalancerArn");
  const [, inArn] = /:loadbalancer\/(\w+)\//.exec(show(arn)) ?? [];
  if (inArn !== undefined) return inArn === kindInArn[kind];
  return ofReferenced(listener.references(loadBalancerType, "loadBalancerArn"), (it) => isOfKind(it, kind));
}

/** A rule about each load balancer that speaks HTTP, which is what a web ACL and header settings are about. */
function applicationRule(info: RuleInfo, judged: (loadBalancer: Resource) => Omit<Finding, "resource">) {
  return rule({
    ...info,
    *check(stack) {
      for (const resource of stack.ofType(loadBalancerType)) {
        const isOther = not(isOfKind(resource, "application"));
        const finding = judged(resource);
        if (isOther !== true) yield { ...finding, resource, verdict: some([isOther, finding.verdict]) };
      }
    },
  });
}

export const webAcl = rule({
  name: "load-balancer-waf",
  description: "A public Application Load Balancer is behind a web ACL",
  cannotKnow: "Which rules the web ACL has; an association that another stack or AWS Firewall Manager makes",
  severity: "high",
  requirement: "security",
  sources: ["CFG ALB_WAF_ENABLED", "CKV2_AWS_28"],
  *check(stack) {
    for (const loadBalancer of stack.ofType(loadBalancerType)) {
      const isExempt = some([not(isOfKind(loadBalancer, "application")), isInternal(loadBalancer)]);
      if (isExempt === true) continue;
      const associations = stack.referring(
        "aws:wafv2/webAclAssociation:WebAclAssociation",
        loadBalancer,
        "resourceArn",
      );
      yield {
        resource: loadBalancer,
        verdict: some([isExempt, ...associations.map(({ sure }) => sure)]),
        found: "no web ACL is associated with the load balancer",
        required: "an aws.wafv2.WebAclAssociation whose resourceArn is the load balancer's",
        fix: "add an aws.wafv2.WebAcl of scope REGIONAL with AWS's managed rule groups, and an aws.wafv2.WebAclAssociation",
      };
    }
  },
});

export const dropInvalidHeaders = applicationRule(
  {
    name: "load-balancer-drops-invalid-headers",
    description: "An Application Load Balancer drops headers that are no valid HTTP",
    cannotKnow: onlyOwnProperties,
    severity: "medium",
    requirement: "security",
    sources: ["CFG ALB_HTTP_DROP_INVALID_HEADER_ENABLED", "CKV_AWS_131"],
  },
  (loadBalancer) => {
    const drops = loadBalancer.get("dropInvalidHeaderFields");
    return {
      verdict: judge(drops, (known) => known === true),
      found: `dropInvalidHeaderFields ${show(drops)}`,
      required: "dropInvalidHeaderFields true",
      fix: "set dropInvalidHeaderFields to true",
    };
  },
);

export const desyncMitigation = applicationRule(
  {
    name: "load-balancer-desync-mitigation",
    description:
      "An Application Load Balancer lets no request through that proxies and servers read differently",
    cannotKnow: onlyOwnProperties,
    severity: "medium",
    requirement: "security",
    sources: ["CFG ALB_DESYNC_MODE_CHECK", "CKV_AWS_328"],
  },
  (loadBalancer) => {
    // Defensive is what AWS does where nothing is set.
    const mode = loadBalancer.given("desyncMitigationMode") ?? "defensive";
    return {
      verdict: judge(mode, (known) => known === "defensive" || known === "strictest"),
      found: `desyncMitigationMode ${show(mode)}`,
      required: 'desyncMitigationMode "defensive" or "strictest"',
      fix: 'set desyncMitigationMode to "defensive", or leave it out',
    };
  },
);
