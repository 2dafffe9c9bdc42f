import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BackupVault } from "./vault";

/** Types of resources by AWS Backup's names. */
export type RestorableType = "Aurora" | "RDS" | "DynamoDB" | "S3";

/** What is restored as a test, and where. */
export interface RestoreTests {
  /** Types of resources that the vault holds recovery points of. */
  readonly types: readonly RestorableType[];
  readonly vpcId: pulumi.Input<string>;
  /** Subnet group of restored databases, away from the internet. */
  readonly subnetGroupName: pulumi.Input<string>;
}

/**
 * Restores the latest recovery point of every protected resource once a week, and deletes what it restored within a
 * day: a backup that nobody restored is a hope.
 * @param args.tagOf value of the tag `Backup` that resources of a type carry
 */
export function restoreTesting(
  name: string,
  args: {
    vault: BackupVault;
    tests: RestoreTests;
    tagOf: (type: RestorableType) => string;
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
  const databaseOverrides = args.tests.types.some(isDatabase) ? isolated(name, args.tests, plan) : undefined;
  for (const type of args.tests.types) {
    new aws.backup.RestoreTestingSelection(
      `${name}-${type.toLowerCase()}`,
      {
        name: type,
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        iamRoleArn: args.roleArn,
        protectedResourceArns: ["*"],
        protectedResourceConditions: {
          stringEquals: [{ key: "aws:ResourceTag/Backup", value: args.tagOf(type) }],
        },
        restoreMetadataOverrides: isDatabase(type) ? databaseOverrides : undefined,
        // Hours that a person has to look at what was restored before AWS deletes it.
        validationWindowHours: 24,
      },
      { parent: plan },
    );
  }
}

function isDatabase(type: RestorableType): boolean {
  return type === "Aurora" || type === "RDS";
}

/**
 * Where databases are restored, in place of the default VPC that AWS Backup infers: the test fails where there is none, and
 * where there is one the data lies in it for a day. The security group lets nothing in or out. Source of the keys: AWS
 * Backup Developer Guide, "Restore testing inferred metadata" (2026-11-25); groups are a JSON array in a string.
 */
function isolated(
  name: string,
  { vpcId, subnetGroupName }: RestoreTests,
  parent: pulumi.Resource,
): Record<string, pulumi.Input<string>> {
  const closed = new aws.ec2.SecurityGroup(
    `${name}-restored`,
    { vpcId, description: "Databases restored as a test: nothing in, nothing out" },
    { parent },
  );
  return {
    dbSubnetGroupName: subnetGroupName,
    vpcSecurityGroupIds: pulumi.jsonStringify([closed.id]),
  };
}
