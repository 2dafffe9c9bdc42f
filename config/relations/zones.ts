import { valueAt } from "../problems";
import { isProd, problem, type Relation } from "./problem";

export function zones(values: unknown): Relation[] {
  const path = ["platform:availabilityZones"];
  const declared = valueAt(values, path);
  if (!isProd(values) || typeof declared !== "number" || declared >= 3) return [];
  return problem(values, path, "in prod 3 to 6, so that two are left when one is lost");
}
