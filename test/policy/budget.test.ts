import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { judge, told, topicArn } from "./alarm-stack";

const plan: Declared = { type: "platform:capacity:CapacityPlan", name: "capacity", props: {} };
const policy = (service: unknown, more: object = {}): Declared => ({
  type: "aws:sns/topicPolicy:TopicPolicy",
  name: "publishers",
  props: {
    arn: topicArn,
    policy: JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: { Service: service }, Action: "sns:Publish", Resource: "*", ...more },
      ],
    }),
  },
});
const letIn = policy("budgets.amazonaws.com");
const budget = (...notifications: object[]): Declared => ({
  type: "aws:budgets/budget:Budget",
  name: "month",
  props: { notifications },
});
const byTopic = { notificationType: "ACTUAL", subscriberSnsTopicArns: [topicArn] };
const judged = (...stack: Declared[]) => judge("budget-alerts", stack);

describe("D3 a stack's budget", () => {
  it("is asked for where a workload is declared, and of no other program", () => {
    assert.equal(judged(plan).capacity, false);
    assert.deepEqual(judged(...told), {});
    assert.equal(judged(plan, ...told, letIn, budget(byTopic)).capacity, undefined);
  });

  it("tells a subscribed topic that lets budgets in, on a condition as well", () => {
    assert.equal(judged(...told, letIn, budget(byTopic)).month, true);
    const account = { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };
    assert.equal(judged(...told, policy("budgets.amazonaws.com", account), budget(byTopic)).month, true);
    assert.equal(judged(...told.slice(0, 1), letIn, budget(byTopic)).month, false, "nobody subscribes");
    assert.equal(judged(...told, budget(byTopic)).month, false, "a new topic lets the account in alone");
    assert.equal(judged(...told, policy("cloudwatch.amazonaws.com"), budget(byTopic)).month, false);
  });

  it("tells an address, and nobody without either", () => {
    const address = { notificationType: "FORECASTED", subscriberEmailAddresses: ["team@example.com"] };
    assert.equal(judged(budget(address)).month, true);
    assert.equal(judged(budget({ notificationType: "FORECASTED" }, address)).month, true);
    assert.equal(judged(budget({ notificationType: "ACTUAL", subscriberEmailAddresses: [] })).month, false);
    assert.equal(judged(budget()).month, false);
  });

  it("is left to the update while its topic is not known, and to another stack where the topic is there", () => {
    const later = { ...byTopic, subscriberSnsTopicArns: [notYetKnown] };
    assert.equal(judged(...told, letIn, budget(later)).month, unknown);
    const elsewhere = { ...byTopic, subscriberSnsTopicArns: [`${topicArn}-of-another-stack`] };
    assert.equal(judged(...told, budget(elsewhere)).month, unknown);
  });

  it("is not heard where the topic's key keeps budgets out", () => {
    const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    const key = (service: string): Declared => ({
      type: "aws:kms/key:Key",
      name: "key",
      props: {
        arn: keyArn,
        policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: service },
              Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            },
          ],
        }),
      },
    });
    const [page, ...subscribers] = told;
    assert.ok(page);
    const encrypted = { ...page, props: { ...page.props, kmsMasterKeyId: keyArn } };
    const withKey = (service: string) =>
      judged(encrypted, ...subscribers, letIn, key(service), budget(byTopic)).month;
    assert.equal(withKey("budgets.amazonaws.com"), true);
    assert.equal(withKey("cloudwatch.amazonaws.com"), false);
  });
});
