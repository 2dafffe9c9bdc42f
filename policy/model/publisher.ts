import { type Statement, statementsOf } from "./policy-document";
import type { Resource, Stack } from "./stack";
import { every, some, unknown, type Value, type Verdict } from "./value";

const topicPolicyType = "aws:sns/topicPolicy:TopicPolicy";
const keyType = "aws:kms/key:Key";
const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";

/** A service of AWS that publishes to topics. */
export interface Publisher {
  /** Such as `events.amazonaws.com`. */
  readonly principal: string;
  /** Whether it gives what a condition on the account or the source asks for; which condition is not looked at. */
  readonly meetsConditions: boolean;
}

/** Whether a topic's own policy lets a service publish. */
export function topicAdmits(stack: Stack, topic: Resource, publisher: Publisher): Verdict {
  const admitsTo = (policy: Value) => admits(policy, ["sns:Publish"], publisher);
  const apart = stack
    .referring(topicPolicyType, topic, "arn")
    .map(({ resource, sure }) => every([sure, admitsTo(resource.get("policy"))]));
  return some([admitsTo(topic.given("policy")), ...apart]);
}

/** Whether a topic's key lets a service encrypt. A topic without a key, or with one from elsewhere, has nothing here to ask. */
export function keyAdmits(stack: Stack, topic: Resource, publisher: Publisher): Verdict {
  const admitsTo = (policy: Value) => admits(policy, ["kms:GenerateDataKey", "kms:Decrypt"], publisher);
  return every(
    topic.references(keyType, "kmsMasterKeyId").resources.map((key) => {
      const apart = stack
        .referring(keyPolicyType, key, "keyId")
        .map(({ resource, sure }) => every([sure, admitsTo(resource.get("policy"))]));
      return some([admitsTo(key.given("policy")), ...apart]);
    }),
  );
}

/** Whether a policy allows a service all of some actions; no policy allows nothing. */
function admits(policy: Value, actions: readonly string[], publisher: Publisher): Verdict {
  const statements = statementsOf(policy);
  if (statements === unknown) return unknown;
  return actions.every((action) => statements.some((statement) => lets(statement, action, publisher)));
}

function lets(statement: Statement, action: string, publisher: Publisher): boolean {
  const { allows, inverted, actions, principals, conditions } = statement;
  const isMeant =
    principals.get("Service")?.includes(publisher.principal) === true ||
    principals.get("AWS")?.includes("*") === true;
  const holds = conditions.length === 0 || publisher.meetsConditions;
  return allows && isMeant && holds && actions.some((it) => covers(it, action)) !== inverted;
}

/** Whether the name of an action, in which `*` and `?` stand for others, covers one. */
function covers(pattern: string, action: string): boolean {
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${text}$`, "i").test(action);
}
