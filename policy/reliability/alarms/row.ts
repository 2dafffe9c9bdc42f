import type { Rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import type { Unknown, Verdict } from "../../model/value";
import type { Declared, WorkloadConfig } from "../capacity/declared";

export interface AlarmConfig extends Partial<WorkloadConfig> {
  readonly minutes: number;
  readonly limit?: number;
}

/** On which side of its threshold an alarm goes off. */
export type Direction = "above" | "below";

/** An alarm that each resource of a type has to have. */
export interface RequiredAlarm {
  readonly name: string;
  /** What is watched, as in "the CPU of an Auto Scaling group". */
  readonly watches: string;
  readonly severity: Rule["severity"];
  readonly on: string;
  /** Which resources need none. */
  readonly except?: (resource: Resource) => Verdict;
  /** Dimension by which CloudWatch calls the resource. */
  readonly dimension: string;
  /** Parts of the resource, an alarm on each of which counts for it: what names it by which property, and their dimension. */
  readonly parts?: { readonly type: string; readonly property: string; readonly dimension: string };
  readonly namespaces: readonly string[];
  /** Sets of metrics, any of which does; the alarm looks at all of the set, and at nothing else but `beside`. */
  readonly metrics: readonly (readonly string[])[];
  readonly beside?: readonly string[];
  /** Whether it goes off above its threshold or below; absent where that depends on the metric, or on the expression. */
  readonly direction?: Direction;
  /** Direction and largest threshold of an alarm on one metric alone, where they depend on the metric. */
  readonly byMetric?: Readonly<Record<string, { readonly direction: Direction; readonly limit?: number }>>;
  /** The metric of the set that it divides by: then the limit is in percent, and a hundredth of it that of a share. */
  readonly total?: string;
  /** Unit of the metric. */
  readonly unit: string;
  /** The largest threshold. */
  readonly limit?: number;
  /** The largest threshold that fits what the stack declares, or has; none where nothing is known of it. */
  readonly limitOf?: (found: Found) => number | Unknown | undefined;
  /** Whether {@link limitOf} follows the declared workload. */
  readonly followsWorkload?: true;
  /** Judges all alarms of a resource together; by default one good alarm is enough. */
  readonly covers?: (resource: Resource, candidates: readonly Judged[]) => Verdict;
  /** What makes the alarm in a stack of the platform: a key of its configuration, or a file. */
  readonly platformFix: string;
}

/** An alarm that watches a resource, and what a limit can be worked out from. */
export interface Found {
  readonly alarm: Resource;
  readonly resource: Resource;
  readonly stack: Stack;
  readonly declared: Declared | Unknown | undefined;
}

export interface Judged {
  readonly alarm: Resource;
  readonly verdict: Verdict;
  /** The part of the resource that it watches, where it does not watch all of it. */
  readonly part?: Resource;
}

/** One thing that an alarm has to be, and what is wrong where it is not. */
export interface Check {
  readonly verdict: Verdict;
  readonly wrong: string;
}
