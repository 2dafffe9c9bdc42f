import { topicType } from "../../model/notification";
import { keyAdmits, topicAdmits } from "../../model/publisher";
import { rule } from "../../model/rule";
import { every, some, unknown } from "../../model/value";

const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const eventBridge = { principal: "events.amazonaws.com", meetsConditions: false };

/**
 * EventBridge meets no condition of a topic's or its key's policy, and an event that is refused is lost in silence. Sources:
 * EventBridge User Guide, "Using resource-based policies", "You can't use Condition blocks in Amazon SNS topic policies for
 * EventBridge"; SNS Developer Guide, "Managing Amazon SNS encryption keys and costs", "Adding the aws:SourceAccount,
 * aws:SourceArn, and aws:SourceOrgID to a AWS KMS policy is not supported for EventBridge-to-encrypted topics"
 * (2026-11-25). With a role, the role's policies are asked instead.
 */
export const eventsReachTopic = rule({
  name: "event-rule-reaches-topic",
  description:
    "A topic that an EventBridge rule sends to, and its key, let EventBridge in without a condition",
  cannotKnow: "Policies that another stack gives the topic or its key",
  severity: "high",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const targets = stack.ofType(targetType).filter((target) => target.given("roleArn") === undefined);
    for (const topic of stack.ofType(topicType)) {
      const sent = some(targets.map((target) => target.refersTo(topic, "arn")));
      if (sent === false) continue;
      const admitted = every([topicAdmits(stack, topic, eventBridge), keyAdmits(stack, topic, eventBridge)]);
      yield {
        resource: topic,
        verdict: sent === unknown && admitted !== true ? unknown : admitted,
        found:
          topicAdmits(stack, topic, eventBridge) === false
            ? "no statement of its policy lets events.amazonaws.com publish without a condition"
            : "no statement of its key's policy lets events.amazonaws.com generate data keys without a condition",
        required:
          "events.amazonaws.com allowed sns:Publish by the topic, and kms:GenerateDataKey* and kms:Decrypt by its key, unconditionally",
        fix: "give events.amazonaws.com a statement of its own without Condition in the topic's and the key's policy",
      };
    }
  },
});
