import { policy } from "./normal-forms";
import type { Service } from "./service";

export const iam: Service = {
  modules: ["iam"],
  global: true,
  types: {
    "iam/instanceProfile": { longestName: 128 },
    "iam/policy": {
      longestName: 128,
      cloudFormation: "ManagedPolicy",
      normalises: { policy },
      taken: "EntityAlreadyExists",
      inUse: "DeleteConflict",
    },
    "iam/role": {
      longestName: 64,
      normalises: { assumeRolePolicy: policy },
      outputs: { createDate: () => new Date().toISOString(), uniqueId: "AROA{DIG17}" },
      namedBy: {
        arguments: ["role"],
        missing: "NoSuchEntity: The role with name {} cannot be found.",
        everywhere: true,
      },
      taken: "EntityAlreadyExists",
      inUse: "DeleteConflict",
      usedBy: ["iam/instanceProfile", "iam/rolePolicy", "iam/rolePolicyAttachment"],
    },
    "iam/rolePolicy": { id: "{role}:{name}", replaces: { role: true }, normalises: { policy } },
    "iam/rolePolicyAttachment": { id: "{role}/{policyArn}", immutable: true },
  },
  missing: { iam: "NoSuchEntity: {} does not exist or is not attachable." },
};
