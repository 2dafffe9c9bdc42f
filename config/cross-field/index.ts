import { planCapacity } from "../../capacity";
import { sizedOf } from "../environment";
import type { FoundProblem } from "../problems";
import { sizedConfiguration } from "../schema";
import { sizingOf } from "../sizing";
import { application } from "./application";
import { backup } from "./backup";
import { budgetKnown } from "./budget";
import { cache } from "./cache";
import { database } from "./database";
import { databaseHolds } from "./database-size";
import { endpoint } from "./endpoint";
import { block, roomFor, sizesByHand, userFits } from "./fleet";
import { stickiness, webAcl } from "./load-balancer";
import { ordered } from "./order";
import { objectivesKept } from "./recovery";
import { optInRegions } from "./regions";
import { scalingLimits, scalingMetric } from "./scaling";
import { sessionsFit, sessionTable } from "./sessions";
import { standby } from "./standby";
import { buffer, events, population } from "./workload";
import { zones } from "./zones";

/**
 * Judges whatever of the configuration can be judged, whether the rest is valid or not: values that are missing or of
 * the wrong type are left to the schema.
 * @param values by full key, as a person wrote them.
 */
export function crossFieldProblems(values: unknown): FoundProblem[] {
  return [
    ...ordered(values),
    ...population(values),
    ...buffer(values),
    ...zones(values),
    ...optInRegions(values),
    ...endpoint(values),
    ...application(values),
    ...stickiness(values),
    ...webAcl(values),
    ...scalingMetric(values),
    ...events(values),
    ...block(values),
    ...database(values),
    ...cache(values),
    ...sessionTable(values),
    ...backup(values),
    ...standby(values),
    ...sizes(values),
  ];
}

/** What the capacity model says to the sizes set by hand. */
function sizes(values: unknown): FoundProblem[] {
  const { data } = sizedConfiguration.safeParse(values);
  if (data === undefined) return [];
  const environment = sizedOf(data);
  const tooLarge = userFits(values, environment);
  if (tooLarge.length > 0) return tooLarge;
  const plan = planCapacity(environment.workload, sizingOf(environment));
  return [
    ...sizesByHand(values, environment, plan),
    ...roomFor(values, environment, plan),
    ...scalingLimits(values, environment, plan),
    ...databaseHolds(values, environment, plan),
    ...sessionsFit(values, environment, plan),
    ...objectivesKept(values, environment),
    ...budgetKnown(values, plan),
  ];
}
