import { type Declared, type Example, notYetKnown } from "../../../examples/example";

/** A rule that sends to a topic which lets EventBridge in by a statement; of a preview that does not know it, by none yet. */
const eventTopic = (statement: object | undefined): Declared[] => {
  const allowed = { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" };
  return [
    { type: "aws:sns/topic:Topic", name: "page", props: { arn: notYetKnown } },
    {
      type: "aws:sns/topicPolicy:TopicPolicy",
      name: "publishers",
      props: {
        arn: notYetKnown,
        policy: statement ? JSON.stringify({ Statement: [{ ...allowed, ...statement }] }) : notYetKnown,
      },
      refersTo: { arn: ["page"] },
    },
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "page-on-events",
      props: { arn: notYetKnown },
      refersTo: { arn: ["page"] },
    },
  ];
};

export const eventDeliveryExamples: Readonly<Record<string, Example>> = {
  "event-rule-reaches-topic": {
    good: eventTopic({}),
    bad: eventTopic({ Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
    undecided: eventTopic(undefined),
  },
};
