import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { ofReferenced } from "../../model/candidates";
import { isText, some, unknown, type Value, type Verdict } from "../../model/value";

const listenerType = "aws:lb/listener:Listener";
const certificateTypes = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
];

export const certificateInRegion = rule({
  name: "certificate-in-region",
  description: "A listener's certificate is in the region of its load balancer",
  cannotKnow: "The region of a certificate of another stack whose ARN is not known",
  severity: "high",
  requirement: "B9",
  sources: [],
  *check(stack) {
    for (const listener of stack.ofType(listenerType)) {
      if (listener.given("certificateArn") === undefined) continue;
      const home = listener.get("region");
      yield {
        resource: listener,
        verdict: isHere(listener, home),
        found: `certificateArn ${show(listener.get("certificateArn"))}; the listener's region is ${show(home)}`,
        required: "a certificate of the same region: AWS finds no other",
        fix: "request a certificate in the load balancer's region, each region's its own",
        platformFix: "infra/dns, or platform:domain.certificateArn",
      };
    }
  },
});

function isHere(listener: Resource, home: Value): Verdict {
  const isHome = (region: Value): Verdict =>
    region === unknown || home === unknown
      ? unknown
      : region === undefined || home === undefined || region === home;
  const arn = listener.get("certificateArn");
  if (isText(arn)) return isHome(arn.split(":")[3]);
  const named = certificateTypes
    .map((type) => listener.references(type, "certificateArn"))
    .filter(({ resources }) => resources.length > 0);
  return some(
    named
      .map((it) => ofReferenced(it, (certificate) => isHome(certificate.get("region"))))
      .concat(named.length === 0 ? [unknown] : []),
  );
}
