import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackupVault } from "./vault";

/** Types of resources by AWS Backup's names. */
export type RestorableType = "Aurora" | "RDS" | "DynamoDB" | "S3";

/**
 * Restores the latest recovery point of every protected resource once a week, and deletes what it restored within a
 * day: a backup that nobody restored is a hope.
 * @param args.tests types of resources that the vault holds recovery points of, and the tag `Backup` that they carry
 */
export function restoreTesting(
  name: string,
  args: {
    vault: BackupVault;
    tests: readonly { type: RestorableType; tag: string }[];
    roleArn: pulumi.Input<string>;
  },
  parent: pulumi.Resource,
) {
  const plan = new aws.backup.RestoreTestingPlan(
    name,
    {
      // AWS takes no hyphen here, which automatic names have.
      name: args.vault.vaultName.apply((vault) => vault.replaceAll("-", "_")),
      scheduleExpression: "cron(0 12 ? * MON *)",
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [args.vault.arn],
        recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
        selectionWindowDays: 7,
      },
    },
    { parent },
  );
  for (const { type, tag } of args.tests) {
    new aws.backup.RestoreTestingSelection(
      `${name}-${type.toLowerCase()}`,
      {
        name: type,
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        iamRoleArn: args.roleArn,
        protectedResourceArns: ["*"],
        protectedResourceConditions: { stringEquals: [{ key: "aws:ResourceTag/Backup", value: tag }] },
        // Hours that a person has to look at what was restored before AWS deletes it.
        validationWindowHours: 24,
      },
      { parent: plan },
    );
  }
}
