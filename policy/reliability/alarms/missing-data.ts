import { alarmType, directionOf, metricsOf } from "../../model/alarm";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { judge, unknown, type Value } from "../../model/value";

/** Metrics that stop with what they count: no data is the outage itself. */
const stopWithTheOutage = ["HealthyHostCount", "HealthCheckStatus", "NumberOfBackupJobsCompleted"];
/** Counts that come only when there is something to count. EC2 reports its status checks every minute, passed or not. */
const comeWithTheEvent =
  /(?:Errors?|(?<!StatusCheck)Failed|Failures?|Throttle\w*|5XX_Count|4XX_Count|5xxErrors|Evictions|Rejected\w*|ErrorPortAllocation)$/;
const choices = ["breaching", "notBreaching", "ignore", "missing"];

export const missingData = rule({
  name: "alarm-missing-data",
  description: "An alarm treats missing data on purpose: silence is an outage, or nothing to count",
  cannotKnow: "Whether a metric of one's own is sent while nothing happens",
  severity: "medium",
  requirement: "D3",
  sources: [],
  *check(stack) {
    for (const alarm of stack.ofType(alarmType)) {
      // AWS's own default, `missing`, fills it in.
      const treatment = alarm.given("treatMissingData");
      const metrics = namesOf(alarm);
      const direction = directionOf(alarm);
      const isOpen = metrics.includes(unknown) || direction === unknown;
      const allowed = allowedFor(metrics, direction);
      yield {
        resource: alarm,
        verdict: judge(treatment, (known) => {
          if (typeof known !== "string" || !choices.includes(known)) return false;
          return isOpen ? unknown : allowed.includes(known);
        }),
        found: `treatMissingData ${show(treatment)} on ${metrics.map(show).join(", ")}`,
        required: `treatMissingData ${allowed.join(", ")}`,
        fix: `set treatMissingData to "${allowed[0] ?? ""}"${allowed.length > 1 ? " where silence means death, and to notBreaching for counts that come only with the event" : ""}`,
      };
    }
  },
});

function namesOf(alarm: Resource): readonly Value[] {
  const metrics = metricsOf(alarm);
  return metrics === unknown ? [unknown] : metrics.map(({ name }) => name);
}

function allowedFor(metrics: readonly Value[], direction: ReturnType<typeof directionOf>): readonly string[] {
  const names = metrics.filter((name) => typeof name === "string");
  if (direction === "below" && names.some((name) => stopWithTheOutage.includes(name))) return ["breaching"];
  if (direction === "above" && names.length > 0 && names.every((name) => comeWithTheEvent.test(name))) {
    return ["notBreaching", "ignore", "missing"];
  }
  return choices;
}
