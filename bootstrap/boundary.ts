import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../infra/arn";
import { policyDocument } from "../infra/service-role";

/**
 * The most that a role may ever do, whatever is attached to it: all but what would let a deployment raise its own
 * rights, make people or keys, or leave the organization. It gives nothing by itself.
 */
export function boundary(
  name: string,
  accountId: pulumi.Output<string>,
  parent: pulumi.Resource,
): aws.iam.Policy {
  const own = (kind: string) => arnOf("iam", kind, { accountId });
  return new aws.iam.Policy(
    name,
    {
      description: "The most that deployments may do",
      policy: policyDocument([
        { Sid: "Anything", Effect: "Allow", Action: "*", Resource: "*" },
        {
          Sid: "ButTheirOwnRights",
          Effect: "Deny",
          Action: [
            "iam:Attach*",
            "iam:Create*",
            "iam:Delete*",
            "iam:Detach*",
            "iam:Put*",
            "iam:Set*",
            "iam:Tag*",
            "iam:Untag*",
            "iam:Update*",
          ],
          Resource: [
            own(`policy/${name}-*`),
            own("role/deploy-*"),
            own("role/preview-*"),
            own("oidc-provider/*"),
          ],
        },
        {
          // A role without this boundary could do what the one that makes it may not.
          Sid: "ButRolesBeyondIt",
          Effect: "Deny",
          Action: ["iam:CreateRole", "iam:PutRolePermissionsBoundary"],
          Resource: "*",
          Condition: { ArnNotLike: { "iam:PermissionsBoundary": own(`policy/${name}-*`) } },
        },
        {
          Sid: "ButPeopleAndKeys",
          Effect: "Deny",
          Action: [
            "iam:AttachUserPolicy",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreateUser",
            "iam:DeleteRolePermissionsBoundary",
            "iam:PutUserPolicy",
            "iam:UpdateLoginProfile",
            "account:CloseAccount",
            "organizations:LeaveOrganization",
          ],
          Resource: "*",
        },
      ]),
    },
    { parent },
  );
}
