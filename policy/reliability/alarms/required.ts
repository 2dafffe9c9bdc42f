import { type AlarmMetric, directionOf, isMetric, reactionMinutes, watching } from "../../model/alarm";
import { Notifications } from "../../model/notification";
import { show } from "../../model/show";
import { rule, type Rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, some, type Verdict } from "../../model/value";
import { type Declared, declaredBy, type WorkloadConfig, workloadSettings } from "../capacity/declared";

export interface AlarmConfig extends Partial<WorkloadConfig> {
  readonly minutes: number;
  readonly limit?: number;
}

/** An alarm that each resource of a type has to have. */
export interface RequiredAlarm {
  readonly name: string;
  /** What is watched, as in "the CPU of an Auto Scaling group". */
  readonly watches: string;
  readonly severity: Rule["severity"];
  readonly on: string;
  readonly except?: (resource: Resource) => boolean;
  /** Dimension by which CloudWatch calls the resource. */
  readonly dimension: string;
  /** Parts of the resource whose alarms count for it: what names it by which property, and their dimension. */
  readonly parts?: { readonly type: string; readonly property: string; readonly dimension: string };
  readonly namespaces: readonly string[];
  /** Sets of metrics, any of which does; the alarm looks at all of the set, and at nothing else but `beside`. */
  readonly metrics: readonly (readonly string[])[];
  readonly beside?: readonly string[];
  /** Whether it goes off above its threshold or below; absent where that depends on the metric. */
  readonly direction?: "above" | "below";
  /** Unit of the metric. */
  readonly unit: string;
  /** The largest threshold. */
  readonly limit?: number;
  /** The largest threshold that fits what the stack declares, or has; none where nothing is known of it. */
  readonly limitOf?: (found: Found) => number | undefined;
  /** Whether {@link limitOf} follows the declared workload. */
  readonly followsWorkload?: true;
  /** Judges all alarms of a resource together; by default one good alarm is enough. */
  readonly covers?: (resource: Resource, candidates: readonly Judged[]) => Verdict;
  /** What makes the alarm in our own program. */
  readonly key: string;
}

/** An alarm that watches a resource, and what a limit can be worked out from. */
export interface Found {
  readonly alarm: Resource;
  readonly resource: Resource;
  readonly stack: Stack;
  readonly declared: Declared | undefined;
}

export interface Judged {
  readonly alarm: Resource;
  readonly verdict: Verdict;
}

export function requiredAlarm(row: RequiredAlarm): Rule<AlarmConfig> {
  const limit =
    row.limit === undefined
      ? undefined
      : { default: row.limit, description: `Largest threshold, ${row.unit}` };
  return rule<AlarmConfig>({
    name: row.name,
    description: `An alarm on ${row.watches} tells somebody in time`,
    severity: row.severity,
    requirement: "D3",
    sources: ["CFG CLOUDWATCH_ALARM_ACTION_CHECK"],
    settings: {
      minutes: { default: 15, minimum: 1, description: "Minutes after which it goes off at the latest" },
      ...(limit && { limit }),
      ...(row.followsWorkload && workloadSettings),
    },
    *check(stack, config) {
      const watchers = watchersOf(row, stack);
      const notifications = new Notifications(stack);
      const declared = declaredBy(stack, { declared: config.declared ?? {} });
      for (const resource of stack.ofType(row.on)) {
        if (row.except?.(resource)) continue;
        const judged = (watchers.get(resource) ?? []).map(({ alarm, sure }): JudgedByChecks => {
          const checks = checksOf(row, { alarm, resource, stack, declared }, config, notifications);
          return { alarm, checks, verdict: every([sure, ...checks.map(({ verdict }) => verdict)]) };
        });
        yield {
          resource,
          verdict: row.covers ? row.covers(resource, judged) : some(judged.map(({ verdict }) => verdict)),
          found: sayFound(judged),
          required: sayRequired(row, config),
          fix: `add an aws.cloudwatch.MetricAlarm like that, or correct the one found (${row.key})`,
        };
      }
    },
  });
}

/** The alarms on a row's metrics by what they watch. */
function watchersOf(row: RequiredAlarm, stack: Stack): ReturnType<typeof watching> {
  const isMeant = (metrics: readonly AlarmMetric[]) =>
    row.metrics.some(
      (set) =>
        metrics.every((metric) => isMetric(metric, row.namespaces, [...set, ...(row.beside ?? [])])) &&
        set.every((name) => metrics.some((metric) => metric.name === name)),
    );
  const watchers = watching(stack, row.dimension, row.on, isMeant);
  const { parts } = row;
  if (!parts) return watchers;
  for (const [part, alarms] of watching(stack, parts.dimension, parts.type, isMeant)) {
    for (const whole of part.references(row.on, parts.property).resources) {
      watchers.set(whole, [...(watchers.get(whole) ?? []), ...alarms]);
    }
  }
  return watchers;
}

interface JudgedByChecks extends Judged {
  readonly checks: readonly Check[];
}

/** One thing that an alarm has to be, and what is wrong where it is not. */
interface Check {
  readonly verdict: Verdict;
  readonly wrong: string;
}

function checksOf(
  row: RequiredAlarm,
  found: Found,
  config: AlarmConfig,
  notifications: Notifications,
): readonly Check[] {
  const { alarm } = found;
  const direction = directionOf(alarm);
  const threshold = alarm.get("threshold");
  const limit = row.limitOf?.(found) ?? config.limit;
  const minutes = reactionMinutes(alarm);
  const isRight = row.direction === undefined || judge(direction, (known) => known === row.direction);
  const isWithin =
    limit === undefined || judge(threshold, (known) => typeof known === "number" && known <= limit);
  return [
    { verdict: isRight, wrong: `goes off ${show(direction)} its threshold` },
    { verdict: isWithin, wrong: `has the threshold ${show(threshold)}, more than ${limit ?? ""}` },
    { verdict: judge(minutes, (known) => known <= config.minutes), wrong: `takes ${show(minutes)} minutes` },
    { verdict: notifications.reachesSomebody(alarm, true), wrong: "notifies nobody by itself" },
  ];
}

/** What is wrong with the alarms that there are, those with the least first. */
function sayFound(judged: readonly JudgedByChecks[]): string {
  const said = judged
    .map(({ alarm, checks }) => ({ alarm, wrong: checks.filter(({ verdict }) => verdict === false) }))
    .sort((one, other) => one.wrong.length - other.wrong.length)
    .map(
      ({ alarm, wrong }) => `${alarm.name} ${wrong.map((it) => it.wrong).join(", ") || "is as it should be"}`,
    );
  return said.slice(0, mostSaid).join("; ") || "no such alarm";
}

/** More alarms than a person reads. */
const mostSaid = 3;

function sayRequired(row: RequiredAlarm, { limit, minutes }: AlarmConfig): string {
  const metrics = row.metrics.map((set) => set.join(" with ")).join(" or ");
  const threshold = limit === undefined ? "its threshold" : `a threshold of ${limit} ${row.unit} or less`;
  const each = row.covers ? "for each node an alarm" : "an alarm";
  return (
    `${each} on ${row.namespaces.join(" or ")} ${metrics}, with this resource in the dimension ${row.dimension}, that goes off ` +
    `${row.direction ?? "above or below"} ${threshold} within ${minutes} minutes and notifies a topic with a subscription, ` +
    "itself or through a composite alarm that it sets off alone"
  );
}
