import assert from "node:assert/strict";
import fc from "fast-check";
import { monthlyBudgetUsd, monthlyCost, planCapacity } from "../../capacity";
import { budgetUsd, deploymentOf, sizingOf } from "../../config";
import { Budget } from "../../infra/budget";
import { load, onlyProblem, prodValues, without } from "../config/stack";
import { record } from "./record";

interface Notification {
  notificationType: string;
  comparisonOperator: string;
  threshold: number;
  thresholdType: string;
  subscriberSnsTopicArns: string[];
}

const values = (budget: object, region = "us-east-1") => {
  const domain = without(prodValues()["platform:domain"], "certificateArn");
  const backup = without(prodValues()["platform:backup"], "copyToRegion");
  return {
    ...prodValues(),
    "aws:region": region,
    "platform:domain": domain,
    "platform:backup": backup,
    "platform:budget": budget,
  };
};
const limitOf = (budget: object) => {
  const environment = load(values(budget));
  const plan = planCapacity(environment.workload, sizingOf(environment));
  const deployment = deploymentOf(environment);
  const bill = monthlyCost(environment.workload, sizingOf(environment), plan, deployment);
  return { limit: budgetUsd(environment, plan), planned: bill.totalUsd };
};

describe("a budget of the stack's month", () => {
  it("counts what carries the stack's tag, and tells the topic of its cost and of its forecast", async () => {
    const stack = await record(
      () =>
        new Budget("web-budget", {
          budgetName: "web-prod",
          monthlyUsd: 12_345,
          tag: { key: "Stack", value: "prod" },
          topicArn: "arn:ticket",
        }),
    );
    const { inputs } = stack.only("aws:budgets/budget:Budget");
    const { name, budgetType, timeUnit, limitAmount, limitUnit, costFilters } = inputs;
    assert.deepEqual(
      { name, budgetType, timeUnit, limitAmount, limitUnit },
      { name: "web-prod", budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "12345", limitUnit: "USD" },
    );
    assert.deepEqual(costFilters, [{ name: "TagKeyValue", values: ["user:Stack$prod"] }]);
    const told = inputs.notifications as Notification[];
    assert.deepEqual(told.map(({ notificationType }) => notificationType).sort(), ["ACTUAL", "FORECASTED"]);
    for (const { comparisonOperator, threshold, thresholdType, subscriberSnsTopicArns } of told) {
      assert.deepEqual([comparisonOperator, threshold, thresholdType], ["GREATER_THAN", 100, "PERCENTAGE"]);
      assert.deepEqual(subscriberSnsTopicArns, ["arn:ticket"]);
    }
  });

  it("is the plan's cost and the tier's share on top, or what the file says", () => {
    const { limit, planned } = limitOf({});
    assert.equal(limit, Math.ceil(planned * 1.2));
    assert.equal(limitOf({ marginShare: 0 }).limit, Math.ceil(planned));
    assert.equal(limitOf({ monthlyUsd: 500 }).limit, 500);
  });

  it("is never below the plan's cost, and grows with its share", () => {
    const usd = fc.double({ min: 1, max: 1e7, noNaN: true });
    const share = fc.double({ min: 0, max: 10, noNaN: true });
    fc.assert(
      fc.property(usd, share, share, (planned, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        assert.ok(monthlyBudgetUsd(planned, less) >= planned);
        assert.ok(monthlyBudgetUsd(planned, less) <= monthlyBudgetUsd(planned, more));
      }),
    );
  });

  it("is a person's to say in a region without prices, and not refused there once it is said", () => {
    assert.match(
      onlyProblem(values({}, "eu-west-1")),
      /^platform:budget\.monthlyUsd: .*no prices of eu-west-1/,
    );
    assert.equal(onlyProblem(values({ monthlyUsd: 500 }, "eu-west-1")), "");
  });
});
