import {
  isLimitedBy,
  judgePolicy,
  limits,
  meansEverybody,
  type Statement,
} from "../../model/policy-document";
import { rule } from "../../model/rule";
import { hasWildcard, stemOf } from "../../model/wildcard";

export const trustLimited = rule({
  name: "iam-trust-limited",
  description:
    "A role trusts services and identities by name, and a foreign token only with a condition on its subject",
  cannotKnow: "Who can act as the principals that are named",
  severity: "critical",
  requirement: "security",
  sources: ["CKV_AWS_60", "CKV_AWS_61", "CKV_AWS_358"],
  *check(stack) {
    for (const role of stack.ofType("aws:iam/role:Role")) {
      const { verdict, broken } = judgePolicy(role.get("assumeRolePolicy"), trustsAnybody);
      yield {
        resource: role,
        verdict,
        found: `trust in ${[...(broken?.principals ?? [])].map(([kind, names]) => `${kind} ${names.join(", ")}`).join("; ")}`,
        required:
          "principals by name; with a Federated one a condition on whose token it is, by name: of GitHub the repository, of a user pool or an application its aud",
        fix: "set Principal to the one service or role that needs it; for OIDC add StringEquals on <issuer>:sub, such as repo:<organization>/<repository>:environment:<name>; for SAML on SAML:aud",
      };
    }
  },
});

/** The keys that say whose a caller is. Source: IAM User Guide, "AWS global condition context keys". */
const callersKeys = /^aws:principal(arn|account|orgid|orgpaths)$/;

/** Actions that go with a role's being assumed, and do not assume it. */
const accompanying = /^sts:(TagSession|SetSourceIdentity|SetContext)$/i;

function trustsAnybody(statement: Statement): boolean {
  const { allows, actions, inverted, principals, anybodyElse, conditionKeysKnown } = statement;
  if (!allows || !conditionKeysKnown) return false;
  if (!inverted && actions.every((action) => accompanying.test(action))) return false;
  if (anybodyElse) return true;
  if (meansEverybody(statement) && !isLimitedBy(statement, callersKeys)) return true;
  return (principals.get("Federated") ?? []).some((provider) => !asksForToken(statement, provider));
}

/**
 * Issuers whose tokens many customers share and whose tenants another claim than `sub` tells apart, with the claims that do.
 * Source: IAM User Guide, "Identity-provider controls for shared OIDC providers" and "Available keys for AWS OIDC federation";
 * read 2026-11-25.
 */
const claims: readonly (readonly [issuer: RegExp, claims: readonly string[]])[] = [
  [/^cognito-identity\.amazonaws\.com$/, ["aud", "sub"]],
  [/^accounts\.google\.com$/, ["aud", "oaud", "sub"]],
  [/^graph\.facebook\.com$/, ["app_id", "id"]],
  [/^www\.amazon\.com$/, ["app_id", "user_id"]],
  [/^(oidc\.vercel\.com|api\.pulumi\.com\/oidc|sandboxes\.cloud)(\/|$)/, ["aud", "sub"]],
  [
    /^token\.actions\.githubusercontent\.com(\/|$)/,
    ["sub", "repository", "repository_id", "job_workflow_ref"],
  ],
];

/** Whether a statement asks a foreign token for a claim that not everybody's has. */
function asksForToken({ conditions }: Statement, provider: string): boolean {
  // IAM trusts whatever a SAML provider of the account says; its audience says for whom. Source: IAM User Guide, "Create a role
  // for SAML 2.0 federation", read 2026-11-25.
  if (provider.includes(":saml-provider/")) {
    return conditions.some((it) => it.key.startsWith("saml:") && limits(it, isAny));
  }
  const issuer = provider.split(":oidc-provider/").at(-1)?.toLowerCase() ?? "";
  const [, names] = claims.find(([shared]) => shared.test(issuer)) ?? [issuer, ["sub"]];
  return names.some((name) =>
    conditions.some((it) => it.key === `${issuer}:${name}` && limits(it, (value) => isOpen(name, value))),
  );
}

/**
 * Whether somebody else's token can have a claim that a pattern matches. What is before the first wildcard has to name
 * the tenant whole, with the separator after it: `repo:acme*` is the organization acme-2 as well.
 */
function isOpen(claim: string, pattern: string): boolean {
  if (!hasWildcard(pattern)) return pattern === "";
  const stem = stemOf(pattern);
  if (claim === "repository" || claim === "job_workflow_ref") return !/^[^/]+\/[^/]/.test(stem);
  if (claim !== "sub") return true;
  // Anybody of an organization may make a repository in it: AWS asks for "a specific set of repositories or branches". Source: IAM
  // User Guide, "Configuring a role for GitHub OIDC identity provider", read 2026-11-25.
  if (stem.startsWith("repo:")) return !/^repo:[^/]+\/[^:]/.test(stem);
  return !tenantNamed.test(stem);
}

/**
 * A subject of several parts, the first of which says what the second names: `project_path:acme/`, `org/<id>/`,
 * `organization:acme:`, `system:serviceaccount:web:`; or begins with an id in braces.
 */
const tenantNamed = /^(system:serviceaccount:[^:]+:|(?!system:)[\w-]+[:/][^:/]+[:/]|\{[^}]+\}:)/;

function isAny(pattern: string): boolean {
  return /^[*?]*$/.test(pattern);
}
