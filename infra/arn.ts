import * as pulumi from "@pulumi/pulumi";

/** The only partition whose regions the configuration takes (`region` in config/schema/backup.ts); the others lack services. */
const partition = "aws";

/** What an ARN says beside service and resource; left out where the service has no region, or no account, in its ARNs. */
interface Whose {
  region?: pulumi.Input<string>;
  accountId?: pulumi.Input<string>;
}

/** An ARN made of names, which a preview knows: of what AWS makes itself, or of many resources by `*`. */
export function arnOf(
  service: string,
  resource: pulumi.Input<string>,
  { region = "", accountId = "" }: Whose = {},
): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** The ARN of a policy that AWS manages, e.g. `service-role/AWSBackupServiceRolePolicyForBackup`. */
export function managedPolicyArn(name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}
