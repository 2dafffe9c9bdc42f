import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Sets the permissions boundary of every role below a resource; none where there is no boundary. */
export function withinBoundary(policyArn: string | undefined): pulumi.ResourceTransformation[] {
  if (policyArn === undefined) return [];
  return [
    ({ resource, props, opts }) =>
      resource instanceof aws.iam.Role
        ? { props: { ...(props as aws.iam.RoleArgs), permissionsBoundary: policyArn }, opts }
        : undefined,
  ];
}
