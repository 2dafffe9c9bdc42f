import type { Service } from "./service";

export const kms: Service = {
  modules: ["kms"],
  types: {
    "kms/alias": {
      arn: "arn:aws:kms:{region}:{account}:{name}",
      namePrefix: "alias/",
      outputs: { targetKeyArn: "arn:aws:kms:{region}:{account}:key/{targetKeyId}" },
      inUse: false,
    },
    "kms/key": { outputs: { keyId: "{id}" }, inUse: false },
  },
  missing: { kms: "NotFoundException: Key '{}' does not exist" },
};
