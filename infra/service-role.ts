import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * A role that one AWS service may assume.
 * @param service the service's principal, e.g. `ec2.amazonaws.com`
 * @param options.managedPolicies names of AWS managed policies, e.g. `CloudWatchAgentServerPolicy`
 * @param options.statements what the role may do beside them
 */
export function serviceRole(
  name: string,
  service: string,
  options: {
    managedPolicies?: readonly string[];
    statements?: aws.iam.PolicyStatement[];
    description: string;
  },
  parent: pulumi.Resource,
): aws.iam.Role {
  const role = new aws.iam.Role(
    name,
    {
      description: options.description,
      assumeRolePolicy: policyDocument([
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } },
      ]),
    },
    { parent },
  );
  for (const policy of options.managedPolicies ?? []) {
    new aws.iam.RolePolicyAttachment(
      `${name}-${policy.split("/").at(-1)}`,
      { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
      { parent: role },
    );
  }
  if (options.statements) {
    new aws.iam.RolePolicy(
      `${name}-policy`,
      { role: role.id, policy: policyDocument(options.statements) },
      { parent: role },
    );
  }
  return role;
}

/** The JSON of an IAM policy. */
export function policyDocument(statements: aws.iam.PolicyStatement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}
