export type { AlarmState, MissingData } from "./alarm-state";
export {
  type Case,
  type CaseOptions,
  type CaseResult,
  casesOf,
  type Declaration,
  ordinaryCases,
} from "./cases";
export { type Clairvoyant, clairvoyant } from "./clairvoyant";
export { type Demand, demandOf } from "./demand";
export type { Fleet } from "./fleet";
export { dayProfile, generatedLoad, type Load, tracedLoad } from "./load";
export { DocumentError, resourcesOf } from "./read/document";
export { declarationOf } from "./read/declaration";
export { FleetError, fleetsOf, type ReadFleet } from "./read/fleet";
export { notKnown } from "./read/not-known";
export { plainType, type StackResource } from "./read/resources";
export { type AlarmOutcome, type History, type Outcome, pagedBy, simulate } from "./run";
export { isGood, isKept, judge, type JudgedCase, type Verdict } from "./verdict";
