import type { Limits } from "../limits";
import type { Watched } from "../targets";

/** `page` wakes somebody: users are hurt or soon will be. `ticket` waits for working hours. */
export type Severity = "page" | "ticket";

/**
 * The composite alarm through which an alarm notifies, so that one event sends one message (see composite.ts): `users`
 * for what users feel, `platform` for what explains or announces it, `slo-...` for a window of a burn rate. `none`
 * notifies by itself: what happens alone, such as an expiring certificate.
 */
export type Composite = "users" | "platform" | `slo-${string}` | "none";

/**
 * Where the dashboard shows something that is not in its service's section: `users` and `headroom` are the two sections
 * on top. `usersOverTcp` is on top where no application load balancer counts requests.
 */
export type Place = "users" | "usersOverTcp" | "headroom";

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** `Sum`, `Average`, `Minimum`, `Maximum`, a percentile such as `p95`, or a percentile rank such as `PR(:0.3)`. */
  readonly statistic: string;
  /** Dimensions beside those of what is watched. */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Metric math over metrics of what is watched. */
export interface Formula {
  /** Terms by the id that the expression calls them by. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Expressions over them, by the id that {@link expression} calls them by. */
  readonly helpers?: Readonly<Record<string, string>>;
  readonly expression: string;
}

export type Measure = Metric | Formula;

/** A section of docs/runbook.md, as Markdown. `GROUP` and `STACK` stand for the names of the stack. */
export interface RunbookEntry {
  readonly means: string;
  readonly lookAt: string;
  readonly doFirst: string;
  /** Whom to call next; see escalate.ts. */
  readonly escalate: string;
}

/** One alarm: what is measured, where, against which limit, and what a person is to do about it. */
export interface Alarm {
  /** kebab-case; the last part of the alarm's name, and its section of the runbook. */
  readonly id: string;
  /** What the dashboard calls it. */
  readonly title: string;
  /** Kinds that the row is for; one alarm for each of them that there is. */
  readonly watches: readonly Watched[];
  readonly severity: Severity;
  readonly composite: Composite;
  readonly measure: Measure | ((limits: Limits) => Measure);
  /** Unit of measure and threshold, e.g. `%` or `s`. */
  readonly unit: string;
  readonly comparison: ">" | ">=" | "<" | "<=";
  readonly threshold: (limits: Limits) => number;
  /** Length of one period, seconds: 60 or a multiple. */
  readonly period: number;
  /** How many of the last so many periods must breach. */
  readonly breaching: readonly [datapoints: number, ofPeriods: number];
  /** What a period without data counts as. `breaching` where silence means death. */
  readonly missing: "breaching" | "notBreaching" | "ignore" | "missing";
  /** What it means, in a sentence: the beginning of the alarm's description. */
  readonly meaning: string;
  /** What to do first, in a sentence: the rest of the description. */
  readonly first: string;
  /** None for a window of a burn rate, whose composite alarm has the section. */
  readonly runbook?: RunbookEntry;
  /** Its service's section unless given. */
  readonly dashboard?: Place;
}

/** A line across a graph. */
export interface Line {
  readonly label: string;
  readonly value: number;
  readonly color?: string;
  /** Shades the side that is bad. */
  readonly fill?: "above" | "below";
}

/** A graph of what has no limit of its own, so no alarm. */
export interface PlainGraph {
  readonly title: string;
  readonly unit: string;
  /** Kinds that are drawn in it; no graph where there is none of them. */
  readonly watches: readonly Watched[];
  /** Metrics by what the graph calls them, or one formula. */
  readonly measure: Readonly<Record<string, Metric>> | ((limits: Limits) => Formula);
  /** Where the axis begins; 0 unless given. */
  readonly from?: number;
  readonly lines?: (limits: Limits) => readonly Line[];
  /** Its service's section unless given. */
  readonly dashboard?: Place;
}

/** What one AWS service has to watch. */
export interface Service {
  readonly alarms: readonly Alarm[];
  readonly graphs?: readonly PlainGraph[];
}

export function measureOf({ measure }: Alarm, limits: Limits): Measure {
  return typeof measure === "function" ? measure(limits) : measure;
}

export function isFormula(measure: Measure): measure is Formula {
  return "expression" in measure;
}

/** The metrics of a measure by id; a plain metric is `value`. */
export function metricsOf(measure: Measure): Readonly<Record<string, Metric>> {
  return isFormula(measure) ? measure.metrics : { value: measure };
}

/**
 * Share of requests that failed, percent. Below the minimum of requests it is 0: a rate over a handful of requests
 * says nothing.
 * @param total what to divide by, metric math
 */
export function failureRate(failed: string, total: string, { alarms }: Limits): string {
  return `IF(${total} >= ${alarms.minimumRequests}, 100 * (${failed}) / (${total}), 0)`;
}

/** The section of docs/runbook.md that an alarm's description links. */
export function runbookSection({
  id,
  runbook,
  composite,
}: Pick<Alarm, "id" | "runbook" | "composite">): string {
  return `docs/runbook.md#${runbook ? id : composite}`;
}
