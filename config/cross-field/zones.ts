import { zoneBlocks } from "../../capacity";
import { type FoundProblem, valueAt } from "../problems";
import { minimumOf, problem, tierOf } from "./problem";

const path = ["platform:availabilityZones"];
const layoutPath = ["platform:network", "layoutZones"];
const namesPath = ["platform:network", "zones"];

export function zones(values: unknown): FoundProblem[] {
  const declared = valueAt(values, path);
  if (typeof declared !== "number" || declared < 2 || declared > 6) return [];
  const least = minimumOf(values, "availabilityZones");
  if (declared < least) {
    return problem(
      values,
      path,
      `in ${tierOf(values)} ${least} to 6, so that ${least - 1} are left when one is lost`,
    );
  }
  return [...layout(values, declared), ...names(values, declared)];
}

/**
 * A VPC that is divided for another number of zones has all its subnets elsewhere, and AWS refuses the new ones while the
 * old are there (`InvalidSubnet.Conflict`). 3 and 4 zones are the same layout; for any other the stack's file says which.
 */
function layout(values: unknown, declared: number): FoundProblem[] {
  const divided = valueAt(values, layoutPath);
  if (typeof divided === "number") {
    if (zoneBlocks(declared) <= zoneBlocks(divided)) return [];
    return problem(
      values,
      path,
      `at most ${zoneBlocks(divided)}, which the VPC is divided for by platform:network.layoutZones`,
      'see "More Availability Zones" in docs/operations.md',
    );
  }
  if (divided !== undefined || zoneBlocks(declared) === 4) return [];
  const room = declared === 2 ? 4 : 6;
  return problem(
    values,
    layoutPath,
    "the number of Availability Zones that the VPC is divided for, since a change of it moves every subnet",
    `set ${room} in a new stack; in one that is deployed, the number of zones that it was made with`,
  );
}

function names(values: unknown, declared: number): FoundProblem[] {
  const named = valueAt(values, namesPath);
  if (!Array.isArray(named)) return [];
  const region = valueAt(values, ["aws:region"]);
  const fit = named.every((name) => typeof name !== "string" || name.slice(0, -1) === region);
  if (fit && named.length === declared && new Set(named).size === declared) return [];
  return problem(
    values,
    namesPath,
    `${declared} different Availability Zones of ${String(region)}, as many as platform:availabilityZones`,
  );
}
