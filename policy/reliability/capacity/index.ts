import type { AnyRule } from "../../model/rule";
import { subnetsHoldGroup } from "./addresses";
import { cacheHoldsSessions } from "./cache";
import { workloadBuffer, workloadDeclared } from "./declaration";
import { databaseHoldsConnections, databaseHoldsPeak, databaseStorageHoldsGrowth } from "./database";
import { eventsAreScheduled } from "./events";
import { forecast } from "./forecast";
import { burstableBaseline, groupHoldsBaseline, groupHoldsPeak } from "./group";
import { declaredPeakIsQuiet } from "./quiet-peak";
import { elasticIpQuota, vcpuQuota } from "./quota";
import { requestCountIsCounted } from "./request-count";
import { scaleInStaysClear } from "./scale-in";
import { scalesInTime } from "./scale-out";
import { requestTargetIsServed, scalesOnWhatBinds } from "./scaling-load";
import { groupScales } from "./scaling-policy";

/** Requirement D4. */
export const capacityRules: readonly AnyRule[] = [
  groupHoldsPeak,
  groupHoldsBaseline,
  eventsAreScheduled,
  subnetsHoldGroup,
  burstableBaseline,
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
