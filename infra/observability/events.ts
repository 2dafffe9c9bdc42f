import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { policyDocument } from "../service-role";

export interface EventsArgs {
  /** Log group that the events are kept in, e.g. `/aws/events/web-prod`. */
  logGroupName: string;
  logRetentionDays: number;
  logKeyArn: pulumi.Input<string>;
  autoScalingGroupName: pulumi.Input<string>;
  /** Identifiers of the database's cluster and instances. */
  databaseIdentifiers: pulumi.Input<string>[];
}

/**
 * Events that CloudWatch has no metric for. EventBridge writes them to a log group, to be read when one of them is the
 * reason for an alarm; the alarms watch how often a rule matches, and so notify like all others.
 */
export class Events extends pulumi.ComponentResource {
  /** Name of the rule that matches failed launches of the group. */
  readonly launchFailedRule: pulumi.Output<string>;
  /** Name of the rule that matches failures and failovers of the database. */
  readonly databaseFailedRule: pulumi.Output<string>;

  constructor(name: string, args: EventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Events, name, {}, opts);

    const logGroup = this.createLogGroup(name, args);
    const rule = (id: string, description: string, pattern: Record<string, unknown>) =>
      this.createRule(`${name}-${id}`, description, pattern, logGroup);
    const launchFailed = rule("launch-failed", "EC2 refused to launch an instance of the group", {
      source: ["aws.autoscaling"],
      "detail-type": ["EC2 Instance Launch Unsuccessful"],
      detail: { AutoScalingGroupName: [args.autoScalingGroupName] },
    });
    const databaseFailed = rule("database-failed", "The database failed, or failed over", {
      source: ["aws.rds"],
      "detail-type": ["RDS DB Cluster Event", "RDS DB Instance Event"],
      detail: {
        SourceIdentifier: args.databaseIdentifiers,
        EventCategories: ["failover", "failure"],
      },
    });
    this.launchFailedRule = launchFailed.name;
    this.databaseFailedRule = databaseFailed.name;
    this.registerOutputs({});
  }

  private createLogGroup(name: string, args: EventsArgs): aws.cloudwatch.LogGroup {
    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { name: args.logGroupName, retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      { parent: this },
    );
    new aws.cloudwatch.LogResourcePolicy(
      name,
      {
        policyName: args.logGroupName.slice(1).replaceAll("/", "-"),
        policyDocument: policyDocument([
          {
            Effect: "Allow",
            // Source: EventBridge User Guide, "Using resource-based policies", CloudWatch Logs permissions.
            Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: pulumi.interpolate`${logGroup.arn}:*`,
          },
        ]),
      },
      { parent: logGroup },
    );
    return logGroup;
  }

  private createRule(
    name: string,
    description: string,
    pattern: Record<string, unknown>,
    logGroup: aws.cloudwatch.LogGroup,
  ): aws.cloudwatch.EventRule {
    const rule = new aws.cloudwatch.EventRule(
      name,
      { description, eventPattern: pulumi.jsonStringify(pattern) },
      { parent: this },
    );
    new aws.cloudwatch.EventTarget(name, { rule: rule.name, arn: logGroup.arn }, { parent: rule });
    return rule;
  }
}
