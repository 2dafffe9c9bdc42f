import { randomBytes } from "node:crypto";
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
  functions: {
    // Another one each time, as with AWS: who takes it twice has two.
    "secretsmanager/getRandomPassword": ({ args }) => {
      const length = typeof args.passwordLength === "number" ? args.passwordLength : 32;
      return { id: "random", randomPassword: randomBytes(length).toString("hex").slice(0, length) };
    },
  },
};
