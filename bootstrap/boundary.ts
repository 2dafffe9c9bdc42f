import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../infra/arn";
import { policyDocument } from "../infra/service-role";

/** What no deployment may touch: where all stacks' state is, and the keys without which it cannot be read. */
export interface State {
  stateBucketArn: pulumi.Input<string>;
  keyArns: pulumi.Input<string>[];
}

/**
 * The most that a role may ever do, whatever is attached to it: all but what would let a deployment raise its own
 * rights, destroy the state of the stacks, make people or keys, or leave the organization. It gives nothing by itself.
 */
export function boundary(
  name: string,
  accountId: pulumi.Output<string>,
  state: State,
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
          // A role without this boundary could do what the one that makes it, or gives it rights, may not.
          Sid: "ButRolesBeyondIt",
          Effect: "Deny",
          Action: [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
          ],
          Resource: "*",
          Condition: { ArnNotLike: { "iam:PermissionsBoundary": own(`policy/${name}-*`) } },
        },
        {
          // Versions of a state stay, and so does the lock on them.
          Sid: "ButTheStatesHistory",
          Effect: "Deny",
          Action: [
            "s3:BypassGovernanceRetention",
            "s3:DeleteBucket*",
            "s3:PutBucket*",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
          ],
          Resource: [state.stateBucketArn, pulumi.interpolate`${state.stateBucketArn}/*`],
        },
        {
          Sid: "ButTheStatesKeys",
          Effect: "Deny",
          Action: ["kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
          Resource: state.keyArns,
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
