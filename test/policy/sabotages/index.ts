import { alarmSabotages } from "./alarms";
import { availabilitySabotages } from "./availability";
import { dataCapacitySabotages } from "./data-capacity";
import { recoverySabotages } from "./recovery";
import type { Sabotage } from "./sabotage";
import { scalingSabotages } from "./scaling";
import { securitySabotages } from "./security";

/** Every safeguard of the prod stack that is taken away in turn, by pack. */
export const sabotages: Readonly<Record<string, readonly Sabotage[]>> = {
  reliability: [
    ...availabilitySabotages,
    ...recoverySabotages,
    ...alarmSabotages,
    ...dataCapacitySabotages,
    ...scalingSabotages,
  ],
  security: securitySabotages,
};
