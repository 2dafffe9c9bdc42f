import type { AnyRule } from "../../model/rule";
import { certificateInRegion } from "./certificate";
import { recoveryDeclared } from "./declaration";
import { fallbackPage } from "./fallback";
import { failoverHealthCheck } from "./health-check";
import { objectivesKept } from "./objectives";
import { recordPair } from "./records";
import { replicated } from "./replication";

/** Requirement B9, and the regional side of B8: a region that is lost, and what recovery takes. */
export const regionRules: readonly AnyRule[] = [
  recoveryDeclared,
  objectivesKept,
  replicated,
  recordPair,
  fallbackPage,
  failoverHealthCheck,
  certificateInRegion,
];
