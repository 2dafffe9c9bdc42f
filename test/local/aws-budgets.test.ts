import assert from "node:assert/strict";
import type { Properties } from "../../local/cloud/properties";
import { Client, newStore } from "./aws-client";

const ACCOUNT = "123456789012";
const month = { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "100", limitUnit: "USD" };
const budgetOf = (...notifications: Properties[]) => ({
  ...month,
  notifications: notifications.map((it) => ({
    notificationType: "ACTUAL",
    comparisonOperator: "GREATER_THAN",
    threshold: 100,
    thresholdType: "PERCENTAGE",
    ...it,
  })),
});
const addresses = (count: number) => Array.from({ length: count }, (_, at) => `person-${at}@example.com`);

describe("the local AWS refuses what AWS refuses of a budget", () => {
  const store = newStore();
  const topics: string[] = [];
  let aws: Client;
  let west: Client;
  before(async () => {
    aws = await Client.start(store);
    west = await Client.start(store, { region: "us-west-2" });
    for (const name of ["page", "ticket"]) topics.push((await aws.create("sns/topic", name, { name })).id);
  });
  after(() => {
    aws.stop();
    west.stop();
  });

  const impossible: [what: string, inputs: () => Properties, error: RegExp][] = [
    ["that tells nobody", () => budgetOf({}), /at least one subscriber/],
    [
      "that tells two topics by one notification",
      () => budgetOf({ subscriberSnsTopicArns: topics }),
      /CreationLimitExceededException: one notification can only have 1 subscribers with type of SNS/,
    ],
    [
      "that tells eleven addresses by one notification",
      () => budgetOf({ subscriberEmailAddresses: addresses(11) }),
      /CreationLimitExceededException/,
    ],
    [
      "of eleven notifications",
      () => budgetOf(...Array<Properties>(11).fill({ subscriberEmailAddresses: addresses(1) })),
      /CreationLimitExceededException/,
    ],
    [
      "that tells a topic which is not there",
      () => budgetOf({ subscriberSnsTopicArns: [`arn:aws:sns:us-east-1:${ACCOUNT}:nothing`] }),
      /Topic arn:aws:sns:us-east-1:123456789012:nothing does not exist/,
    ],
  ];
  for (const [what, inputs, error] of impossible) {
    it(`one ${what}`, () => assert.rejects(aws.create("budgets/budget", "impossible", inputs()), error));
  }

  it("but takes one that tells a topic and ten addresses", async () => {
    const inputs = budgetOf({
      subscriberSnsTopicArns: topics.slice(0, 1),
      subscriberEmailAddresses: addresses(10),
    });
    const made = await aws.create("budgets/budget", "month", { name: "month", ...inputs });
    assert.equal(made.id, `${ACCOUNT}:month`);
    assert.equal(made.state.arn, `arn:aws:budgets::${ACCOUNT}:budget/month`);
  });

  it("one of a name that the account has, in whichever region", async () => {
    await aws.create("budgets/budget", "first", { name: "taken", ...month });
    for (const client of [aws, west]) {
      const second = client.create("budgets/budget", "second", { name: "taken", ...month });
      await assert.rejects(second, /DuplicateRecordException/);
    }
  });
});
