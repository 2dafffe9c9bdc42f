import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BackupVault } from "./vault";

/**
 * Sends every backup, copy and restore test that fails to a topic, whose policy must let `events.amazonaws.com` publish.
 * A vault's own notifications tell of success and failure alike. Source of the events: AWS Backup Developer Guide,
 * "Monitor AWS Backup events using Amazon EventBridge". The patterns go by the names at the end of the ARNs, which a preview
 * knows; an event bus has only its own account's and region's events.
 */
export function failureNotifications(
  name: string,
  args: { vault: BackupVault; role: aws.iam.Role; topicArn: pulumi.Input<string> },
  parent: pulumi.Resource,
) {
  const ofVault = [{ suffix: pulumi.interpolate`:backup-vault:${args.vault.vaultName}` }];
  const ofRole = [{ suffix: pulumi.interpolate`:role/${args.role.name}` }];
  const failures = {
    backup: {
      "detail-type": ["Backup Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"], backupVaultArn: ofVault },
    },
    copy: {
      "detail-type": ["Copy Job State Change"],
      detail: { state: ["FAILED"], sourceBackupVaultArn: ofVault },
    },
    restore: {
      "detail-type": ["Restore Job State Change"],
      detail: { status: ["FAILED", "ABORTED"], iamRoleArn: ofRole },
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
