import { ofReferenced } from "../../model/candidates";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import {
  asKnown,
  every,
  isText,
  judge,
  not,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { isInternal, isListenerOf, loadBalancerType } from "../exposure/load-balancer";

const listenerType = "aws:lb/listener:Listener";

export const listenerHttps = rule({
  name: "load-balancer-https",
  description: "A public load balancer speaks TLS, and sends plain HTTP there",
  cannotKnow:
    "Listeners that another stack gives the load balancer; what the targets do with a plain request that is forwarded to them",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK",
    "CKV_AWS_2",
    "CKV2_AWS_20",
    "PCP aws-alb-listener-disallow-unencrypted-traffic",
  ],
  *check(stack) {
    for (const listener of stack.ofType(listenerType)) {
      // Whether another stack's load balancer is public is not known here.
      const loadBalancer = listener.references(loadBalancerType, "loadBalancerArn");
      const isExempt = some([isOfGateway(listener), ofReferenced(loadBalancer, isInternal)]);
      if (isExempt === true) continue;
      const servesNothing = every([
        some([redirectsToHttps(listener), answersItself(listener)]),
        rulesRedirect(stack, listener),
      ]);
      yield {
        resource: listener,
        verdict: some([isEncrypted(listener), servesNothing, isExempt]),
        found: `protocol ${show(protocolOf(listener))} on port ${show(listener.get("port"))}, action ${show(listener.get("defaultActions", 0, "type"))}`,
        required:
          "protocol HTTPS (TLS on a network load balancer), or a redirect to HTTPS and no rule that forwards",
        fix: "give the load balancer a listener on 443 with a certificate, and this one a redirect action with protocol HTTPS and statusCode HTTP_301",
        platformFix: "platform:domain",
      };
    }
  },
});

function redirectsToHttps(listener: Resource): Verdict {
  return every([
    judge(listener.get("defaultActions", 0, "type"), (type) => type === "redirect"),
    judge(listener.get("defaultActions", 0, "redirect", "protocol"), (protocol) => protocol === "HTTPS"),
  ]);
}

/** Whether a listener answers with words of its own, such as a 403. */
function answersItself(listener: Resource): Verdict {
  return judge(listener.get("defaultActions", 0, "type"), (type) => type === "fixed-response");
}

/** Rules of a listener come before its default action, and may answer over plain HTTP what that would redirect. */
function rulesRedirect(stack: Stack, listener: Resource): Verdict {
  const rules = stack.referring("aws:lb/listenerRule:ListenerRule", listener, "listenerArn");
  return every(
    rules.map(({ resource, sure }) =>
      some([
        judge(resource.get("actions", 0, "type"), (type) => type !== "forward"),
        sure === true ? false : unknown,
      ]),
    ),
  );
}

/**
 * What a listener speaks: HTTP where an Application Load Balancer's says nothing, whatever its port. A Network Load
 * Balancer's has to say it. Source: Pulumi's documentation of aws.lb.Listener, protocol, read 2026-11-25.
 */
function protocolOf(listener: Resource): Value {
  const protocol = listener.get("protocol");
  if (listener.given("protocol") !== undefined || isText(protocol)) return protocol;
  return isListenerOf("application", listener) === true ? "HTTP" : unknown;
}

/** A network load balancer may hand TLS through to its targets, on any port but that of plain HTTP. */
function isEncrypted(listener: Resource): Verdict {
  const protocol = protocolOf(listener);
  return some([
    speaksTls(protocol),
    every([
      judge(protocol, (known) => known !== "HTTP"),
      judge(listener.get("port"), (port) => show(port) !== "80"),
    ]),
  ]);
}

/** Policies that refuse TLS before 1.2. Source: Elastic Load Balancing, "Security policies for your Application Load Balancer". */
const modernTls = /TLS13-1-[23]-|TLS-1-2-|FS-1-2-/;

/** A Gateway Load Balancer passes on all packets as they are, and its listener has no protocol. */
function isOfGateway(listener: Resource): Verdict {
  return listener.given("protocol") === undefined && isListenerOf("gateway", listener);
}

function speaksTls(protocol: Value): Verdict {
  return judge(protocol, (known) => known === "HTTPS" || known === "TLS");
}

export const tlsPolicy = rule({
  name: "tls-policy",
  description: "A listener that speaks TLS takes version 1.2 at least",
  cannotKnow: "What a policy that AWS adds will take, beyond what its name says",
  severity: "high",
  requirement: "security",
  sources: ["CFG ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "CKV_AWS_103"],
  *check(stack) {
    for (const listener of stack.ofType(listenerType)) {
      const isPlain = some([not(speaksTls(protocolOf(listener))), isOfGateway(listener)]);
      if (isPlain === true) continue;
      // Where none is given it is ELBSecurityPolicy-2016-08, which takes TLS 1.0.
      const policy = listener.given("sslPolicy");
      yield {
        resource: listener,
        verdict: some([isPlain, judge(policy, (known) => modernTls.test(show(known)))]),
        found: `sslPolicy ${show(policy)}`,
        required: "sslPolicy ELBSecurityPolicy-TLS13-1-2-2021-06, or another that begins with TLS 1.2",
        fix: "set sslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06, or another that begins with TLS 1.2",
      };
    }
  },
});

/** With CloudFront's own certificate nobody can choose; with another the default takes TLS 1.0. */
function takesModernTls(certificate: Value): Verdict {
  const own = ["acmCertificateArn", "iamCertificateId"].map((name) => read(certificate, name));
  if (own.every((it) => it === undefined || it === "")) return true;
  return judge(read(certificate, "minimumProtocolVersion"), (version) => /^TLSv1\.[23]/.test(show(version)));
}

const httpsPolicies = ["redirect-to-https", "https-only"];

export const distributionHttps = rule({
  name: "distribution-https",
  description: "A CloudFront distribution answers on HTTPS only, by TLS 1.2 at least",
  cannotKnow: "How the origin is reached by others than the distribution",
  severity: "high",
  requirement: "security",
  sources: ["CFG CLOUDFRONT_VIEWER_POLICY_HTTPS", "CKV_AWS_34"],
  *check(stack) {
    for (const distribution of stack.ofType("aws:cloudfront/distribution:Distribution")) {
      const ordered = distribution.list("orderedCacheBehaviors");
      const behaviors = [distribution.get("defaultCacheBehavior"), ...asKnown(ordered)];
      const policies = behaviors.map((behavior) => read(behavior, "viewerProtocolPolicy"));
      const isHttps = (policy: Value) => judge(policy, (known) => httpsPolicies.includes(show(known)));
      const certificate = distribution.get("viewerCertificate");
      yield {
        resource: distribution,
        verdict: every([
          ...policies.map(isHttps),
          ordered === unknown ? unknown : true,
          takesModernTls(certificate),
        ]),
        found: `viewerProtocolPolicy ${policies.map(show).join(", ")}; minimumProtocolVersion ${show(read(certificate, "minimumProtocolVersion"))}`,
        required: `${httpsPolicies.join(" or ")} of defaultCacheBehavior and of each of orderedCacheBehaviors; with a certificate of one's own TLSv1.2_2021 or later`,
        fix: 'set viewerProtocolPolicy to "redirect-to-https", and viewerCertificate.minimumProtocolVersion to "TLSv1.2_2021"',
      };
    }
  },
});
