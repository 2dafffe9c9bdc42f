import { json, policy } from "./normal-forms";
import type { Service } from "./service";

export const sqs: Service = {
  modules: ["sqs"],
  types: {
    "sqs/queue": {
      id: "https://sqs.{region}.amazonaws.com/{account}/{name}",
      arn: "arn:aws:sqs:{region}:{account}:{name}",
      outputs: { url: "{id}" },
      normalises: { policy, redrivePolicy: json },
    },
    "sqs/queuePolicy": { normalises: { policy } },
  },
};
