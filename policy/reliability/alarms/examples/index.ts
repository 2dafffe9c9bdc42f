import type { Example } from "../../../examples/example";
import { budgetExamples } from "./budget";
import { eventDeliveryExamples } from "./event-delivery";
import { logExamples } from "./logs";
import { requiredAlarmExamples } from "./required";

export const alarmExamples: Readonly<Record<string, Example>> = {
  ...requiredAlarmExamples,
  ...eventDeliveryExamples,
  ...budgetExamples,
  ...logExamples,
};
