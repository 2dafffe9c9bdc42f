import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import type { Range, SessionTablePlan, TableUnits } from "../capacity";

export interface SessionTableArgs {
  /** Region of the table. */
  region: string;
  /** Key of the table and its backups. */
  kmsKeyArn: pulumi.Input<string>;
  /** Capacity that is paid for by the hour and follows the load; without it every request is paid for by itself. */
  provisioned?: SessionTablePlan["provisioned"];
  /** Replica in another region, and the name that the table has in both; Pulumi makes a name up without one. */
  replica?: { tableName: string; region: string; kmsKeyArn: pulumi.Input<string> };
  /** What judges an update of the table; {@link refuseOneUnit} where there is provisioned capacity. */
  beforeUpdate?: pulumi.ResourceHook[];
  /** AWS and Pulumi refuse to delete the table while it is on. */
  deletionProtection: boolean;
  /** Tags of the table, by which a backup plan finds it. */
  tags: Record<string, string>;
}

/** A DynamoDB table for sessions, in place of the cache. An item has the string `id` and the time `expiresAt`, in seconds since 1970. */
export class SessionTable extends pulumi.ComponentResource {
  readonly tableName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Region that sessions are replicated to; CloudWatch's `ReceivingRegion`. */
  readonly receivingRegion?: string;
  /** What an instance's role needs to keep sessions. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: SessionTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.SessionTable, name, args, opts);

    const table = this.createTable(name, args);
    if (args.provisioned) {
      const { min, max } = args.provisioned;
      this.scale(`${name}-read`, table, "Read", { min: min.readUnits, max: max.readUnits });
      this.scale(`${name}-write`, table, "Write", { min: min.writeUnits, max: max.writeUnits });
    }

    this.tableName = table.name;
    this.arn = table.arn;
    if (args.replica) this.receivingRegion = args.replica.region;
    this.accessStatements = [
      mayUseSessions(table.arn),
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: args.kmsKeyArn,
        Condition: { StringEquals: { "kms:ViaService": `dynamodb.${args.region}.amazonaws.com` } },
      },
    ];
    this.registerOutputs({ tableName: this.tableName, arn: this.arn });
  }

  private createTable(name: string, args: SessionTableArgs): aws.dynamodb.Table {
    return new aws.dynamodb.Table(
      name,
      {
        ...(args.replica && {
          name: args.replica.tableName,
          streamEnabled: true,
          streamViewType: "NEW_AND_OLD_IMAGES",
          replicas: [
            {
              regionName: args.replica.region,
              kmsKeyArn: args.replica.kmsKeyArn,
              pointInTimeRecovery: true,
              propagateTags: true,
            },
          ],
        }),
        attributes: [{ name: "id", type: "S" }],
        hashKey: "id",
        ttl: { attributeName: "expiresAt", enabled: true },
        billingMode: args.provisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
        ...(args.provisioned && {
          readCapacity: args.provisioned.min.readUnits,
          writeCapacity: args.provisioned.min.writeUnits,
        }),
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        serverSideEncryption: { enabled: true, kmsKeyArn: args.kmsKeyArn },
        deletionProtectionEnabled: args.deletionProtection,
        tags: args.tags,
      },
      {
        parent: this,
        // So that `pulumi destroy` is refused before it deletes anything, not half-way by AWS.
        protect: args.deletionProtection,
        // Capacity is the scaling's to change; an update must not take it back.
        ignoreChanges: args.provisioned ? ["readCapacity", "writeCapacity"] : [],
        hooks: { beforeUpdate: args.beforeUpdate ?? [] },
      },
    );
  }

  private scale(name: string, table: aws.dynamodb.Table, kind: "Read" | "Write", range: Range) {
    const target = new aws.appautoscaling.Target(
      name,
      {
        serviceNamespace: "dynamodb",
        scalableDimension: `dynamodb:table:${kind}CapacityUnits`,
        resourceId: pulumi.interpolate`table/${table.name}`,
        minCapacity: range.min,
        maxCapacity: range.max,
      },
      { parent: this },
    );
    new aws.appautoscaling.Policy(
      name,
      {
        serviceNamespace: target.serviceNamespace,
        scalableDimension: target.scalableDimension,
        resourceId: target.resourceId,
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${kind}CapacityUtilization` },
          targetValue: 70,
        },
      },
      { parent: this },
    );
  }
}

export function mayUseSessions(tableArn: pulumi.Input<string>): aws.iam.PolicyStatement {
  return {
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
    Resource: tableArn,
  };
}

/**
 * Refuses to switch a table that is paid on demand to provisioned capacity. Its capacity is none of an update's business
 * (`ignoreChanges`), so the provider would start it with one unit, under the load that it has at the time: "Switching from
 * billing mode PAY_PER_REQUEST to PROVISIONED without value ... Assuming changes are being ignored"
 * (hashicorp/terraform-provider-aws, internal/service/dynamodb/table.go, read 2026-11-25).
 * @param peak what the table should have at first
 * @throws {pulumi.RunError} with the way to give it its capacity
 */
export function refuseOneUnit(
  { id, oldOutputs }: Pick<pulumi.ResourceHookArgs, "id" | "oldOutputs">,
  peak: TableUnits,
): void {
  if (oldOutputs?.billingMode !== "PAY_PER_REQUEST") return;
  const units = `ReadCapacityUnits=${peak.readUnits},WriteCapacityUnits=${peak.writeUnits}`;
  throw new pulumi.RunError(
    [
      `the table ${id} is paid on demand and would start with one unit of provisioned capacity. Give it the peak's first:`,
      `  aws dynamodb update-table --table-name ${id} --billing-mode PROVISIONED --provisioned-throughput ${units}`,
      "  pulumi refresh, and then this again; autoscaling takes back what is not used",
    ].join("\n"),
  );
}
