import {
  combinedMultiplier,
  type FleetNeed,
  fleetNeed,
  lastTime,
  nextDue,
  usersAt,
  type WorkloadEvent,
} from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, judge, not, some, unknown, type Value, type Verdict } from "../../model/value";
import { answerOf } from "./answer";
import { groupType } from "../availability/group";
import { byDeclared, type Declared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { fleetsOf, needOf } from "./fleet";

const day = 24 * 3_600_000;
/** A floor that is raised earlier than this is not raised for the event. */
const earliestDays = 31;

export const eventsAreScheduled: Rule<WorkloadConfig> = rule({
  name: "events-are-scheduled",
  description: "Each declared event has a scheduled action that brings enough instances before it starts",
  cannotKnow: "Events that nobody declared; scheduled actions of another stack",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    yield* byDeclared(declaredBy(stack, config), { stack, types: [groupType] }, (declared) =>
      judgeEvents(stack, declared),
    );
  },
});

function* judgeEvents(stack: Stack, declared: Declared): Iterable<Finding> {
  for (const event of declared.workload.events) {
    const due = dueOf(event);
    if (!due) continue;
    const users = usersAt(combinedMultiplier(event, declared.workload.events), declared.workload);
    for (const { group, sure: isFleet } of fleetsOf(stack)) {
      const need = needOf(
        group,
        declared,
        (sizing) => fleetNeed(users, declared.workload, sizing),
        ({ ceiling }) => ceiling,
      );
      if (need === unknown) {
        yield undecided(group, "an instance type not known yet");
        continue;
      }
      if (typeof need === "string") continue;
      const actions = stack.referring("aws:autoscaling/schedule:Schedule", group, "autoscalingGroupName");
      yield {
        resource: group,
        verdict: some([
          not(isFleet),
          ...actions.map(({ resource, sure }) =>
            every([sure, isInTime(resource, due), holds(resource, group, need)]),
          ),
        ]),
        found: actions.map(({ resource }) => say(resource)).join("; ") || "no scheduled action",
        required: `a scheduled action with minSize ${need.required}, and room for ${need.ceiling} instances, at ${due.toISOString()} or in the ${earliestDays} days before, for the ${users} users of "${event.name}"`,
        fix: `add an aws.autoscaling.Schedule with minSize ${need.required}, maxSize ${need.ceiling} and desiredCapacity -1 (as it is), ${event.leadHours} hours before the event`,
      };
    }
  }
}

/** When the instances have to be there; none for an event that is over, or of which nobody can say when it is. */
function dueOf(event: WorkloadEvent): Date | undefined {
  const due = answerOf(() => nextDue(event, new Date()));
  return typeof due === "string" ? undefined : due;
}

/** Whether an action lets a group have so many instances: without a maxSize the provider sets it to 0; -1 leaves it. */
function holds(action: Resource, group: Resource, { required, ceiling }: FleetNeed): Verdict {
  const maxSize = action.given("maxSize");
  const stays = judge(maxSize, (known) => known === -1);
  return every([
    atLeast(action.get("minSize"), required),
    some([every([stays, atLeast(group.number("maxSize"), ceiling)]), atLeast(maxSize, ceiling)]),
  ]);
}

function isInTime(action: Resource, due: Date): Verdict {
  const recurrence = action.given("recurrence");
  const time = recurrence === undefined ? onceAt(action.get("startTime")) : lastRun(recurrence, action, due);
  return judge(
    time,
    (known) =>
      typeof known === "number" && known <= due.getTime() && known >= due.getTime() - earliestDays * day,
  );
}

function onceAt(startTime: Value): Value {
  return judgeTime(startTime, (text) => Date.parse(text));
}

/** When an action ran last before a time, for one by day and month; unknown for other recurrences. */
function lastRun(recurrence: Value, action: Resource, before: Date): Value {
  const zone = action.get("timeZone");
  if (zone === unknown) return unknown;
  return judgeTime(recurrence, (text) => {
    if (!/^\d+ \d+ \d+ \d+ \*$/.test(text.trim())) return undefined;
    const timeZone = typeof zone === "string" && zone !== "" ? zone : "UTC";
    return lastTime({ recurrence: text.trim(), timeZone }, before);
  });
}

function judgeTime(text: Value, read: (known: string) => number | undefined): Value {
  if (text === unknown) return unknown;
  return typeof text === "string" ? (read(text) ?? unknown) : undefined;
}

function say(action: Resource): string {
  const when = action.given("recurrence") ?? action.get("startTime");
  return `${action.name} at ${show(when)}: minSize ${show(action.get("minSize"))}, maxSize ${show(action.given("maxSize"))}`;
}
