import { alarmType } from "./alarm";
import { oncePerStack } from "./analysis";
import type { Resource, Stack } from "./stack";
import { every, judge, some, type Unknown, unknown, type Verdict } from "./value";

export const compositeType = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
export const topicType = "aws:sns/topic:Topic";

/** A composite alarm that an alarm belongs to. */
interface Membership {
  readonly composite: Resource;
  /** Whether the alarm is one of its alarms. */
  readonly sure: true | Unknown;
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
    const unnamed = stack.ofType(alarmType).filter((alarm) => alarm.given("name") === unknown);
    for (const composite of stack.ofType(compositeType)) {
      const rule = composite.get("alarmRule");
      if (typeof rule === "string") {
        for (const way of waysOf(rule)) {
          const names = namesIn(way);
          const members = names.flatMap((name) => byName.get(name) ?? []);
          const alone = !/\bAND\b/.test(way);
          for (const member of members) this.add(member, { composite, sure: true, alone });
          // A name that nothing is known to have can be that of an alarm whose own is not known yet.
          const isOpen = members.length < names.length;
          for (const member of isOpen ? unnamed : []) this.add(member, { composite, sure: unknown, alone });
        }
      } else {
        const members = [alarmType, compositeType].flatMap((type) => composite.referents(type, "alarmRule"));
        for (const { resource, sure } of members) this.add(resource, { composite, sure, alone: unknown });
      }
    }
  }

  private add(member: Resource, membership: Membership) {
    this.memberships.set(member, [...(this.memberships.get(member) ?? []), membership]);
  }

  /** Whether somebody is told; `alone`: also when no other alarm goes off. */
  reachesSomebody(alarm: Resource, alone: boolean, seen: readonly Resource[] = []): Verdict {
    if (seen.includes(alarm)) return false;
    const memberships = this.memberships.get(alarm) ?? [];
    return some([
      every([isEnabled(alarm), this.tellsSubscriber(alarm)]),
      ...memberships.map((membership) =>
        every([
          membership.sure,
          alone ? membership.alone : true,
          this.reachesSomebody(membership.composite, alone, [...seen, alarm]),
        ]),
      ),
    ]);
  }

  /** Whether one of an alarm's own actions is a response plan, or a topic with a subscription; another stack's topic may have one. */
  private tellsSubscriber(alarm: Resource): Verdict {
    const topics = alarm.referents(topicType, "alarmActions");
    const actions = alarm.list("alarmActions");
    if (actions !== unknown && actions.some((action) => isArnOf("ssm-incidents", action))) return true;
    const { sure, complete } = alarm.references(topicType, "alarmActions");
    const isOpen = actions === unknown || actions.includes(unknown);
    const named = isOpen ? [] : actions.filter((action) => isArnOf("sns", action));
    const mayTellOthers = isOpen ? !complete : named.length > sure.length;
    return some([
      ...topics.map((topic) => every([topic.sure, hasSubscription(topic.resource, this.stack)])),
      mayTellOthers && unknown,
    ]);
  }
}

/** Who is told of the alarms of a stack. */
export const notificationsOf = oncePerStack((stack) => new Notifications(stack));

/** What subscribes to topics, by the property that names them. */
const subscribers = {
  "aws:sns/topicSubscription:TopicSubscription": "topic",
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": "snsTopicArns",
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": "snsTopicArns",
} as const;

/** Whether a topic has a subscription that gets what alarms send. */
export function hasSubscription(topic: Resource, stack: Stack): Verdict {
  const found = Object.entries(subscribers).flatMap(([type, property]) =>
    stack.referring(type, topic, property),
  );
  return some(found.map(({ resource, sure }) => every([sure, letsAlarmsThrough(resource)])));
}

/**
 * Whether a subscription's filter, if any, lets an alarm through. CloudWatch sends no message attributes, and a filter on
 * them takes nothing that lacks them. Source: SNS Developer Guide, "Amazon SNS subscription filter policies".
 */
function letsAlarmsThrough(subscription: Resource): Verdict {
  const filter = subscription.given("filterPolicy");
  if (filter === unknown) return unknown;
  if (typeof filter !== "string" || /^\s*(?:\{\s*\})?\s*$/.test(filter)) return true;
  const scope = subscription.given("filterPolicyScope");
  return scope === unknown || scope === "MessageBody" ? unknown : false;
}

export function isEnabled(alarm: Resource): Verdict {
  return judge(alarm.get("actionsEnabled"), (enabled) => enabled !== false);
}

export function isArnOf(service: string, action: unknown): boolean {
  return typeof action === "string" && action.split(":")[2] === service;
}

/** The ways in which a composite alarm's rule sets it off: what its ORs outside of parentheses join. */
function waysOf(rule: string): string[] {
  const ways: string[] = [];
  let [way, depth] = ["", 0];
  for (const part of withoutExceptions(rule).split(/([()]|\bOR\b)/)) {
    depth += part === "(" ? 1 : part === ")" ? -1 : 0;
    if (part === "OR" && depth === 0) {
      ways.push(way);
      way = "";
    } else way += part;
  }
  return [...ways, way];
}

/** The names or ARNs of alarms that are on, in a part of a composite alarm's rule. */
function namesIn(way: string): string[] {
  const states = way.matchAll(/\bALARM\s*\(\s*(?:"([^"]+)"|([^)\s]+))\s*\)/g);
  return [...states].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** A rule without what only keeps it still, such as `AND NOT ALARM("deploying")`. */
function withoutExceptions(rule: string): string {
  return rule.replace(/(?:\bAND\s+)?\bNOT\s*\(?\s*ALARM\s*\([^)]*\)\s*\)?/g, "");
}
