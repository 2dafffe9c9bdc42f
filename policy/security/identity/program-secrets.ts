import { environments, textOf, userData } from "../../model/program-text";
import { type Finding, rule } from "../../model/rule";
import { secretsIn } from "../../model/secret-text";
import type { Stack } from "../../model/stack";
import { unknown } from "../../model/value";

export const userDataSecrets = rule({
  name: "user-data-without-secrets",
  description: "User data, which everybody on an instance can read, holds no secret",
  cannotKnow:
    "Secrets that do not look like any, by name or form; what the image holds, and what the script fetches",
  severity: "critical",
  requirement: "security",
  sources: ["CKV_AWS_46"],
  check: (stack) =>
    findingsOn(stack, userData, {
      required: "no secret in user data, plain or encoded",
      fix: "take the secret back where it was given out; fetch it at boot from Secrets Manager by the instance's role",
    }),
});

export const environmentSecrets = rule({
  name: "environment-without-secrets",
  description:
    "Environments, command lines and build scripts, which everybody sees who may describe them, hold no secret",
  cannotKnow: "Secrets that do not look like any, by name or form; what the image or the package holds",
  severity: "critical",
  requirement: "security",
  sources: ["CFG ECS_NO_ENVIRONMENT_SECRETS", "CFG CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK", "CKV_AWS_45"],
  check: (stack) =>
    findingsOn(stack, environments, {
      required: "no secret in variables, arguments or scripts",
      fix: "take the secret back where it was given out; name it in Secrets Manager instead: secrets with valueFrom (ECS, Batch), type SECRETS_MANAGER (CodeBuild), runtimeEnvironmentSecrets (App Runner), or fetch it by the role (Lambda)",
    }),
});

/** Nothing is said of a resource that has no such text. */
function* findingsOn(
  stack: Stack,
  places: typeof userData,
  words: Pick<Finding, "required" | "fix">,
): Iterable<Finding> {
  for (const [type, paths] of Object.entries(places)) {
    for (const resource of stack.ofType(type)) {
      const given = paths.filter((path) => resource.given(...path) !== undefined);
      if (given.length === 0) continue;
      const texts = given.map((path) => ({ path, ...textOf(resource.given(...path)) }));
      const found = texts.flatMap(({ path, text }) =>
        secretsIn(text).map(({ what, line }) => `${what} (${path.join(".")}, line ${line})`),
      );
      const isKnown = texts.every(({ known }) => known);
      yield {
        resource,
        verdict: found.length > 0 ? false : isKnown || unknown,
        found: [...new Set(found)].join(", "),
        ...words,
      };
    }
  }
}
