import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BackupVault } from "./vault";

/**
 * Sends every backup, copy and restore test that fails to a topic, whose policy must let `events.amazonaws.com` publish.
 * A vault's own notifications tell of success and failure alike. Source of the events: AWS Backup Developer Guide,
 * "Monitor AWS Backup events using Amazon EventBridge".
 */
export function failureNotifications(
  name: string,
  args: { vault: BackupVault; roleArn: pulumi.Input<string>; topicArn: pulumi.Input<string> },
  parent: pulumi.Resource,
) {
  const failures = {
    backup: {
      "detail-type": ["Backup Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"], backupVaultArn: [args.vault.arn] },
    },
    copy: {
      "detail-type": ["Copy Job State Change"],
      detail: { state: ["FAILED"], sourceBackupVaultArn: [args.vault.arn] },
    },
    restore: {
      "detail-type": ["Restore Job State Change"],
      detail: { status: ["FAILED", "ABORTED"], iamRoleArn: [args.roleArn] },
    },
  };
  for (const [job, pattern] of Object.entries(failures)) {
    const rule = new aws.cloudwatch.EventRule(
      `${name}-${job}-failed`,
      {
        description: `A ${job} job of AWS Backup failed`,
        eventPattern: pulumi.jsonStringify({ source: ["aws.backup"], ...pattern }),
      },
      { parent },
    );
    new aws.cloudwatch.EventTarget(
      `${name}-${job}-failed`,
      { rule: rule.name, arn: args.topicArn },
      { parent: rule },
    );
  }
}
