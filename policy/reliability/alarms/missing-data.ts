import { alarmType, directionOf, metricsOf } from "../../model/alarm";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { unknown, type Value } from "../../model/value";

/** Metrics that stop with what they count: no data is the outage itself. */
const stopWithTheOutage = ["HealthyHostCount", "HealthCheckStatus", "NumberOfBackupJobsCompleted"];
/** Counts that come only when there is something to count. EC2 reports its status checks every minute, passed or not. */
const comeWithTheEvent =
  /(?:Errors?|(?<!StatusCheck)Failed|Failures?|Throttle\w*|5XX_Count|4XX_Count|5xxErrors|Evictions|Rejected\w*|ErrorPortAllocation)$/;
const choices = ["breaching", "notBreaching", "ignore", "missing"];

export const missingData = rule({
  name: "alarm-missing-data",
  description: "An alarm treats missing data on purpose: silence is an outage, or nothing to count",
  severity: "medium",
  requirement: "D3",
  sources: [],
  *check(stack) {
    for (const alarm of stack.ofType(alarmType)) {
      // AWS's own default, `missing`, fills it in.
      const treatment = alarm.given("treatMissingData");
      const allowed = allowedFor(alarm);
      yield {
        resource: alarm,
        verdict:
          treatment === unknown ? unknown : typeof treatment === "string" && allowed.includes(treatment),
        found: `treatMissingData ${show(treatment)} on ${namesOf(alarm).map(show).join(", ") || "metrics not known yet"}`,
        required: `treatMissingData ${allowed.join(", ")}`,
        fix: `set treatMissingData to "${allowed[0] ?? ""}"${allowed.length > 1 ? " where silence means death, and to notBreaching for counts that come only with the event" : ""}`,
      };
    }
  },
});

function namesOf(alarm: Resource): Value[] {
  const metrics = metricsOf(alarm);
  return metrics === unknown ? [] : metrics.map(({ name }) => name);
}

function allowedFor(alarm: Resource): readonly string[] {
  const names = namesOf(alarm).filter((name) => typeof name === "string");
  const direction = directionOf(alarm);
  if (direction === "below" && names.some((name) => stopWithTheOutage.includes(name))) return ["breaching"];
  if (direction === "above" && names.length > 0 && names.every((name) => comeWithTheEvent.test(name))) {
    return ["notBreaching", "ignore", "missing"];
  }
  return choices;
}
