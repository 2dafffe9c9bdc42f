import { alarmType } from "../../model/alarm";
import {
  compositeType,
  hasSubscription,
  isArnOf,
  isEnabled,
  notificationsOf,
  topicType,
} from "../../model/notification";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { every, not, some, unknown, type Verdict } from "../../model/value";

const scalingTypes = ["aws:autoscaling/policy:Policy", "aws:appautoscaling/policy:Policy"];
/** Services that an alarm's action may be of, beside SNS: they do something by themselves. */
const actingServices = ["autoscaling", "automate", "swf", "ssm", "ssm-incidents", "lambda"];

export const alarmActs = rule({
  name: "alarm-acts",
  description: "An alarm tells a subscriber, by itself or through a composite alarm, or sets something going",
  cannotKnow:
    "Whether an e-mail subscription was confirmed and anybody reads it; subscriptions of another stack's topic",
  severity: "high",
  requirement: "D3",
  sources: ["CFG CLOUDWATCH_ALARM_ACTION_CHECK", "CFG CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK", "CKV_AWS_319"],
  *check(stack) {
    const notifications = notificationsOf(stack);
    for (const alarm of stack.ofType(alarmType)) {
      yield {
        resource: alarm,
        verdict: some([
          notifications.reachesSomebody(alarm, false),
          every([isEnabled(alarm), setsGoing(alarm)]),
        ]),
        found: `actionsEnabled ${show(alarm.get("actionsEnabled"))}, alarmActions ${show(alarm.get("alarmActions"))}, and no composite alarm with a subscribed topic names it`,
        required: "a topic with a subscription, a scaling policy, or a composite alarm that names this one",
        fix: "add the arn of an aws.sns.Topic that has an aws.sns.TopicSubscription to alarmActions, and set actionsEnabled to true",
      };
    }
  },
});

/** Whether an alarm has an action that is no message. */
function setsGoing(alarm: Resource): Verdict {
  const policies = scalingTypes.flatMap((type) => alarm.references(type, "alarmActions").sure);
  if (policies.length > 0) return true;
  const actions = alarm.list("alarmActions");
  if (actions === unknown) return unknown;
  if (actions.some((action) => actingServices.some((service) => isArnOf(service, action)))) return true;
  // What is not known yet may be one, unless it is a topic.
  return actions.includes(unknown) && !alarm.references(topicType, "alarmActions").certain ? unknown : false;
}

export const topicSubscribed = rule({
  name: "alarm-topic-subscribed",
  description: "A topic that alarms are sent to has a subscription",
  cannotKnow: "Whether an e-mail subscription was confirmed; subscriptions that another stack makes",
  severity: "high",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const sent = stack
      .ofType(alarmType, compositeType)
      .flatMap((alarm) => alarm.referents(topicType, "alarmActions"));
    for (const topic of stack.ofType(topicType)) {
      const alarms = sent.filter(({ resource }) => resource === topic);
      if (alarms.length === 0) continue;
      yield {
        resource: topic,
        verdict: some([hasSubscription(topic, stack), not(some(alarms.map(({ sure }) => sure)))]),
        found: "no subscription, or with filters only that let no alarm through",
        required:
          "an aws.sns.TopicSubscription whose topic is this one, without a filter on message attributes, or a chat channel's configuration with the topic in its snsTopicArns",
        fix: "add a TopicSubscription with protocol email or https and the endpoint of whoever is on call",
        platformFix: "platform:notifications",
      };
    }
  },
});
