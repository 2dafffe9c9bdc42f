import type { AnyRule } from "../../model/rule";
import { cacheHoldsSessions } from "./cache";
import { workloadBuffer, workloadDeclared } from "./declaration";
import { databaseHoldsConnections, databaseHoldsPeak, databaseStorageHoldsGrowth } from "./database";
import { forecast } from "./forecast";
import { declaredPeakIsQuiet } from "./quiet-peak";
import { elasticIpQuota, vcpuQuota } from "./quota";
import { requestCountIsCounted } from "./request-count";
import { scaleInStaysClear } from "./scale-in";
import { scalesInTime } from "./scale-out";
import { requestTargetIsServed, scalesOnWhatBinds } from "./scaling-load";
import { groupScales } from "./scaling-policy";

/** The part of requirement D4 that is about what keeps state, quotas, growth and time. */
export const dataCapacityRules: readonly AnyRule[] = [
  workloadDeclared,
  workloadBuffer,
  groupScales,
  scalesOnWhatBinds,
  requestTargetIsServed,
  requestCountIsCounted,
  scaleInStaysClear,
  scalesInTime,
  declaredPeakIsQuiet,
  databaseHoldsPeak,
  databaseStorageHoldsGrowth,
  databaseHoldsConnections,
  cacheHoldsSessions,
  vcpuQuota,
  elasticIpQuota,
  forecast,
];
