import { latestLoad, type InstanceLoad, plannedLoad, type Sizing } from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, not, some, unknown } from "../../model/value";
import { alarmType } from "../../model/alarm";
import { groupType } from "../availability/group";
import { byDeclared, type Declared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { fleetsOf, growthOf, needOf } from "./fleet";
import { adds, isOfOneSize, policyType } from "./scaling-policy";
import { isOn, limitOf, type Load, type Trigger, triggersOf } from "./trigger";

/** A rule about what makes a group that serves the declared users grow, at the load of one of its instances. */
function loadRule(
  info: Pick<Rule, "name" | "description" | "cannotKnow" | "severity">,
  loadOf: (declared: Declared, sizing: Sizing) => InstanceLoad,
  judgeTriggers: (
    group: Resource,
    triggers: readonly Trigger[],
    load: InstanceLoad,
    declared: Declared,
  ) => readonly Finding[],
): Rule<WorkloadConfig> {
  return rule({
    ...info,
    requirement: "D4",
    sources: [],
    settings: workloadSettings,
    *check(stack, config) {
      yield* byDeclared(declaredBy(stack, config), { stack, types }, function* (declared) {
        for (const { group, sure } of fleetsOf(stack)) {
          const triggers = growingBy(group, stack);
          // Of a group that nothing makes grow, and of one whose instances serve nobody, other rules tell.
          if (triggers.length === 0 || isOfOneSize(group) === true) continue;
          const load = needOf(
            group,
            declared,
            (sizing) => loadOf(declared, sizing),
            ({ users }) => -users,
          );
          if (typeof load === "string") continue;
          const judged =
            load === unknown
              ? resourcesOf(group, triggers).map((it) => undecided(it, "an instance type not known yet"))
              : judgeTriggers(group, triggers, load, declared);
          const isFixed = some([isOfOneSize(group), not(sure), not(some(triggers.map((it) => it.sure)))]);
          for (const it of judged) {
            yield { ...it, verdict: some([it.verdict, isFixed]) };
          }
        }
      });
    },
  });
}

/** What is judged. */
const types = [groupType, policyType, alarmType];

function resourcesOf(group: Resource, triggers: readonly Trigger[]): Resource[] {
  return [group, ...triggers.map(({ source }) => source)];
}

/** What makes a group grow, or may. */
function growingBy(group: Resource, stack: Stack): Trigger[] {
  return triggersOf(group, stack).filter(
    ({ direction, policy }) => direction !== "below" && adds(policy) !== false,
  );
}

function asLoad({ cpuPercent, memoryPercent, requestsPerMinute }: InstanceLoad): Load {
  return { cpu: cpuPercent, memory: memoryPercent, requests: requestsPerMinute };
}

export const requestTargetIsServed = loadRule(
  {
    name: "requests-per-target-served",
    description: "A group adds instances before they have more requests than the plan gives them",
    cannotKnow: "How many requests an instance really serves: it is worked out from the declared workload",
    severity: "high",
  },
  ({ workload }, sizing) => plannedLoad(workload, sizing),
  (group, triggers, planned) =>
    triggers
      .filter(({ metrics }) => metrics.length === 1 && (metrics[0] === "requests" || metrics[0] === unknown))
      .map((trigger) => ({
        resource: trigger.source,
        verdict: some([isOn(trigger, asLoad(planned)), not(every([trigger.sure, adds(trigger.policy)]))]),
        found: `${group.name} grows at ${show(limitOf(trigger, "requests"))} requests per target and minute`,
        required: `${say(planned.requestsPerMinute)} or fewer, those of the ${say(planned.users)} users that the plan gives to an instance (by ${planned.binding})`,
        fix: "lower the target, or declare the workload that was measured",
        platformFix: "platform:compute.scaling.requestsPerTargetPerMinute",
      })),
);

export const scalesOnWhatBinds = loadRule(
  {
    name: "auto-scaling-group-scales-on-what-binds",
    description:
      "A group adds instances on a metric that follows what they run out of first under the declared workload",
    cannotKnow: "What an instance really runs out of first: it is worked out from the declared workload",
    severity: "critical",
  },
  ({ workload }, sizing) => latestLoad(workload, sizing),
  (group, triggers, latest, declared) => {
    const need = growthOf(group, declared);
    if (typeof need === "string") return [];
    return [
      {
        resource: group,
        verdict: some([
          // Who has enough for the peak from the start need not grow.
          need === unknown ? unknown : atLeast(group.number("minSize"), need.required),
          ...triggers.map((trigger) =>
            every([trigger.sure, adds(trigger.policy), isOn(trigger, asLoad(latest))]),
          ),
        ]),
        found:
          `adds instances by ${triggers.map(sayTrigger).join(", ")}; an instance has ${say(latest.users)} users at most (by ${latest.binding}), ` +
          `and stands at ${say(latest.cpuPercent)} % CPU, ${say(latest.memoryPercent)} % memory and ${say(latest.requestsPerMinute)} requests a minute then`,
        required: "an alarm or a target that is reached by then: on others the group never grows",
        fix: `scale on what binds: ${followers[latest.binding]}`,
      },
    ];
  },
);

/** What to scale on, by what an instance runs out of. */
const followers: Readonly<Record<InstanceLoad["binding"], string>> = {
  memory: "an alarm on mem_used_percent of the CloudWatch agent, or fewer requests per target",
  latency: "an alarm on CPUUtilization, or a target of ASGAverageCPUUtilization",
  cpu: "an alarm on CPUUtilization, or a target of ASGAverageCPUUtilization",
  users: "fewer requests per target; or declare the users that were measured on this type of instance",
};

function sayTrigger({ source, metrics, threshold }: Trigger): string {
  return `${source.name} (${metrics.map((metric) => show(metric)).join(", ")} at ${show(threshold)})`;
}

/** A figure as a message shows it. */
function say(figure: number): string {
  return figure.toFixed(figure < 10 ? 1 : 0);
}
