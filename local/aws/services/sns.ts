import { json, policy } from "./normal-forms";
import type { Service } from "./service";

export const sns: Service = {
  modules: ["sns"],
  types: {
    "sns/topic": { inUse: false, normalises: { policy } },
    // Its id is the topic's, which others mean.
    "sns/topicPolicy": { id: "{arn}", replaces: { arn: true }, inUse: false, normalises: { policy } },
    "sns/topicSubscription": {
      arn: "{topic}:{uuid}",
      outputs: {
        // Endpoints confirm by themselves, people when they read their mail.
        pendingConfirmation: ({ inputs }) => inputs.protocol === "email",
      },
      normalises: { filterPolicy: json },
      replaces: { topic: true },
      crossRegion: ["endpoint"],
    },
  },
  missing: { sns: "NotFound: Topic {} does not exist" },
};
