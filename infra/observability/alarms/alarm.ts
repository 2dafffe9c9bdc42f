import type { Limits } from "../limits";

/** `page` wakes somebody: users are hurt or soon will be. `ticket` waits for working hours. */
export type Severity = "page" | "ticket";

/**
 * What an alarm is to an outage. A `symptom` is felt by users, a `cause` explains or announces one; both notify
 * through an outage (see outages.ts), so that one event sends one message. A `window` is half of a burn rate.
 * What is `alone`, such as an expiring certificate, belongs to no outage and notifies by itself.
 */
export type Role = "symptom" | "cause" | "window" | "alone";

/** What is watched; each kind has its own dimensions in CloudWatch. */
export type Watched = keyof typeof dimensionsOf;

/** The dimensions by which CloudWatch knows each kind. */
export const dimensionsOf = {
  applicationLoadBalancer: ["LoadBalancer"],
  applicationTargets: ["LoadBalancer", "TargetGroup"],
  networkTargets: ["LoadBalancer", "TargetGroup"],
  group: ["AutoScalingGroupName"],
  service: ["LogGroup"],
  launchFailureRule: ["RuleName"],
  databaseCluster: ["DBClusterIdentifier"],
  databaseInstance: ["DBInstanceIdentifier"],
  databaseEventRule: ["RuleName"],
  cacheNode: ["CacheClusterId"],
  table: ["TableName"],
  bucket: ["BucketName"],
  backupVault: ["BackupVaultName"],
  certificate: ["CertificateArn"],
  natGateway: ["NatGatewayId"],
} as const;

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

/** One row of the table: what is measured, where, against which limit, and what a person is to do about it. */
export interface Alarm {
  /** kebab-case; the last part of the alarm's name. */
  readonly id: string;
  /** Section of docs/runbook.md, where it is not {@link id}. */
  readonly runbook?: string;
  /** What the dashboard calls it. */
  readonly title: string;
  /** Kinds that the row is for; one alarm for each of them that there is. */
  readonly watches: readonly Watched[];
  readonly severity: Severity;
  readonly role: Role;
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
  /** What it means, in a sentence. */
  readonly meaning: string;
  /** What to do first, in a sentence. */
  readonly first: string;
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
export function runbookSection({ id, runbook }: Pick<Alarm, "id" | "runbook">): string {
  return `docs/runbook.md#${runbook ?? id}`;
}
