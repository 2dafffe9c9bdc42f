import type { AnyRule } from "../model/rule";
import { alarmRules } from "./alarms";
import { availabilityRules } from "./availability";
import { capacityRules } from "./capacity";
import { recoveryRules } from "./recovery";
import { regionRules } from "./region";

/** The rules of this half, by subject. */
export const rules: readonly AnyRule[] = [
  ...availabilityRules,
  ...recoveryRules,
  ...regionRules,
  ...alarmRules,
  ...capacityRules,
];
