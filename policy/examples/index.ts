import { alarmExamples } from "./alarms";
import { availabilityExamples } from "./availability";
import { capacityExamples } from "./capacity";
import { dataExamples } from "./data";
import { eventDeliveryExamples } from "./event-delivery";
import type { Example } from "./example";
import { logExamples } from "./logs";
import { recoveryExamples } from "./recovery";
import { scalingExamples } from "./scaling";
import { securityExamples } from "./security";

/** An example for each rule, by its name. */
export const examples: Readonly<Record<string, Example>> = {
  ...availabilityExamples,
  ...capacityExamples,
  ...scalingExamples,
  ...dataExamples,
  ...recoveryExamples,
  ...alarmExamples,
  ...eventDeliveryExamples,
  ...logExamples,
  ...securityExamples,
};
