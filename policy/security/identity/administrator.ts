import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, read, type Unknown, unknown, type Value } from "../../model/value";

interface ManagedPoliciesConfig {
  readonly forbidden: readonly string[];
}

export const iamAdministrator = rule<ManagedPoliciesConfig>({
  name: "iam-no-administrator",
  description: "No role, user, group or permission set has a managed policy of administrators",
  cannotKnow: "What a policy of another name gives",
  severity: "high",
  requirement: "security",
  sources: ["CKV_AWS_274"],
  settings: {
    forbidden: {
      default: ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "AmazonEKSClusterAdminPolicy"],
      description: "Managed policies that nothing in the stack may have",
    },
  },
  *check(stack, { forbidden }) {
    for (const { resource, policies } of attachedTo(stack)) {
      const isAllowed = (policy: Value) => judge(policy, (known) => !forbidden.includes(lastPart(known)));
      yield {
        resource,
        verdict: policies === unknown ? unknown : every(policies.map(isAllowed)),
        found: policies === unknown ? "" : `policies ${policies.map(show).join(", ")}`,
        required: `none of ${forbidden.join(", ")}`,
        fix: "attach a policy with the actions that are needed in its place",
      };
    }
  },
});

/**
 * Where a type names the managed policies that it gives: one ARN, one name, or a list of either. Boundaries, session policies
 * and guardrails take rights away and are none of these.
 */
export const attachments: Readonly<Record<string, readonly [property: string, ...path: string[]]>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["policyArn"],
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["policyArn"],
  "aws:iam/policyAttachment:PolicyAttachment": ["policyArn"],
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ["policyArns"],
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": ["policyArns"],
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": ["policyArns"],
  "aws:iam/role:Role": ["managedPolicyArns"],
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": ["managedPolicyArn"],
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": ["managedPolicyArns"],
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": [
    "customerManagedPolicyReference",
    "name",
  ],
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive": [
    "customerManagedPolicyReferences",
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": ["policyArn"],
  "aws:quicksight/iamPolicyAssignment:IamPolicyAssignment": ["policyArn"],
};

/** The managed policies that something gets; nothing is said of what gets none. */
function* attachedTo(stack: Stack): Iterable<{ resource: Resource; policies: readonly Value[] | Unknown }> {
  for (const [type, path] of Object.entries(attachments)) {
    for (const resource of stack.ofType(type)) {
      const given = resource.given(...path);
      if (given === undefined) continue;
      const policies = typeof given === "string" ? [given] : elements(given);
      yield { resource, policies: policies === unknown ? unknown : policies.map(nameIn) };
    }
  }
}

/** A reference to a policy by name and path, in place of its ARN, is an object. */
function nameIn(policy: Value): Value {
  return typeof policy === "object" ? read(policy, "name") : policy;
}

function lastPart(arn: Value): string {
  return show(arn).split("/").at(-1) ?? "";
}
