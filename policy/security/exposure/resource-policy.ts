import { ofReferenced } from "../../model/candidates";
import { statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { elements, every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { policiesOf } from "../policy-properties";
import { isOpen } from "./everybody";

export const resourcePolicyNotPublic = rule({
  name: "resource-policy-not-public",
  description: "A resource's policy allows nothing to everybody without a condition",
  cannotKnow:
    "Policies that another stack gives the resource; who can get to the principals that are named; what a condition on a key that this policy does not know limits",
  severity: "critical",
  requirement: "security",
  sources: ["CFG S3_BUCKET_POLICY_GRANTEE_CHECK", "CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
  *check(stack) {
    for (const { resource, policy } of policiesOf(stack, "resource")) {
      const isGuarded = guards[resource.type]?.(resource) ?? false;
      if (isGuarded === true) continue;
      const statements = statementsOf(policy);
      const open =
        statements === unknown ? undefined : statements.find((it) => isOpen(it, statements) === true);
      const isClosed =
        statements === unknown ? unknown : every(statements.map((it) => not(isOpen(it, statements))));
      yield {
        resource,
        verdict: some([isGuarded, isClosed]),
        found: `${open?.actions.join(", ") ?? ""} allowed to everybody`,
        required: "a Principal by name, or a condition on who it is, such as aws:SourceAccount",
        fix: "name the account, role or service in Principal, or limit the statement by aws:SourceAccount or aws:SourceArn",
      };
    }
  },
});

const accessPointType = "aws:s3/accessPoint:AccessPoint";
const apiType = "aws:apigateway/restApi:RestApi";
const elasticsearchType = "aws:elasticsearch/domain:Domain";
const openSearchType = "aws:opensearch/domain:Domain";

/** Whether something else decides who gets to a resource, so that its policy opens nothing, by type. */
const guards: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [accessPointType]: isOfVpc,
  "aws:s3control/accessPointPolicy:AccessPointPolicy": (policy) =>
    ofReferenced(policy.references(accessPointType, "accessPointArn"), isOfVpc),
  "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment": (attachment) =>
    isGiven(attachment, "s3AccessPoint", "vpcConfiguration"),
  [elasticsearchType]: isGuardedDomain,
  "aws:elasticsearch/domainPolicy:DomainPolicy": ofDomain(elasticsearchType),
  [openSearchType]: isGuardedDomain,
  "aws:opensearch/domainPolicy:DomainPolicy": ofDomain(openSearchType),
  [apiType]: answersEverybody,
  "aws:apigateway/restApiPolicy:RestApiPolicy": (policy) =>
    ofReferenced(policy.references(apiType, "restApiId"), answersEverybody),
};

/**
 * An access point of a VPC refuses all others, whatever its policy says. Source: Amazon S3 User Guide, "Creating access
 * points restricted to a virtual private cloud".
 */
function isOfVpc(accessPoint: Resource): Verdict {
  return isGiven(accessPoint, "vpcConfiguration");
}

function ofDomain(type: string): (policy: Resource) => Verdict {
  return (policy) => ofReferenced(policy.references(type, "domainName"), isGuardedDomain);
}

/**
 * A domain in a VPC is behind its security groups, and fine-grained access control asks each caller who it is; with either
 * AWS recommends a policy that is open. Source: Amazon OpenSearch Service Developer Guide, "Launching your domains within
 * a VPC" and "Fine-grained access control", read 2026-11-25.
 */
function isGuardedDomain(domain: Resource): Verdict {
  const options = "advancedSecurityOptions";
  return some([
    isGiven(domain, "vpcOptions"),
    every([
      judge(domain.given(options, "enabled"), (enabled) => enabled === true),
      judge(domain.given(options, "anonymousAuthEnabled"), (anonymous) => anonymous !== true),
    ]),
  ]);
}

/**
 * Without a policy an API answers everybody, and its methods say who may call them; only a private one depends on its
 * policy. Source: Amazon API Gateway Developer Guide, "Control access to a REST API with API Gateway resource policies",
 * read 2026-11-25.
 */
function answersEverybody(api: Resource): Verdict {
  const types = api.given("endpointConfiguration", "types");
  const all = elements(typeof types === "string" ? [types] : types);
  return all === unknown ? unknown : every(all.map((type) => judge(type, (known) => known !== "PRIVATE")));
}

/** Whether the program sets a property, be it to a value that is not known yet. */
function isGiven(resource: Resource, property: string, ...path: string[]): Verdict {
  const value = resource.given(property, ...path);
  return value === unknown && path.length > 0 ? unknown : value !== undefined;
}
