import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";

export interface BudgetArgs {
  /** What mails call the budget: unique in the account, at most 100 characters without `:` and `\`. */
  budgetName: string;
  /** What a month may cost, USD; 1 or more. */
  monthlyUsd: number;
  /** The cost allocation tag whose costs count. The bill has none of it until the paying account has activated its key. */
  tag: { key: string; value: string };
  /** Topic that is told, of the same account. Its policy and that of its key must let `budgets` in. */
  topicArn: pulumi.Input<string>;
}

/**
 * What a stack may cost in a month. A topic is told when the month's cost has passed that, and before, as soon as AWS
 * forecasts it; forecasts begin after about five weeks of cost. Credits and refunds do not count: they would hide what runs.
 * Source: AWS Cost Management User Guide, "Managing your costs with AWS Budgets" (2026-11-28).
 */
export class Budget extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Budget, name, args, opts);
    const { budgetName, monthlyUsd, tag, topicArn } = args;
    const budget = new aws.budgets.Budget(
      name,
      {
        name: budgetName,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(monthlyUsd),
        limitUnit: "USD",
        costFilters: [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }],
        costTypes: { includeCredit: false, includeRefund: false },
        notifications: ["FORECASTED", "ACTUAL"].map((notificationType) => ({
          notificationType,
          comparisonOperator: "GREATER_THAN",
          threshold: 100,
          thresholdType: "PERCENTAGE",
          // AWS takes one topic a notification.
          subscriberSnsTopicArns: [topicArn],
        })),
      },
      { parent: this },
    );
    this.arn = budget.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
