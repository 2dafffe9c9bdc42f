import { isLimitedBy, meansEverybody, statementsOf, type Statement } from "../../model/policy-document";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, read, type Unknown, unknown, type Value } from "../../model/value";

const roleType = "aws:iam/role:Role";
const policyTypes = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];

/** Actions that only describe what there is cannot be limited to some of it. */
const describes = /^[\w-]+:(Describe|List)\w*\*$/;

/** What services call the kinds of their resources: `table/*` names no table. */
const kinds =
  "secret|table|key|role|user|group|policy|function|log-group|parameter|repository|cluster|db|instance|volume|instance-profile";

/**
 * `*`, ARNs of everything that a service has, such as `arn:aws:s3:::*`, or that it has of a kind, and ARNs cut short,
 * the rest of which AWS takes for `*`. Source: IAM User Guide, "IAM JSON policy elements: Resource".
 */
const everything = new RegExp(`^(\\*+|arn(:[^:]*){0,4}|arn(:[^:]*){4}:((${kinds})[:/])?[*/:]*\\*[*/:]*)$`);

/** Whether a statement gives more than can be named: any action of a service on any resource. */
function isTooWide({ allows, actions, inverted, resources }: Statement): boolean {
  const wide = actions.filter((action) => action.includes("*") && !describes.test(action));
  if (!allows) return false;
  if (inverted || actions.includes("*")) return true;
  return wide.length > 0 && resources.some((resource) => everything.test(resource));
}

export const iamWildcards = rule({
  name: "iam-no-wildcards",
  description: "An IAM policy names what it allows: no wildcard of actions on all resources",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
    "CFG IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS",
    "NAG IAM5",
    "CKV_AWS_1",
    "CKV_AWS_62",
    "CKV_AWS_63",
  ],
  *check(stack) {
    for (const { resource, policy } of policiesOf(stack)) {
      const statements = statementsOf(policy);
      const wide = statements === unknown ? undefined : statements.find(isTooWide);
      yield {
        resource,
        verdict: statements === unknown ? unknown : wide === undefined,
        found: wide
          ? `${wide.inverted ? "everything but " : ""}${wide.actions.join(", ")} on ${wide.resources.join(", ")}`
          : "",
        required: "actions by name, or by name and * on resources by ARN",
        fix: "list the actions that are needed, and the ARNs that they are needed on",
      };
    }
  },
});

function* policiesOf(stack: Stack): Iterable<{ resource: Resource; policy: Value }> {
  for (const resource of stack.ofType(...policyTypes)) yield { resource, policy: resource.get("policy") };
  for (const resource of stack.ofType(roleType)) {
    const inline = elements(resource.given("inlinePolicies"));
    for (const it of inline === unknown ? [] : inline) yield { resource, policy: read(it, "policy") };
  }
}

interface ManagedPoliciesConfig {
  readonly forbidden: readonly string[];
}

export const iamAdministrator = rule<ManagedPoliciesConfig>({
  name: "iam-no-administrator",
  description: "No role, user or group has a managed policy of administrators",
  severity: "high",
  requirement: "security",
  sources: ["CKV_AWS_274"],
  settings: {
    forbidden: {
      default: ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess"],
      description: "Managed policies that nothing in the stack may have",
    },
  },
  *check(stack, { forbidden }) {
    for (const { resource, arns } of attachedTo(stack)) {
      const isAllowed = (arn: Value) => judge(arn, (known) => !forbidden.includes(lastPart(known)));
      yield {
        resource,
        verdict: arns === unknown ? unknown : every(arns.map(isAllowed)),
        found: arns === unknown ? "" : `policies ${arns.map(show).join(", ")}`,
        required: `none of ${forbidden.join(", ")}`,
        fix: "attach a policy with the actions that are needed in its place",
      };
    }
  },
});

const attachmentTypes = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
];

const exclusiveTypes = [
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
];

/** The managed policies that something gets, by an attachment, as a whole list, or as a role's own list. */
function* attachedTo(stack: Stack): Iterable<{ resource: Resource; arns: readonly Value[] | Unknown }> {
  for (const resource of stack.ofType(...attachmentTypes)) {
    yield { resource, arns: [resource.get("policyArn")] };
  }
  for (const resource of stack.ofType(...exclusiveTypes)) {
    yield { resource, arns: elements(resource.get("policyArns")) };
  }
  for (const resource of stack.ofType(roleType)) {
    const arns = elements(resource.given("managedPolicyArns"));
    if (arns === unknown || arns.length > 0) yield { resource, arns };
  }
}

function lastPart(arn: Value): string {
  return show(arn).split("/").at(-1) ?? "";
}

export const trustLimited = rule({
  name: "iam-trust-limited",
  description:
    "A role trusts services and identities by name, and a foreign token only with a condition on its subject",
  severity: "critical",
  requirement: "security",
  sources: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358"],
  *check(stack) {
    for (const role of stack.ofType(roleType)) {
      const statements = statementsOf(role.get("assumeRolePolicy"));
      const wide = statements === unknown ? undefined : statements.find(trustsAnybody);
      yield {
        resource: role,
        verdict: statements === unknown ? unknown : wide === undefined,
        found: `trust in ${[...(wide?.principals ?? [])].map(([kind, names]) => `${kind} ${names.join(", ")}`).join("; ")}`,
        required: "principals by name; with a Federated one a condition on the token's sub that is not *",
        fix: "set Principal to the one service or role that needs it; for OIDC add StringEquals on <issuer>:sub",
      };
    }
  },
});

/** A subject that a token of everybody can have: any, or of any repository or project, whatever the issuer calls them. */
const anySubject = /^(\w+:)?[*?]/;

/** The keys that say whose a caller is. Source: IAM User Guide, "AWS global condition context keys". */
const callersKeys = /^aws:principal(arn|account|orgid|orgpaths)$/;

function trustsAnybody(statement: Statement): boolean {
  const { allows, principals, anybodyElse } = statement;
  if (!allows) return false;
  if (anybodyElse) return true;
  if (meansEverybody(statement) && !isLimitedBy(statement, callersKeys)) return true;
  const federated = principals.get("Federated") ?? [];
  const isOidc = federated.some((name) => name.includes("oidc-provider/"));
  return isOidc && !isLimitedBy(statement, /:sub$/, anySubject);
}
