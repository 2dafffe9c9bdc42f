import { alarmType, directionOf, isMetric, metricsOf } from "../../model/alarm";
import { Notifications } from "../../model/notification";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { every, some, unknown, type Verdict } from "../../model/value";
import { groupType } from "../availability/group";

const policyType = "aws:autoscaling/policy:Policy";

/** Alarms on the CPU of a group that go off above their threshold. */
function cpuAlarms(alarms: readonly Resource[], group: Resource): readonly Resource[] {
  return alarms.filter((alarm) => {
    const metrics = metricsOf(alarm);
    if (metrics === unknown || directionOf(alarm) !== "above") return false;
    return metrics.some(
      (metric) =>
        isMetric(metric, ["AWS/EC2"], ["CPUUtilization"]) &&
        alarm.refersTo(group, metric.dimensions[0], ...metric.dimensions.slice(1), "AutoScalingGroupName") !==
          false,
    );
  });
}

export const scalesBeforePaging = rule({
  name: "scaling-before-paging",
  description:
    "A group has grown before anybody is woken: its scaling alarm is at or below every other CPU alarm",
  severity: "medium",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const notifications = new Notifications(stack);
    const alarms = stack.ofType(alarmType);
    for (const group of stack.ofType(groupType)) {
      const onCpu = cpuAlarms(alarms, group);
      const scaling = onCpu.filter(
        (alarm) => alarm.references(policyType, "alarmActions").resources.length > 0,
      );
      const paging = onCpu.filter(
        (alarm) => !scaling.includes(alarm) && notifications.reachesSomebody(alarm, true) !== false,
      );
      if (scaling.length === 0 || paging.length === 0) continue;
      yield {
        resource: group,
        verdict: every(paging.map((alarm) => some(scaling.map((lower) => isAtMost(lower, alarm))))),
        found: `${say(scaling)} scales, ${say(paging)} tells somebody`,
        required:
          "an alarm that scales out at the same threshold as the one that tells somebody, or below it",
        fix: "lower the scaling alarm's threshold (platform:compute.scaling.scaleOutCpuPercent), or raise the other (platform:alarms.cpuPercent)",
      };
    }
  },
});

function isAtMost(lower: Resource, upper: Resource): Verdict {
  const low = lower.number("threshold");
  const high = upper.number("threshold");
  return low === unknown || high === unknown ? unknown : (low ?? Infinity) <= (high ?? 0);
}

function say(alarms: readonly Resource[]): string {
  return alarms.map((alarm) => `${alarm.name} at ${show(alarm.get("threshold"))}`).join(", ");
}
