import type { Service } from "./service";

export const dynamodb: Service = {
  modules: ["dynamodb"],
  types: {
    "dynamodb/table": {
      outputs: {
        pointInTimeRecovery: { enabled: false, recoveryPeriodInDays: 0 },
        streamArn: ({ arn, inputs }) =>
          inputs.streamEnabled === true ? `${arn}/stream/2026-01-01T00:00:00.000` : "",
        ttl: { enabled: false, attributeName: "" },
      },
      parts: ["streamArn"],
      replaces: { hashKey: true, rangeKey: true },
      taken: "ResourceInUseException",
      protectedBy: {
        argument: "deletionProtectionEnabled",
        error:
          "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
      },
    },
  },
};
