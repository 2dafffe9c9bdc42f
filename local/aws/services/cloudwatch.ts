import { json, policy } from "./normal-forms";
import type { Service } from "./service";

/** Metrics and alarms, with the logs and events that Pulumi has in the same module. */
export const cloudwatch: Service = {
  modules: ["cloudwatch"],
  cloudFormation: ["CloudWatch", "Logs", "Events"],
  types: {
    "cloudwatch/dashboard": { normalises: { dashboardBody: json } },
    "cloudwatch/eventBusPolicy": { normalises: { policy } },
    "cloudwatch/eventRule": { normalises: { eventPattern: json } },
    "cloudwatch/eventTarget": { id: "{rule}-{hex10}" },
    "cloudwatch/logGroup": { inUse: false },
    "cloudwatch/logMetricFilter": { id: "{logGroupName}:{name}" },
    "cloudwatch/logResourcePolicy": { normalises: { policyDocument: policy } },
    "cloudwatch/metricAlarm": { usesNothing: true },
  },
};
