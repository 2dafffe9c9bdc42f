import { statementsOf, type Statement } from "../../model/policy-document";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { elements, judge, read, unknown, type Value } from "../../model/value";

const roleType = "aws:iam/role:Role";
const policyTypes = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];

/** Actions that only describe what there is cannot be limited to some of it. */
const describes = /^[\w-]+:(Describe|List)\w*\*$/;

/** Whether a statement gives more than can be named: any action of a service on any resource. */
function isTooWide({ allows, actions, inverted, resources }: Statement): boolean {
  const wide = actions.filter((action) => action.includes("*") && !describes.test(action));
  if (!allows) return false;
  if (inverted || actions.includes("*")) return true;
  return wide.length > 0 && resources.includes("*");
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
    for (const kind of ["role", "user", "group"]) {
      const upper = kind.charAt(0).toUpperCase() + kind.slice(1);
      const type = `aws:iam/${kind}PolicyAttachment:${upper}PolicyAttachment`;
      for (const resource of stack.ofType(type)) {
        yield {
          resource,
          verdict: judge(resource.get("policyArn"), (arn) => !forbidden.includes(lastPart(arn))),
          found: `policyArn ${show(resource.get("policyArn"))}`,
          required: `none of ${forbidden.join(", ")}`,
          fix: `give the ${kind} a policy with the actions that it needs`,
        };
      }
    }
  },
});

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

function trustsAnybody({ allows, principals, conditions }: Statement): boolean {
  if (!allows) return false;
  const everybody = [...principals.values()].some((names) => names.includes("*"));
  const federated = principals.get("Federated") ?? [];
  const subjects = [...conditions].filter(([key]) => /:(sub|aud)$/i.test(key));
  const isOidc = federated.some((name) => name.includes("oidc-provider/"));
  const isLimited = subjects.some(([key, values]) => key.endsWith(":sub") && !values.includes("*"));
  return everybody || (isOidc && !isLimited);
}

const resourcePolicies = {
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
};

export const resourcePolicyNotPublic = rule({
  name: "resource-policy-not-public",
  description: "A resource's policy allows nothing to everybody without a condition",
  severity: "critical",
  requirement: "security",
  sources: ["CFG S3_BUCKET_POLICY_GRANTEE_CHECK", "CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
  *check(stack) {
    for (const [type, property] of Object.entries(resourcePolicies)) {
      for (const resource of stack.ofType(type)) {
        const statements = statementsOf(resource.given(property));
        const open = statements === unknown ? undefined : statements.find(isOpen);
        yield {
          resource,
          verdict: statements === unknown ? unknown : open === undefined,
          found: `${open?.actions.join(", ") ?? ""} allowed to everybody`,
          required: "a Principal by name, or a condition such as aws:SourceAccount",
          fix: "name the account, role or service in Principal, or limit the statement by aws:SourceAccount or aws:SourceArn",
        };
      }
    }
  },
});

function isOpen({ allows, principals, conditions }: Statement): boolean {
  return allows && conditions.size === 0 && [...principals.values()].some((names) => names.includes("*"));
}
