import { hasSubscription, topicType } from "../../model/notification";
import { keyAdmits, topicAdmits } from "../../model/publisher";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, read, some, unknown, type Verdict } from "../../model/value";
import { planType } from "../capacity/declared";

const budgetType = "aws:budgets/budget:Budget";
const budgets = { principal: "budgets.amazonaws.com", meetsConditions: true };

/** Source: AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications" (2026-11-28). */
export const budgetAlerts = rule({
  name: "budget-alerts",
  description:
    "A stack that declares its workload has a budget, and whoever is to hear that it is spent does",
  cannotKnow: "Whether the budget's cost allocation tag is activated; subscriptions of another stack's topic",
  severity: "medium",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const all = stack.ofType(budgetType);
    const advice = {
      required:
        "an aws.budgets.Budget with a notification to an address, or to a topic that has a subscription and, as its key, lets budgets.amazonaws.com in",
      fix: "give the budget a notification whose subscriberSnsTopicArns names such a topic, and allow budgets.amazonaws.com sns:Publish by the topic's policy and kms:GenerateDataKey* and kms:Decrypt by its key's",
      platformFix: "infra/budget.ts",
    };
    for (const resource of all.length === 0 ? stack.ofType(planType) : []) {
      yield {
        resource,
        verdict: false,
        found: "no budget: what the stack costs grows in silence",
        ...advice,
      };
    }
    for (const resource of all) {
      const found = "no notification of the budget reaches anybody";
      yield { resource, verdict: tellsSomebody(stack, resource), found, ...advice };
    }
  },
});

function tellsSomebody(stack: Stack, budget: Resource): Verdict {
  const notifications = elements(budget.get("notifications"));
  if (notifications === unknown) return unknown;
  return some(
    notifications.map((notification, at) => {
      const addresses = elements(read(notification, "subscriberEmailAddresses"));
      return some([addresses === unknown ? unknown : addresses.length > 0, tellsTopic(stack, budget, at)]);
    }),
  );
}

function tellsTopic(stack: Stack, budget: Resource, at: number): Verdict {
  const path = [topicType, "notifications", at, "subscriberSnsTopicArns"] as const;
  const told = budget
    .referents(...path)
    .map(({ resource, sure }) =>
      every([
        sure,
        hasSubscription(resource, stack),
        topicAdmits(stack, resource, budgets),
        keyAdmits(stack, resource, budgets),
      ]),
    );
  // A topic of another stack may have subscribers there.
  return some([...told, !budget.references(...path).complete && unknown]);
}
