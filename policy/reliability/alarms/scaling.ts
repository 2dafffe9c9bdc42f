import { alarmType, directionOf, isMetric, metricsOf } from "../../model/alarm";
import { notificationsOf } from "../../model/notification";
import { show } from "../../model/show";
import { rule, undecided } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, some, type Unknown, unknown, type Verdict } from "../../model/value";
import { groupType } from "../availability/group";

const policyType = "aws:autoscaling/policy:Policy";

/** CPU above which something happens to a group. */
interface Level {
  readonly name: string;
  /** Percent; none where nothing is set. */
  readonly percent: number | Unknown | undefined;
}

export const scalesBeforePaging = rule({
  name: "scaling-before-paging",
  description:
    "A group has grown before anybody is woken: it scales out on CPU at or below every other CPU alarm",
  cannotKnow: "How fast the load rises; alarms of another stack",
  severity: "medium",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const notifications = notificationsOf(stack);
    const alarms = stack.ofType(alarmType);
    for (const group of stack.ofType(groupType)) {
      const { sure: onCpu, unclear } = cpuAlarms(alarms, group);
      // What is not known may scale at a lower threshold, or tell somebody at one.
      if (unclear) yield undecided(group, "alarms on its CPU not known yet");
      if (unclear) continue;
      const setsOff = onCpu.filter((alarm) => alarm.references(policyType, "alarmActions").sure.length > 0);
      const scaling = [...setsOff.map(levelOf), ...targetsOf(group, stack)];
      const paging = onCpu
        .filter((alarm) => !setsOff.includes(alarm) && notifications.reachesSomebody(alarm, true) !== false)
        .map(levelOf);
      if (scaling.length === 0 || paging.length === 0) continue;
      yield {
        resource: group,
        verdict: every(paging.map((level) => some(scaling.map((lower) => isAtMost(lower, level))))),
        found: `${say(scaling)} scales, ${say(paging)} tells somebody`,
        required:
          "an alarm or a target that scales out at the same threshold as the alarm that tells somebody, or below it",
        fix: "lower the scaling alarm's threshold or the policy's targetValue, or raise the other",
        platformFix: "platform:compute.scaling.scaleOutCpuPercent, platform:alarms.cpuPercent",
      };
    }
  },
});

/** Alarms on the CPU of a group that go off above their threshold; unclear while one may be, or its actions are not known. */
function cpuAlarms(alarms: readonly Resource[], group: Resource) {
  const judged = alarms.map((alarm) => ({ alarm, verdict: isOnCpu(alarm, group) }));
  const sure = judged.filter(({ verdict }) => verdict === true).map(({ alarm }) => alarm);
  const isOpen = (alarm: Resource) => !alarm.references(policyType, "alarmActions").certain;
  return { sure, unclear: judged.some(({ verdict }) => verdict === unknown) || sure.some(isOpen) };
}

function isOnCpu(alarm: Resource, group: Resource): Verdict {
  const metrics = metricsOf(alarm);
  if (metrics === unknown) return unknown;
  return every([
    judge(directionOf(alarm), (direction) => direction === "above"),
    some(
      metrics.map((metric) =>
        every([
          isMetric(metric, ["AWS/EC2"], ["CPUUtilization"]),
          alarm.refersTo(group, metric.dimensions[0], ...metric.dimensions.slice(1), "AutoScalingGroupName"),
        ]),
      ),
    ),
  ]);
}

function levelOf(alarm: Resource): Level {
  return { name: alarm.name, percent: alarm.number("threshold") };
}

/** Targets of CPU that a group is kept at: above one it grows, by alarms that Auto Scaling makes itself. */
function targetsOf(group: Resource, stack: Stack): Level[] {
  const tracking = "targetTrackingConfiguration";
  return stack
    .referring(policyType, group, "autoscalingGroupName")
    .filter(
      ({ resource }) =>
        resource.get(tracking, "predefinedMetricSpecification", "predefinedMetricType") ===
        "ASGAverageCPUUtilization",
    )
    .map(({ resource, sure }) => ({
      name: resource.name,
      percent: sure === true ? resource.number(tracking, "targetValue") : unknown,
    }));
}

function isAtMost({ percent: low }: Level, { percent: high }: Level): Verdict {
  return low === unknown || high === unknown ? unknown : (low ?? Infinity) <= (high ?? 0);
}

function say(levels: readonly Level[]): string {
  return levels.map(({ name, percent }) => `${name} at ${show(percent)}`).join(", ");
}
