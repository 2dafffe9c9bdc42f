import { anyValue } from "../../model/policy-document";
import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { judge, not, some, type Value, type Verdict } from "../../model/value";

/**
 * Single statements of a resource's policy that are resources of their own: the properties that say for whom the principal
 * acts. An Alexa skill is known by its token. That a caller is authenticated (functionUrlAuthType AWS_IAM) says nothing:
 * anybody can have an account. Source: AWS Lambda API Reference, "AddPermission", and Developer Guide, "Control access to
 * Lambda function URLs", read 2026-11-25.
 */
const permissions: Readonly<Record<string, readonly string[]>> = {
  "aws:lambda/permission:Permission": ["sourceArn", "sourceAccount", "principalOrgId", "eventSourceToken"],
  "aws:lambda/layerVersionPermission:LayerVersionPermission": ["organizationId"],
  "aws:cloudwatch/eventPermission:EventPermission": ["condition"],
};

export const permissionNamesSource = rule({
  name: "permission-names-its-source",
  description: "A permission for everybody, or for a service of AWS's, says on whose behalf",
  cannotKnow: "Who can have the named source call the function",
  severity: "high",
  requirement: "security",
  sources: ["CFG LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", "CKV_AWS_301", "CKV_AWS_364"],
  *check(stack) {
    for (const [type, sources] of Object.entries(permissions)) {
      for (const permission of stack.ofType(type)) {
        const principal = permission.get("principal");
        yield {
          resource: permission,
          verdict: some([
            not(actsForAnybody(principal)),
            ...sources.map((property) => isSource(permission.given(property))),
          ]),
          found: `principal ${show(principal)}, ${sources.map((it) => `${it} ${show(permission.given(it))}`).join(", ")}`,
          required: `an account or role as principal, or one of ${sources.join(", ")}`,
          fix: "set sourceArn to the resource that calls, sourceAccount to its account, or principal to an account",
        };
      }
    }
  },
});

/**
 * Everybody, or a service, which acts for whoever has set it up: another account can have its own resources call a function
 * of this one. Source: AWS Lambda API Reference, "AddPermission", read 2026-11-25.
 */
function actsForAnybody(principal: Value): Verdict {
  return judge(principal, (known) => known === "*" || /\.amazon(aws)?\.com(\.cn)?$/.test(show(known)));
}

function isSource(value: Value): Verdict {
  return judge(value, (known) => known !== undefined && known !== "" && !anyValue.test(show(known)));
}

export const functionUrlAuthorized = propertyRule({
  name: "function-url-authorized",
  description: "The URL of a function answers authorized callers only",
  severity: "high",
  requirement: "security",
  sources: ["CKV_AWS_258"],
  on: { "aws:lambda/functionUrl:FunctionUrl": ["authorizationType"] },
  holds: (value) => value === "AWS_IAM",
  required: "AWS_IAM",
  fix: 'set authorizationType to "AWS_IAM", and let the public in through CloudFront with origin access control, or an API',
});
