import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { componentTypes } from "../component-types";
import type { Subscribers } from "../../config";
import { policyDocument } from "../service-role";
import type { Severity } from "./alarms/alarm";

const severities = ["page", "ticket"] as const satisfies readonly Severity[];

export interface NotificationsArgs {
  /** Key of the topics, which `cloudwatch` and `events` must be allowed to use: an AWS managed key lets no service publish. */
  kmsKeyArn: pulumi.Input<string>;
  subscribers: Readonly<Record<Severity, Subscribers>>;
}

/** A topic for each severity, with its subscribers. */
export class Notifications extends pulumi.ComponentResource {
  readonly topicArns: Readonly<Record<Severity, pulumi.Output<string>>>;
  /** Subscriptions that nobody has confirmed yet, as `page: oncall@example.com`: no alarm reaches them. */
  readonly unconfirmed: pulumi.Output<string[]>;

  constructor(name: string, args: NotificationsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Notifications, name, {}, opts);

    const topics = severities.map((severity) => this.createTopic(`${name}-${severity}`, args));
    const [page, ticket] = topics.map(({ arn }) => arn) as [pulumi.Output<string>, pulumi.Output<string>];
    this.topicArns = { page, ticket };
    const waiting = severities.flatMap((severity) =>
      this.subscribe(name, severity, args.subscribers[severity]).map((subscription) =>
        pulumi
          .all([subscription.pendingConfirmation, subscription.endpoint])
          .apply(([isPending, endpoint]) => (isPending ? [`${severity}: ${endpoint}`] : [])),
      ),
    );
    this.unconfirmed = pulumi.all(waiting).apply((lists) => lists.flat());
    this.registerOutputs({ topicArns: this.topicArns });
  }

  private createTopic(name: string, { kmsKeyArn }: NotificationsArgs): aws.sns.Topic {
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: kmsKeyArn }, { parent: this });
    const ofAccount = { Condition: { StringEquals: { "aws:SourceAccount": accountId } } };
    const publishedBy = (Sid: string, Service: string, condition: Partial<typeof ofAccount> = {}) =>
      ({
        Sid,
        Effect: "Allow",
        Principal: { Service },
        Action: "sns:Publish",
        Resource: topic.arn,
        ...condition,
      }) as const;
    new aws.sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: policyDocument([
          publishedBy("Alarms", "cloudwatch.amazonaws.com", ofAccount),
          // Without a condition: EventBridge cannot meet any, and its messages would be lost in silence.
          // "You can't use Condition blocks in Amazon SNS topic policies for EventBridge." Source: EventBridge User
          // Guide, "Using resource-based policies", Amazon SNS permissions (2026-11-25).
          publishedBy("Events", "events.amazonaws.com"),
          // Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications" (2026-11-28).
          publishedBy("Budgets", "budgets.amazonaws.com", ofAccount),
          {
            Sid: "DenyPlainHttp",
            Effect: "Deny",
            Principal: "*",
            Action: "sns:Publish",
            Resource: topic.arn,
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ]),
      },
      { parent: topic },
    );
    return topic;
  }

  private subscribe(name: string, severity: Severity, subscribers: Subscribers): aws.sns.TopicSubscription[] {
    const topic = this.topicArns[severity];
    const subscription = (label: string, protocol: string, endpoint: pulumi.Input<string>) =>
      new aws.sns.TopicSubscription(
        `${name}-${severity}-${label}`,
        { topic, protocol, endpoint },
        { parent: this },
      );
    return [
      ...subscribers.emails.map((email) => subscription(email, "email", email)),
      ...subscribers.https.map((url) => subscription(fingerprint(url), "https", pulumi.secret(url))),
    ];
  }
}

/** Names an endpoint by something that does not give its key away, and stays when another is added. */
function fingerprint(url: string): string {
  return createHash("sha256").update(url).digest("hex").slice(0, 8);
}
