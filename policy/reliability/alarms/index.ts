import type { AnyRule } from "../../model/rule";
import { dataAlarms } from "./data";
import { dimensionForm } from "./dimension";
import {
  accessLogs,
  cacheLogs,
  detailedMonitoring,
  enhancedMonitoring,
  flowLogs,
  logRetention,
  logsExported,
  tracingSampled,
} from "./logs";
import { metricExists } from "./metric";
import { missingData } from "./missing-data";
import { platformAlarms } from "./platform";
import { scalesBeforePaging } from "./scaling";
import { thresholdUnit } from "./threshold-unit";
import { alarmActs, topicSubscribed } from "./wiring";

/** Requirement D3, in the order of the catalogue. */
export const alarmRules: readonly AnyRule[] = [
  ...platformAlarms,
  ...dataAlarms,
  dimensionForm,
  metricExists,
  thresholdUnit,
  alarmActs,
  topicSubscribed,
  missingData,
  scalesBeforePaging,
  logRetention,
  flowLogs,
  accessLogs,
  detailedMonitoring,
  enhancedMonitoring,
  logsExported,
  cacheLogs,
  tracingSampled,
];
