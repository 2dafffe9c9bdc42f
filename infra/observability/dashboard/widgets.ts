import {
  type Alarm,
  isFormula,
  type Line,
  type Measure,
  measureOf,
  metricsOf,
  type PlainGraph,
} from "../alarms/alarm";
import type { Limits } from "../limits";
import { dimensions, type KnownTarget } from "../targets";

/** A metric of a graph: namespace, name, dimensions by pairs, options; or an expression. */
export type Series = readonly (string | Readonly<Record<string, unknown>>)[];

export interface Graph {
  readonly title: string;
  readonly unit: string;
  /** Where the axis begins; 0 unless given. */
  readonly from?: number;
  /** Seconds. */
  readonly period: number;
  readonly metrics: readonly Series[];
  readonly lines: readonly Line[];
}

const colors = { page: "#d13212", ticket: "#ff9900" } as const;

/** Plain graphs for what there is. */
export function plainGraphs(
  rows: readonly PlainGraph[],
  targets: readonly KnownTarget[],
  limits: Limits,
): Graph[] {
  return rows.flatMap(({ title, unit, watches, measure, from, lines = () => [] }) => {
    const watched = targets.filter((target) => watches.includes(target.watched));
    if (watched.length === 0) return [];
    const metrics =
      typeof measure === "function"
        ? watched.flatMap((target, index) => series(measure(limits), target, numberOf(index)))
        : watched.flatMap((target) =>
            Object.entries(measure).flatMap(([label, metric]) => {
              const name = [label, ...(target.name === undefined ? [] : [target.name])].join(" ");
              return series(metric, { ...target, name }, "");
            }),
          );
    return [{ title, unit, period: 60, metrics, lines: lines(limits), ...(from !== undefined && { from }) }];
  });
}

/** Graphs of rows for what there is; rows that measure the same share one, with a line for each threshold. */
export function graphs(rows: readonly Alarm[], targets: readonly KnownTarget[], limits: Limits): Graph[] {
  const what = (row: Alarm) => JSON.stringify([row.watches, measureOf(row, limits)]);
  const firsts = rows.filter((row, index) => rows.findIndex((other) => what(other) === what(row)) === index);
  return firsts.flatMap((row) => {
    const watched = targets.filter((target) => row.watches.includes(target.watched));
    if (watched.length === 0) return [];
    return [
      {
        title: row.title,
        unit: row.unit,
        period: row.period,
        metrics: watched.flatMap((target, index) => series(measureOf(row, limits), target, numberOf(index))),
        lines: thresholds(
          rows.filter((other) => what(other) === what(row)),
          limits,
        ),
      },
    ];
  });
}

/** A line for each threshold, named after the rows that have it. */
function thresholds(rows: readonly Alarm[], limits: Limits): Line[] {
  const values = [...new Set(rows.map((row) => row.threshold(limits)))];
  return values.flatMap((value) => {
    const same = rows.filter((row) => row.threshold(limits) === value);
    const [row] = same;
    if (row === undefined) return [];
    return [
      {
        label: same.map(({ id }) => id).join(", "),
        value,
        color: colors[row.severity],
        fill: row.comparison.startsWith(">") ? "above" : "below",
      },
    ];
  });
}

function numberOf(index: number): string {
  return index === 0 ? "" : `${index}`;
}

/** @param number tells the ids of one target's metrics from another's. */
function series(measure: Measure, target: KnownTarget, number: string): Series[] {
  const isMath = isFormula(measure);
  const terms = Object.entries(metricsOf(measure)).map(([id, metric]): Series => {
    const pairs = Object.entries({ ...dimensions(target), ...metric.dimensions }).flat();
    const options = isMath ? { id: id + number, visible: false } : { label: labelOf(target) };
    return [metric.namespace, metric.name, ...pairs, { stat: metric.statistic, ...options }];
  });
  if (!isMath) return terms;
  const names = [...Object.keys(measure.metrics), ...Object.keys(measure.helpers ?? {})];
  const ids = new RegExp(`\\b(${names.join("|")})\\b`, "g");
  const numbered = (expression: string) => expression.replace(ids, `$1${number}`);
  const helpers = Object.entries(measure.helpers ?? {}).map(([id, expression]): Series => [
    { expression: numbered(expression), id: id + number, visible: false },
  ]);
  const result = { expression: numbered(measure.expression), id: `result${number}`, label: labelOf(target) };
  return [...terms, ...helpers, [result]];
}

function labelOf({ name, identifiers }: KnownTarget): string {
  return name ?? identifiers.at(-1) ?? "";
}
