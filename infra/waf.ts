import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";

export interface WebAclArgs {
  /** Application Load Balancer that requests are judged for. */
  loadBalancerArn: pulumi.Input<string>;
  /** Path that health checkers from outside ask for, e.g. `/healthz`; the managed rules do not apply to it. */
  healthCheckPath: string;
  /** Requests that one address may send in five minutes: 10 to 2,000,000,000. */
  requestsPerAddress: number;
  /** Key of the log group. */
  logKeyArn: pulumi.Input<string>;
  /** Days that the log is kept; one of the values that CloudWatch Logs allows. */
  logRetentionDays: number;
}

/** Groups of rules that AWS keeps. Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list". */
const managedGroups = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesCommonRuleSet",
];

/** A web ACL in front of the load balancer: AWS's managed rules, a limit per address, and a log of what it refused. */
export class WebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: WebAclArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.WebAcl, name, args, opts);

    const webAcl = new aws.wafv2.WebAcl(
      name,
      {
        scope: "REGIONAL",
        description: "What reaches the load balancer",
        defaultAction: { allow: {} },
        rules: rulesOf(args),
        visibilityConfig: visible(name),
      },
      { parent: this },
    );
    new aws.wafv2.WebAclAssociation(
      name,
      { webAclArn: webAcl.arn, resourceArn: args.loadBalancerArn },
      { parent: this },
    );
    this.log(name, args, webAcl);

    this.arn = webAcl.arn;
    this.registerOutputs({ arn: this.arn });
  }

  private log(name: string, args: WebAclArgs, webAcl: aws.wafv2.WebAcl) {
    const logGroup = new aws.cloudwatch.LogGroup(
      // WAF writes to log groups of this prefix only; the automatic name keeps it.
      `aws-waf-logs-${name}`,
      { retentionInDays: args.logRetentionDays, kmsKeyId: args.logKeyArn },
      { parent: this },
    );
    new aws.wafv2.WebAclLoggingConfiguration(
      name,
      {
        resourceArn: webAcl.arn,
        logDestinationConfigs: [logGroup.arn],
        redactedFields: ["authorization", "cookie"].map((header) => ({ singleHeader: { name: header } })),
        // What got through is in the load balancer's access log.
        loggingFilter: {
          defaultBehavior: "DROP",
          filters: [
            {
              behavior: "KEEP",
              requirement: "MEETS_ANY",
              conditions: ["BLOCK", "COUNT"].map((action) => ({ actionCondition: { action } })),
            },
          ],
        },
      },
      { parent: this },
    );
  }
}

/** In the order in which they are asked; the first that blocks or allows decides. */
function rulesOf(args: WebAclArgs): aws.types.input.wafv2.WebAclRule[] {
  const managed = managedGroups.map((group) => ({
    name: group,
    // Each rule of the group does what AWS made it for.
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group } },
  }));
  const rules = [rateLimit(args), healthChecks(args), ...managed];
  return rules.map((rule, priority) => ({ ...rule, priority, visibilityConfig: visible(rule.name) }));
}

function rateLimit({ requestsPerAddress }: WebAclArgs) {
  return {
    name: "RateLimit",
    action: { block: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: "IP", limit: requestsPerAddress, evaluationWindowSec: 300 },
    },
  };
}

/** Route 53's health checkers come from AWS's own addresses, which the managed rules may take for bots. */
function healthChecks({ healthCheckPath }: WebAclArgs) {
  return {
    name: "HealthChecks",
    action: { allow: {} },
    statement: {
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: "EXACTLY",
        searchString: healthCheckPath,
        textTransformations: [{ priority: 0, type: "NONE" }],
      },
    },
  };
}

function visible(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
