import type { AnyRule } from "../../model/rule";
import { cacheHoldsSessions } from "./cache";
import { databaseHoldsConnections, databaseHoldsPeak, databaseStorageHoldsGrowth } from "./database";
import { forecast } from "./forecast";
import { elasticIpQuota, vcpuQuota } from "./quota";
import { scalesInTime } from "./scale-out";
import { groupScales } from "./scaling-policy";

/** The part of requirement D4 that is about what keeps state, quotas, growth and time. */
export const dataCapacityRules: readonly AnyRule[] = [
  groupScales,
  scalesInTime,
  databaseHoldsPeak,
  databaseStorageHoldsGrowth,
  databaseHoldsConnections,
  cacheHoldsSessions,
  vcpuQuota,
  elasticIpQuota,
  forecast,
];
