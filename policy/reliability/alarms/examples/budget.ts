import { type Declared, type Example, notYetKnown } from "../../../examples/example";

/** A budget that tells a topic, whose policy lets a service in. */
const budgetAndTopic = (service: unknown): Declared[] => [
  {
    type: "aws:sns/topic:Topic",
    name: "tickets",
    props: { arn: notYetKnown },
  },
  {
    type: "aws:sns/topicPolicy:TopicPolicy",
    name: "publishers",
    props: {
      arn: notYetKnown,
      policy:
        service === notYetKnown
          ? notYetKnown
          : JSON.stringify({
              Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sns:Publish" }],
            }),
    },
    refersTo: { arn: ["tickets"] },
  },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "team",
    props: { topic: notYetKnown, protocol: "email", endpoint: "team@example.com" },
    refersTo: { topic: ["tickets"] },
  },
  {
    type: "aws:budgets/budget:Budget",
    name: "month",
    props: {
      notifications: [{ notificationType: "ACTUAL", threshold: 100, subscriberSnsTopicArns: [notYetKnown] }],
    },
    refersTo: { notifications: ["tickets"] },
  },
];

export const budgetExamples: Readonly<Record<string, Example>> = {
  "budget-alerts": {
    good: budgetAndTopic("budgets.amazonaws.com"),
    bad: budgetAndTopic("cloudwatch.amazonaws.com"),
    undecided: budgetAndTopic(notYetKnown),
  },
};
