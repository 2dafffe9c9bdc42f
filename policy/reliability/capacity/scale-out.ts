import { reactionMinutes } from "../../model/alarm";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { not, some, type Unknown, unknown, type Value } from "../../model/value";
import { groupType } from "../availability/group";
import { limitOf, type Trigger, triggersOf } from "./trigger";

/** Target tracking makes alarms of its own, which need three minutes. Source: EC2 Auto Scaling User Guide. */
const trackingMinutes = 3;

export const scalesInTime = rule<{ surgePercentPerMinute: number }>({
  name: "scale-out-in-time",
  description: "A group that begins to grow at its threshold has grown before its CPU is used up",
  cannotKnow:
    "How long an instance really takes to boot: it is the group's defaultInstanceWarmup; how steeply the load rises beyond the parameter",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: {
    surgePercentPerMinute: {
      default: 5,
      minimum: 0,
      description:
        "How much load is added in a minute of the surge that has to be caught, percent of the load at its start",
    },
  },
  *check(stack, { surgePercentPerMinute }) {
    for (const group of stack.ofType(groupType)) {
      for (const trigger of triggersOf(group, stack)) {
        const { policy, sure, direction, metrics } = trigger;
        if (direction === "below" || !metrics.some((it) => it === "cpu" || it === unknown)) continue;
        const threshold = limitOf(trigger, "cpu");
        const seconds = settlingSeconds(policy, group);
        const untilAlarm = alarmMinutes(trigger);
        const minutes = seconds === unknown || untilAlarm === unknown ? unknown : untilAlarm + seconds / 60;
        const reached =
          minutes === unknown || threshold === unknown
            ? unknown
            : threshold * (1 + (surgePercentPerMinute / 100) * minutes);
        yield {
          resource: policy,
          verdict: some([reached === unknown ? unknown : reached <= 100, not(sure)]),
          found: `begins at ${show(threshold)} % CPU; ${show(untilAlarm)} minutes until its alarm and ${show(seconds)} s of warm-up and cooldown later the load is ${typeof reached === "number" ? reached.toFixed(0) : "not known yet"} %`,
          required: `100 % or less at the end, where the load grows by ${surgePercentPerMinute} % a minute`,
          fix: "lower the threshold, the alarm's period or evaluationPeriods, or the warm-up (a faster boot: an image with the packages in it)",
          platformFix: "platform:compute.scaling.scaleOutCpuPercent",
        };
      }
    }
  },
});

/** Minutes until a trigger goes off. */
function alarmMinutes({ policy, source }: Trigger): number | Unknown {
  return source === policy ? trackingMinutes : reactionMinutes(source);
}

/**
 * Seconds until a policy goes on after it has added instances. A step or target tracking policy waits for them to be warm,
 * for the group's cooldown where nobody says how long that takes; a simple policy waits for a cooldown, its own or the
 * group's. Source: EC2 Auto Scaling User Guide, "Set the default instance warmup", "Scaling cooldowns".
 */
function settlingSeconds(policy: Resource, group: Resource): number | Unknown {
  const cooldown: readonly Value[] = [group.given("defaultCooldown"), usualCooldownSeconds];
  const type = policy.get("policyType");
  if (type === unknown) return unknown;
  return type === undefined || type === "SimpleScaling"
    ? firstNumber(policy.given("cooldown"), ...cooldown)
    : firstNumber(policy.given("estimatedInstanceWarmup"), group.given("defaultInstanceWarmup"), ...cooldown);
}

/** AWS's own default. */
const usualCooldownSeconds = 300;

/** The first that is set. */
function firstNumber(...values: readonly Value[]): number | Unknown {
  const set = values.find((value) => value === unknown || (typeof value === "number" && value > 0));
  return set === unknown || typeof set === "number" ? set : 0;
}
