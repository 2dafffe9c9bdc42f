import { type AlarmMetric, isMetric, watching } from "../../model/alarm";
import { notificationsOf } from "../../model/notification";
import { rule, type Rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, some, unknown, type Verdict } from "../../model/value";
import { declaredBy, workloadSettings } from "../capacity/declared";
import { checksOf } from "./checks";
import type { AlarmConfig, Check, Judged, RequiredAlarm } from "./row";

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
    cannotKnow:
      "Alarms of another stack; whether an e-mail subscription was confirmed; an alarm on another metric that tells the same",
    settings: {
      minutes: { default: 15, minimum: 1, description: "Minutes after which it goes off at the latest" },
      ...(limit && { limit }),
      ...(row.followsWorkload && workloadSettings),
    },
    *check(stack, config) {
      const watchers = watchersOf(row, stack);
      const notifications = notificationsOf(stack);
      const declared = declaredBy(stack, { declared: config.declared ?? {} });
      for (const resource of stack.ofType(row.on)) {
        const isExcept = isExempt(row, resource);
        if (isExcept === true) continue;
        const judged = (watchers.get(resource) ?? []).map(({ sure, ...watcher }): JudgedByChecks => {
          const { alarm } = watcher;
          const checks = checksOf(row, { alarm, resource, stack, declared }, config, notifications);
          return { ...watcher, checks, verdict: every([sure, ...checks.map(({ verdict }) => verdict)]) };
        });
        yield {
          resource,
          verdict: some([isExcept, isCovered(row, resource, judged, stack)]),
          found: sayFound(judged),
          required: sayRequired(row, config),
          fix: "add an aws.cloudwatch.MetricAlarm like that, or correct the one found",
          platformFix: row.platformFix,
        };
      }
    },
  });
}

function isExempt({ except }: RequiredAlarm, resource: Resource): Verdict {
  return except ? except(resource) : false;
}

function isCovered(row: RequiredAlarm, resource: Resource, judged: readonly Judged[], stack: Stack): Verdict {
  if (row.covers) return row.covers(resource, judged);
  return some([...verdictsOn(undefined, judged), coversParts(row, resource, judged, stack)]);
}

/** Verdicts on the alarms that watch a part, or all of the resource. */
function verdictsOn(part: Resource | undefined, judged: readonly Judged[]): Verdict[] {
  return judged.filter((it) => it.part === part).map(({ verdict }) => verdict);
}

/** Whether each part of a resource has an alarm; whether one needs it that may be another resource's is not known. */
function coversParts(
  { parts }: RequiredAlarm,
  resource: Resource,
  judged: readonly Judged[],
  stack: Stack,
): Verdict {
  const found = parts ? stack.referring(parts.type, resource, parts.property) : [];
  const each = found.map(({ resource: part, sure }) =>
    some([...verdictsOn(part, judged), sure === unknown && unknown]),
  );
  return every([some(found.map(({ sure }) => sure)), ...each]);
}

interface Watcher extends Pick<Judged, "alarm" | "part"> {
  /** Whether it is certain what it watches. */
  readonly sure: Verdict;
}

/** The alarms on a row's metrics by what they watch. */
function watchersOf(row: RequiredAlarm, stack: Stack): ReadonlyMap<Resource, readonly Watcher[]> {
  const isMeant = (metrics: readonly AlarmMetric[]) =>
    some(row.metrics.map((set) => areOf(row, set, metrics)));
  const watchers = new Map<Resource, readonly Watcher[]>(watching(stack, row.dimension, row.on, isMeant));
  const { parts } = row;
  if (!parts) return watchers;
  for (const [part, alarms] of watching(stack, parts.dimension, parts.type, isMeant)) {
    for (const { resource: whole, sure } of part.referents(row.on, parts.property)) {
      const more = alarms.map((it): Watcher => ({ ...it, sure: every([sure, it.sure]), part }));
      watchers.set(whole, [...(watchers.get(whole) ?? []), ...more]);
    }
  }
  return watchers;
}

/** Whether an alarm looks at all metrics of a set, and at nothing else but what a row takes beside them. */
function areOf(row: RequiredAlarm, set: readonly string[], metrics: readonly AlarmMetric[]): Verdict {
  const allowed = [...set, ...(row.beside ?? [])];
  return every([
    ...metrics.map((metric) => isMetric(metric, row.namespaces, allowed)),
    ...set.map((name) => some(metrics.map((metric) => judge(metric.name, (known) => known === name)))),
  ]);
}

interface JudgedByChecks extends Judged {
  readonly checks: readonly Check[];
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
  const each = row.covers ? "for each node an alarm" : "an alarm";
  const parts = row.parts ? `, or one for each ${row.parts.dimension} of it` : "";
  const share = row.total === undefined ? "" : `, as a share of ${row.total}`;
  return (
    `${each} on ${row.namespaces.join(" or ")} ${metrics}${share}, with this resource in the dimension ${row.dimension}${parts}, ` +
    `that goes off ${saySide(row, limit)} within ${minutes} minutes and notifies a topic with a subscription, ` +
    "itself or through a composite alarm that it sets off alone"
  );
}

function saySide({ direction, unit, byMetric = {} }: RequiredAlarm, limit?: number): string {
  const threshold = (most?: number) =>
    most === undefined ? "its threshold" : `a threshold of ${most} ${unit} or less`;
  const sides = Object.entries(byMetric).map(
    ([metric, own]) => `${own.direction} ${threshold(own.limit)} (${metric})`,
  );
  return sides.join(" or ") || `${direction ?? "above or below"} ${threshold(limit)}`;
}
