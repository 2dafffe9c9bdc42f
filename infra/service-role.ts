import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { managedPolicyArn } from "./arn";

export interface ServiceRole {
  readonly role: aws.iam.Role;
  /** What gives the role its permissions. A role exists before it may do anything, so whoever needs it waits for these. */
  readonly permissions: pulumi.Resource[];
}

/**
 * A role that one AWS service may assume.
 * @param service the service's principal, e.g. `ec2.amazonaws.com`
 * @param options.managedPolicies names of AWS managed policies, e.g. `CloudWatchAgentServerPolicy`
 * @param options.statements what the role may do beside them
 * @param options.retain leaves the role and what it may do in AWS when it is removed from the stack; default false
 */
export function serviceRole(
  name: string,
  service: string,
  options: {
    managedPolicies?: readonly string[];
    statements?: aws.iam.PolicyStatement[];
    description: string;
    retain?: boolean;
  },
  parent: pulumi.Resource,
): ServiceRole {
  const retainOnDelete = options.retain ?? false;
  const role = new aws.iam.Role(
    name,
    {
      description: options.description,
      assumeRolePolicy: policyDocument([
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } },
      ]),
    },
    { parent, retainOnDelete },
  );
  const child = { parent: role, retainOnDelete };
  const permissions: pulumi.Resource[] = (options.managedPolicies ?? []).map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy.split("/").at(-1)}`,
        { role: role.name, policyArn: managedPolicyArn(policy) },
        child,
      ),
  );
  if (options.statements) {
    permissions.push(
      new aws.iam.RolePolicy(
        `${name}-policy`,
        { role: role.id, policy: policyDocument(options.statements) },
        child,
      ),
    );
  }
  return { role, permissions };
}

/** The JSON of an IAM policy. */
export function policyDocument(statements: aws.iam.PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
