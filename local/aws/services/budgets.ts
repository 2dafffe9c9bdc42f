import { blocks, strings, text } from "../../cloud/properties";
import type { Candidate, Service } from "./service";

export const budgets: Service = {
  modules: ["budgets"],
  global: true,
  types: {
    "budgets/budget": {
      id: "{account}:{name}",
      arn: "arn:aws:budgets::{account}:budget/{name}",
      longestName: 100,
      outputs: { accountId: "{account}" },
      refuses: {
        name: {
          unless: (name) => !/[:\\]/.test(name),
          message: 'invalid value for name ({}): The ":" and "\\" characters are not allowed.',
        },
      },
      // The provider's `budgets/budget.go` compares amounts as numbers, read 2026-11-28.
      normalises: { limitAmount: { to: (amount) => String(Number(text(amount))), suppressed: true } },
      crossRegion: ["notifications.subscriberSnsTopicArns"],
      taken: "DuplicateRecordException",
      uniqueIn: "account",
      demands: [reachable],
      inUse: false,
    },
  },
};

/**
 * "Each notification must have at least one subscriber. A notification can have one SNS subscriber and up to 10 email
 * subscribers", and a budget ten notifications. Source: AWS CloudFormation User Guide, `AWS::Budgets::Budget Notification`,
 * read 2026-11-28.
 */
function reachable({ inputs }: Candidate): string | undefined {
  const notifications = blocks(inputs.notifications);
  if (notifications.length > 10)
    return "CreationLimitExceededException: A budget can have at most 10 notifications";
  for (const { subscriberSnsTopicArns, subscriberEmailAddresses } of notifications) {
    const topics = strings(subscriberSnsTopicArns).length;
    const emails = strings(subscriberEmailAddresses).length;
    if (topics + emails === 0)
      return "InvalidParameterException: Notification must have at least one subscriber";
    if (topics > 1)
      return "CreationLimitExceededException: one notification can only have 1 subscribers with type of SNS";
    if (emails > 10)
      return "CreationLimitExceededException: one notification can only have 10 subscribers with type of EMAIL";
  }
  return undefined;
}
