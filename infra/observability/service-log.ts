import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * What the service's access log is shipped to, by the CloudWatch agent of each instance. It has to be there before the
 * first instance, or the agent would make one that is kept for ever, and not encrypted with our key.
 * @param args.logGroupName what user data tells the agent, e.g. `/platform/prod/web`
 */
export function serviceLog(
  name: string,
  args: { logGroupName: string; retentionDays: number; kmsKeyArn: pulumi.Input<string> },
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    `${name}-service`,
    { name: args.logGroupName, retentionInDays: args.retentionDays, kmsKeyId: args.kmsKeyArn },
    { parent },
  );
}
