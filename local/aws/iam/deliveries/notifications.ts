import { blocks, strings, text } from "../../../cloud/properties";
import {
  backupToTopic,
  budgetAlert,
  type Caller,
  cloudWatchAlarm,
  eventBridge,
  eventBridgeToTopic,
  rdsEvents,
  topicToQueue,
} from "../callers";
import type { Deployed, DeployedStack, Secured } from "../stack";
import { called, type Delivery, type Finder, type Step, step, steps } from "./delivery";

const topicType = "aws:sns/topic:Topic";
const queueType = "aws:sqs/queue:Queue";

const isTopic = (arn: string) => arn.split(":")[2] === "sns";
const isQueue = (arn: string) => arn.split(":")[2] === "sqs";

/** Metric and composite alarms to the topics that they tell. */
export const alarms: Finder = (stack) =>
  stack
    .ofType("aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm")
    .flatMap((alarm) => {
      const { alarmActions, okActions, insufficientDataActions } = alarm.properties;
      const topics = [alarmActions, okActions, insufficientDataActions].flatMap(strings).filter(isTopic);
      return [...new Set(topics)].map((arn) =>
        toTopic(stack, alarm, arn, cloudWatchAlarm(alarm.arn, alarm.account)),
      );
    });

/** Rules of EventBridge to topics and queues; log groups are in logs.ts. */
export const rules: Finder = (stack) =>
  stack.ofType("aws:cloudwatch/eventTarget:EventTarget").flatMap((target) => {
    const arn = text(target.properties.arn);
    if (isTopic(arn)) return [toTopic(stack, target, arn, eventBridgeToTopic)];
    if (!isQueue(arn)) return [];
    const rule = () => stack.find("aws:cloudwatch/eventRule:EventRule", text(target.properties.rule)).arn;
    return [toQueue(stack, target, arn, () => eventBridge(rule()))];
  });

/** Vaults and databases that tell a topic of their events. */
export const services: Finder = (stack) => [
  ...stack
    .ofType("aws:backup/vaultNotifications:VaultNotifications")
    .map((vault) => toTopic(stack, vault, text(vault.properties.snsTopicArn), backupToTopic)),
  ...stack
    .ofType("aws:rds/eventSubscription:EventSubscription")
    .map((events) =>
      toTopic(stack, events, text(events.properties.snsTopic), rdsEvents(events.arn, events.account)),
    ),
];

/** Budgets to the topics that their notifications name. */
export const budgets: Finder = (stack) =>
  stack.ofType("aws:budgets/budget:Budget").flatMap((budget) => {
    const topics = blocks(budget.properties.notifications).flatMap((it) =>
      strings(it.subscriberSnsTopicArns),
    );
    return [...new Set(topics)].map((arn) =>
      toTopic(stack, budget, arn, budgetAlert(budget.arn, budget.account)),
    );
  });

/** Topics to the queues that subscribe to them. Mail and HTTPS need no permission, but a confirmation. */
export const subscriptions: Finder = (stack) =>
  stack
    .ofType("aws:sns/topicSubscription:TopicSubscription")
    .filter(({ properties }) => properties.protocol === "sqs")
    .map((subscription) =>
      toQueue(stack, subscription, text(subscription.properties.endpoint), () =>
        topicToQueue(text(subscription.properties.topic), subscription.account),
      ),
    );

function toTopic(stack: DeployedStack, from: Deployed, arn: string, caller: Caller): Delivery {
  return {
    from: called(from),
    to: `topic ${nameOf(stack, topicType, arn)}`,
    steps: () => {
      const topic = stack.find(topicType, arn);
      const given = [topic, ...stack.having("aws:sns/topicPolicy:TopicPolicy", "arn", arn)];
      const secured = {
        arn,
        policies: {
          name: `the policy of topic ${topic.name}`,
          resource: lastPolicy(given) ?? defaultTopicPolicy(arn, topic.account),
          account: topic.account,
          resourceDecides: false,
        },
      };
      return [step(caller, "sns:Publish", secured), ...keySteps(stack, topic, "kmsMasterKeyId", caller)];
    },
  };
}

function toQueue(stack: DeployedStack, from: Deployed, arn: string, caller: () => Caller): Delivery {
  return {
    from: called(from),
    to: `queue ${nameOf(stack, queueType, arn)}`,
    steps: () => {
      const queue = stack.find(queueType, arn);
      const policies = [queue, ...stack.having("aws:sqs/queuePolicy:QueuePolicy", "queueUrl", queue.id)];
      const secured: Secured = {
        arn,
        policies: {
          name: `the policy of queue ${queue.name}`,
          ...(lastPolicy(policies) !== undefined && { resource: lastPolicy(policies) }),
          account: queue.account,
          resourceDecides: false,
        },
      };
      return [
        step(caller(), "sqs:SendMessage", secured),
        ...keySteps(stack, queue, "kmsMasterKeyId", caller()),
      ];
    },
  };
}

/** What is encrypted with a key is written by whoever may use that. */
function keySteps(stack: DeployedStack, store: Deployed, property: string, caller: Caller): Step[] {
  const key = text(store.properties[property]);
  return key === "" ? [] : steps(caller, ["kms:GenerateDataKey", "kms:Decrypt"], stack.key(key, store));
}

function lastPolicy(resources: readonly Deployed[]): string | undefined {
  return resources.map(({ properties }) => text(properties.policy)).findLast((policy) => policy !== "");
}

/** What a topic lets its owner do, and services on the owner's behalf, until it is told otherwise. Source: SNS Developer Guide. */
function defaultTopicPolicy(arn: string, account: string): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "sns:Publish",
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
    ],
  });
}

function nameOf(stack: DeployedStack, type: string, arn: string): string {
  return stack.ofType(type).find((resource) => resource.arn === arn)?.name ?? arn;
}
