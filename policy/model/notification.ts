import { alarmType } from "./alarm";
import type { Resource, Stack } from "./stack";
import { every, judge, some, unknown, type Verdict } from "./value";

export const compositeType = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
export const topicType = "aws:sns/topic:Topic";

/** A composite alarm that an alarm belongs to. */
interface Membership {
  readonly composite: Resource;
  /** Whether the alarm alone sets it off, or only together with others. */
  readonly alone: Verdict;
}

/** Who is told when an alarm goes off: by itself, or by the composite alarms that it belongs to. */
export class Notifications {
  private readonly memberships = new Map<Resource, Membership[]>();

  constructor(private readonly stack: Stack) {
    const byName = new Map(
      stack
        .ofType(alarmType, compositeType)
        .flatMap((alarm) =>
          [alarm.get("name"), alarm.get("alarmName"), alarm.get("arn")].map((name) => [name, alarm] as const),
        ),
    );
    for (const composite of stack.ofType(compositeType)) {
      const rule = composite.get("alarmRule");
      const members =
        typeof rule === "string"
          ? namesIn(rule).flatMap((name) => byName.get(name) ?? [])
          : [alarmType, compositeType].flatMap((type) => composite.references(type, "alarmRule").resources);
      const alone = typeof rule === "string" ? !/\bAND\b/.test(withoutExceptions(rule)) : unknown;
      for (const member of members) {
        this.memberships.set(member, [...(this.memberships.get(member) ?? []), { composite, alone }]);
      }
    }
  }

  /** Whether somebody is told; `alone`: also when no other alarm goes off. */
  reachesSomebody(alarm: Resource, alone: boolean, seen: readonly Resource[] = []): Verdict {
    if (seen.includes(alarm)) return false;
    const memberships = this.memberships.get(alarm) ?? [];
    return some([
      every([isEnabled(alarm), this.tellsSubscriber(alarm)]),
      ...memberships.map((membership) =>
        every([
          alone ? membership.alone : true,
          this.reachesSomebody(membership.composite, alone, [...seen, alarm]),
        ]),
      ),
    ]);
  }

  /** Whether one of an alarm's own actions is a response plan, or a topic with a subscription, as another stack's is taken to have. */
  private tellsSubscriber(alarm: Resource): Verdict {
    const { resources: topics, complete } = alarm.references(topicType, "alarmActions");
    const actions = alarm.list("alarmActions");
    if (actions !== unknown && actions.some((action) => isArnOf("ssm-incidents", action))) return true;
    const named = actions === unknown ? [] : actions.filter((action) => isArnOf("sns", action));
    if (named.length > topics.length) return true;
    const told = some(
      topics.map((topic) => every([alarm.refersTo(topic, "alarmActions"), this.hasSubscription(topic)])),
    );
    const mayNameMore = actions === unknown || actions.includes(unknown);
    return told === false && mayNameMore && !complete ? unknown : told;
  }

  private hasSubscription(topic: Resource): Verdict {
    const subscriptions = this.stack.referring("aws:sns/topicSubscription:TopicSubscription", topic, "topic");
    return some(subscriptions.map(({ sure }): Verdict => sure || unknown));
  }
}

export function isEnabled(alarm: Resource): Verdict {
  return judge(alarm.get("actionsEnabled"), (enabled) => enabled !== false);
}

export function isArnOf(service: string, action: unknown): boolean {
  return typeof action === "string" && action.split(":")[2] === service;
}

/** The names or ARNs of alarms in the rule of a composite alarm that set it off. */
function namesIn(rule: string): string[] {
  const states = withoutExceptions(rule).matchAll(/\bALARM\s*\(\s*(?:"([^"]+)"|([^)\s]+))\s*\)/g);
  return [...states].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** A rule without what only keeps it still, such as `AND NOT ALARM("deploying")`. */
function withoutExceptions(rule: string): string {
  return rule.replace(/(?:\bAND\s+)?\bNOT\s*\(?\s*ALARM\s*\([^)]*\)\s*\)?/g, "");
}
