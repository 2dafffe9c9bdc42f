import { availabilitySabotages } from "./availability";
import type { Sabotage } from "./sabotage";

/** Every safeguard of the prod stack that is taken away in turn, by pack. */
export const sabotages: Readonly<Record<string, readonly Sabotage[]>> = {
  reliability: availabilitySabotages,
};
