import type { AnyRule } from "../../model/rule";
import { budgetAlerts } from "./budget";
import { dataRows } from "./data";
import { dimensionForm } from "./dimension";
import { eventsReachTopic } from "./event-delivery";
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
import { platformRows } from "./platform";
import { requiredAlarm } from "./required";
import { scalesBeforePaging } from "./scaling";
import { thresholdUnit } from "./threshold-unit";
import { alarmActs, topicSubscribed } from "./wiring";

/** The alarms that resources have to have. */
export const requiredRows = [...platformRows, ...dataRows];

/** Requirement D3. */
export const alarmRules: readonly AnyRule[] = [
  ...requiredRows.map(requiredAlarm),
  dimensionForm,
  metricExists,
  thresholdUnit,
  alarmActs,
  topicSubscribed,
  eventsReachTopic,
  budgetAlerts,
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
