import { type CaseOptions, type Declaration, ordinaryCases } from "../cases";
import { demandOf } from "../demand";
import type { Fleet } from "../fleet";
import { simulate } from "../run";
import { isKept } from "../verdict";
import { withScalingAlone } from "../zone-loss";
import { fleetWith, type Setting, sessionsAt } from "./settings";

/**
 * Whether the platform's configuration can say a setting, and its policies would take it: a target of requests that leaves
 * room for the users of a lost zone, and the declared days and events as quiet as they have to be, whatever was recorded.
 */
export function isDeclarable(
  setting: Setting,
  base: Fleet,
  declaration: Declaration,
  options: Pick<CaseOptions, "now">,
): boolean {
  const { type, rule, warmPool, floorByHour } = setting;
  if (rule.kind !== "requests" || warmPool !== undefined || floorByHour) return false;
  const demand = demandOf(declaration.workload, declaration.sizing);
  const share = declaration.sizing.holdsZoneLoss === false ? 1 : (base.zones - 1) / base.zones;
  const users = Math.floor(share * sessionsAt(type, 100, demand));
  if (rule.target > users * demand.requestsPerSessionMinute) return false;
  return ordinaryCases(declaration, options).every(({ load }) => {
    const fleet = fleetWith(setting, base, load.startTime, load.minutes);
    const outcome = simulate(withScalingAlone(fleet), demand, load);
    return isKept(outcome) && outcome.minutesAtCeiling === 0;
  });
}
