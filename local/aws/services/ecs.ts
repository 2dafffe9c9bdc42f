import { randomInt } from "node:crypto";
import { text } from "../../cloud/properties";
import type { Service } from "./service";

export const ecs: Service = {
  modules: ["ecs"],
  types: {
    "ecs/cluster": { id: "arn" },
    "ecs/service": {
      id: "arn",
      arn: "arn:aws:ecs:{region}:{account}:service/{clusterName}/{name}",
      values: ({ cluster }) => ({ clusterName: text(cluster).split("/").at(-1) ?? "" }),
    },
    "ecs/taskDefinition": {
      arn: "arn:aws:ecs:{region}:{account}:task-definition/{family}:{revision}",
      // AWS counts revisions by family.
      values: () => ({ revision: String(randomInt(1, 1000)) }),
      outputs: {
        arnWithoutRevision: "arn:aws:ecs:{region}:{account}:task-definition/{family}",
        revision: ({ arn }) => Number(arn.split(":").at(-1)),
      },
    },
  },
};
