import { type Alarm, type Formula, isFormula, measureOf } from "../../infra/observability/alarms/alarm";
import type { Limits } from "../../infra/observability/limits";
import { evaluateMath, type TimeSeries } from "../../policy/reliability/alarms/metric-math";

export type State = "OK" | "ALARM" | "INSUFFICIENT_DATA";

const comparisons: Readonly<Record<Alarm["comparison"], (value: number, threshold: number) => boolean>> = {
  ">": (value, threshold) => value > threshold,
  ">=": (value, threshold) => value >= threshold,
  "<": (value, threshold) => value < threshold,
  "<=": (value, threshold) => value <= threshold,
};

/**
 * The state that CloudWatch gives an alarm after a series of periods, by what it documents: "M out of N" data points,
 * and where some are missing, first whether those that there are decide, then what a missing one counts as. Source:
 * CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data". What it does not model: that CloudWatch
 * looks a few periods further back for real data points, and that percentiles over few samples are ignored.
 * @param metrics values by period and by id of the metric, `value` for a plain one; as the alarm's statistic gives them
 * @param before the state before
 * @param times beginnings of the periods, where the measure asks for them
 */
export function stateOf(
  alarm: Alarm,
  limits: Limits,
  metrics: Readonly<Record<string, TimeSeries>>,
  before: State = "OK",
  times: readonly Date[] = [],
): State {
  const measure = measureOf(alarm, limits);
  const series = isFormula(measure) ? evaluateFormula(measure, metrics, times) : (metrics.value ?? []);
  const [toAlarm, periods] = alarm.breaching;
  const recent = [...Array.from({ length: periods }, () => undefined), ...series].slice(-periods);
  const threshold = alarm.threshold(limits);
  const verdicts = recent.map((value) =>
    value === undefined ? undefined : comparisons[alarm.comparison](value, threshold),
  );
  const breaching = verdicts.filter((verdict) => verdict === true).length;
  const missing = verdicts.filter((verdict) => verdict === undefined).length;
  // Enough breach, or too few could even if all that are missing did.
  if (breaching >= toAlarm) return "ALARM";
  if (breaching + missing < toAlarm) return "OK";
  if (alarm.missing === "breaching") return "ALARM";
  if (alarm.missing === "notBreaching") return "OK";
  if (alarm.missing === "ignore") return before;
  if (missing === periods) return "INSUFFICIENT_DATA";
  return verdicts.includes(false) ? "OK" : "ALARM";
}

export function evaluateFormula(
  { helpers = {}, expression }: Formula,
  metrics: Readonly<Record<string, TimeSeries>>,
  times: readonly Date[] = [],
): TimeSeries {
  const helped = Object.entries(helpers).map(
    ([id, helper]) => [id, evaluateMath(helper, metrics, times)] as const,
  );
  return evaluateMath(expression, { ...metrics, ...Object.fromEntries(helped) }, times);
}
