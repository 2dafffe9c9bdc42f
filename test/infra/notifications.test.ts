import assert from "node:assert/strict";
import { Notifications } from "../../infra/observability/notifications";
import { type Recording, record } from "./record";

const notifications = () =>
  record(
    () =>
      new Notifications("web", {
        kmsKeyArn: "arn:notifications",
        subscribers: {
          page: { emails: ["oncall@example.com"], https: ["https://oncall.example.com/key-4711"] },
          ticket: { emails: ["team@example.com"], https: [] },
        },
      }),
  );

describe("C4 notifications", () => {
  let stack: Recording;
  before(async () => (stack = await notifications()));

  it("go to a topic for each severity, encrypted with a key that CloudWatch may use", () => {
    const topics = stack.ofType("aws:sns/topic:Topic");
    assert.deepEqual(
      topics.map(({ name, inputs }) => [name, inputs.kmsMasterKeyId]),
      [
        ["web-page", "arn:notifications"],
        ["web-ticket", "arn:notifications"],
      ],
    );
  });

  it("are published by CloudWatch and budgets of this account, by EventBridge, which meets no condition, and by TLS", () => {
    const policies = stack.ofType("aws:sns/topicPolicy:TopicPolicy");
    assert.equal(policies.length, 2);
    for (const { inputs } of policies) {
      const { Statement: statements } = JSON.parse(String(inputs.policy)) as {
        Statement: { Effect: string; Principal: unknown; Condition: unknown }[];
      };
      const allowed = statements.filter(({ Effect }) => Effect === "Allow");
      assert.deepEqual(
        allowed.map(({ Principal, Condition }) => [Principal, Condition]),
        [
          [
            { Service: "cloudwatch.amazonaws.com" },
            { StringEquals: { "aws:SourceAccount": "123456789012" } },
          ],
          [{ Service: "events.amazonaws.com" }, undefined],
          [{ Service: "budgets.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": "123456789012" } }],
        ],
      );
      assert.ok(String(inputs.policy).includes('"aws:SecureTransport":"false"'));
    }
  });

  it("reach everyone who is declared, and the key in an endpoint is in no name", () => {
    const subscriptions = stack.ofType("aws:sns/topicSubscription:TopicSubscription");
    const told = subscriptions.map(({ inputs }) => [inputs.topic, inputs.protocol]);
    assert.deepEqual(told.sort(), [
      ["arn:web-page", "email"],
      ["arn:web-page", "https"],
      ["arn:web-ticket", "email"],
    ]);
    assert.ok(subscriptions.every(({ name }) => !name.includes("4711")));
  });
});
