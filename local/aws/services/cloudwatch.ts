import type { Service } from "./service";

/** Metrics and alarms, with the logs and events that Pulumi has in the same module. */
export const cloudwatch: Service = {
  modules: ["cloudwatch"],
  cloudFormation: ["CloudWatch", "Logs", "Events"],
  types: {
    "cloudwatch/eventTarget": { id: "{rule}-{hex10}" },
    "cloudwatch/logGroup": { inUse: false },
    "cloudwatch/logMetricFilter": { id: "{logGroupName}:{name}" },
    "cloudwatch/metricAlarm": { usesNothing: true },
  },
};
