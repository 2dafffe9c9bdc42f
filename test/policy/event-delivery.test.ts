import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { judge, topic, topicArn } from "./alarm-stack";

const events = { Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] } };
const account = { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };
const policy = (...statements: object[]) =>
  JSON.stringify({ Statement: statements.map((it) => ({ Effect: "Allow", Action: "sns:Publish", ...it })) });
const topicPolicy = (text: unknown): Declared => ({
  type: "aws:sns/topicPolicy:TopicPolicy",
  name: "publishers",
  props: { arn: topicArn, policy: text },
});
const target = (props: object = {}): Declared => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  name: "target",
  props: { arn: topicArn, ...props },
});
const reached = (...stack: Declared[]) => judge("event-rule-reaches-topic", stack).page;

describe("D3 an event that is to reach a topic", () => {
  it("is let in by a statement without a condition, beside others that have one", () => {
    assert.equal(reached(topic, target(), topicPolicy(policy(events))), true);
    assert.equal(reached(topic, target(), topicPolicy(policy({ ...events, ...account }, events))), true);
    assert.equal(reached(topic, target(), topicPolicy(policy({ ...events, Action: "SNS:*" }))), true);
    assert.equal(reached({ ...topic, props: { ...topic.props, policy: policy(events) } }, target()), true);
  });

  it("is not let in on a condition, for something else, or by nobody's word", () => {
    assert.equal(reached(topic, target(), topicPolicy(policy({ ...events, ...account }))), false);
    assert.equal(
      reached(topic, target(), topicPolicy(policy({ ...events, Action: "sns:Subscribe" }))),
      false,
    );
    assert.equal(reached(topic, target(), topicPolicy(policy({ ...events, Effect: "Deny" }))), false);
    assert.equal(
      reached(topic, target(), topicPolicy(policy({ Principal: { Service: "cloudwatch.amazonaws.com" } }))),
      false,
    );
    assert.equal(
      reached(topic, target()),
      false,
      "AWS's own policy of a topic lets the account in, and no service",
    );
  });

  it("is left to the update while the policy is unknown, and to a role's policies where there is one", () => {
    assert.equal(reached(topic, target(), topicPolicy(notYetKnown)), unknown);
    assert.equal(reached(topic, target({ roleArn: "arn:aws:iam::123456789012:role/events" })), undefined);
    assert.equal(reached(topic), undefined, "nothing is sent");
  });

  it("needs the topic's key as well", () => {
    const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    const encrypted = { ...topic, props: { ...topic.props, kmsMasterKeyId: keyArn } };
    const key = (statement: object): Declared => ({
      type: "aws:kms/key:Key",
      name: "key",
      props: {
        arn: keyArn,
        policy: policy({ ...events, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], ...statement }),
      },
    });
    const open = topicPolicy(policy(events));
    assert.equal(reached(encrypted, target(), open, key({})), true);
    assert.equal(reached(encrypted, target(), open, key(account)), false);
    assert.equal(reached(encrypted, target(), open, key({ Action: "kms:Decrypt" })), false);
  });
});
