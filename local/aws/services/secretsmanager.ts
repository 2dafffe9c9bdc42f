import { policy } from "./normal-forms";
import type { Service } from "./service";

export const secretsmanager: Service = {
  modules: ["secretsmanager"],
  types: {
    "secretsmanager/secret": {
      arn: "arn:aws:secretsmanager:{region}:{account}:secret:{name}-{hex6}",
      crossRegion: ["replicas.kmsKeyId"],
      normalises: { policy },
    },
    "secretsmanager/secretVersion": {
      id: "{secretId}|{uuid}",
      outputs: { secretArn: "{secretId}" },
      unread: ["secretString"],
    },
  },
};
