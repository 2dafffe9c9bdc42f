import { topicType } from "../../model/notification";
import { type Statement, statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { every, some, unknown, type Value, type Verdict } from "../../model/value";

const targetType = "aws:cloudwatch/eventTarget:EventTarget";
const topicPolicyType = "aws:sns/topicPolicy:TopicPolicy";
const keyType = "aws:kms/key:Key";
const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";

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
      const admitted = every([topicAdmits(stack, topic), keyAdmits(stack, topic)]);
      yield {
        resource: topic,
        verdict: sent === unknown && admitted !== true ? unknown : admitted,
        found:
          topicAdmits(stack, topic) === false
            ? "no statement of its policy lets events.amazonaws.com publish without a condition"
            : "no statement of its key's policy lets events.amazonaws.com generate data keys without a condition",
        required:
          "events.amazonaws.com allowed sns:Publish by the topic, and kms:GenerateDataKey* and kms:Decrypt by its key, unconditionally",
        fix: "give events.amazonaws.com a statement of its own without Condition in the topic's and the key's policy",
      };
    }
  },
});

function topicAdmits(stack: Stack, topic: Resource): Verdict {
  const apart = stack
    .referring(topicPolicyType, topic, "arn")
    .map(({ resource, sure }) => every([sure, admits(resource.get("policy"), ["sns:Publish"])]));
  return some([admits(topic.given("policy"), ["sns:Publish"]), ...apart]);
}

/** A topic without a key, or with one from elsewhere, has nothing here to ask. */
function keyAdmits(stack: Stack, topic: Resource): Verdict {
  const needed = ["kms:GenerateDataKey", "kms:Decrypt"];
  return every(
    topic.references(keyType, "kmsMasterKeyId").resources.map((key) => {
      const apart = stack
        .referring(keyPolicyType, key, "keyId")
        .map(({ resource, sure }) => every([sure, admits(resource.get("policy"), needed)]));
      return some([admits(key.given("policy"), needed), ...apart]);
    }),
  );
}

/** Whether a policy allows EventBridge all of some actions without a condition; no policy allows nothing. */
function admits(policy: Value, actions: readonly string[]): Verdict {
  const statements = statementsOf(policy);
  if (statements === unknown) return unknown;
  return actions.every((action) => statements.some((statement) => lets(statement, action)));
}

function lets(statement: Statement, action: string): boolean {
  const { allows, inverted, actions, principals, conditions } = statement;
  const isMeant =
    principals.get("Service")?.includes("events.amazonaws.com") === true ||
    principals.get("AWS")?.includes("*") === true;
  return (
    allows && isMeant && conditions.length === 0 && actions.some((it) => covers(it, action)) !== inverted
  );
}

/** Whether the name of an action, in which `*` and `?` stand for others, covers one. */
function covers(pattern: string, action: string): boolean {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`, "i").test(action);
}
