import { judgePolicy, type Statement } from "../../model/policy-document";
import { rule } from "../../model/rule";
import { hasWildcard, matches, stemOf } from "../../model/wildcard";
import { policiesOf } from "../policy-properties";

/** An action that no service has: what matches it matches every action. */
const anyAction = "probe-service:ProbeAction";

/** Whether a pattern is of all services, or of several: IAM's names of services have no wildcards but in `*`. */
function isOfAllServices(action: string): boolean {
  return matches(action, anyAction) || hasWildcard(action.split(":")[0] ?? "");
}

/** Whether all that a pattern matches only describes what there is, which cannot be limited to some of it. */
function onlyDescribes(action: string): boolean {
  return /^[\w-]+:(describe|list)/i.test(stemOf(action));
}

/** Services in whose ARNs a name comes first, with no kind before it. Source: Service Authorization Reference, "Resource types". */
const withoutKinds = ["s3", "sns", "sqs", "codecommit", "codepipeline", "execute-api"];

/** Names that nobody chose: what matches one of them names nothing. */
const anyNames = ["probe-name-0123456789", "probe-name/0123456789", "probe-name:0123456789"];

/**
 * Whether a pattern of ARNs names nothing but a service, or a kind of its resources: `*`, `arn:aws:s3:::?*`,
 * `arn:aws:iam::123456789012:role/*`; or is cut short, the rest of which AWS takes for `*`. Source: IAM User Guide, "IAM JSON
 * policy elements: Resource".
 */
function namesNothing(resource: string): boolean {
  const [arn = "", , service = "", , , ...rest] = resource.split(":");
  if (hasWildcard(arn)) return matches(resource, `arn:aws:probe:probe:probe:${anyNames[0]}`);
  if (arn !== "arn") return false;
  if (rest.length === 0) return true;
  const named = rest.join(":");
  const kind = withoutKinds.includes(service) ? "" : (/^\/?[^/:]*[/:]?/.exec(named)?.[0] ?? "");
  if (hasWildcard(kind) && kind === named) return true;
  // Characters that are counted say no more of a name than any number of them.
  const pattern = named.slice(kind.length).replaceAll("?", "*");
  return hasWildcard(pattern) && anyNames.some((name) => matches(pattern, name));
}

/** Whether a statement gives more than can be named: any action of a service on any resource. */
function isTooWide({ allows, actions, inverted, resources }: Statement): boolean {
  if (!allows) return false;
  if (inverted || actions.some(isOfAllServices)) return true;
  const isWide = actions.some((action) => hasWildcard(action) && !onlyDescribes(action));
  return isWide && resources.some(namesNothing);
}

export const iamWildcards = rule({
  name: "iam-no-wildcards",
  description: "An IAM policy names what it allows: no wildcard of actions on all resources",
  cannotKnow:
    "What an action gives that is named whole; boundaries and guardrails that take rights away; managed policies, beside those that `iam-no-administrator` names",
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
    for (const { resource, policy } of policiesOf(stack, "identity")) {
      const { verdict, broken } = judgePolicy(policy, isTooWide);
      yield {
        resource,
        verdict,
        found: broken
          ? `${broken.inverted ? "everything but " : ""}${broken.actions.join(", ")} on ${broken.resources.join(", ")}`
          : "",
        required: "actions by name, or by name and * on resources by ARN",
        fix: "list the actions that are needed, and the ARNs that they are needed on",
      };
    }
  },
});
