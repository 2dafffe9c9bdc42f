import { type Alarm, type Formula, isFormula, measureOf } from "../../infra/observability/alarms/alarm";
import type { Limits } from "../../infra/observability/limits";
import { type AlarmState, breaches, stateOf as stateOfRule } from "../../simulation/alarm-state";
import { evaluateMath, type TimeSeries } from "../../simulation/metric-math";

export type State = AlarmState;

/**
 * The state of an alarm of the table after a series of periods.
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
  const [datapoints, periods] = alarm.breaching;
  const recent = series.slice(-periods).filter((value) => value !== undefined);
  const breaching = recent.filter((value) => breaches(value, alarm.comparison, alarm.threshold(limits)));
  const counted = { breaching: breaching.length, missing: periods - recent.length };
  return stateOfRule({ datapoints, periods, missing: alarm.missing }, counted, before);
}

function evaluateFormula(
  { helpers = {}, expression }: Formula,
  metrics: Readonly<Record<string, TimeSeries>>,
  times: readonly Date[] = [],
): TimeSeries {
  const helped = Object.entries(helpers).map(
    ([id, helper]) => [id, evaluateMath(helper, metrics, times)] as const,
  );
  return evaluateMath(expression, { ...metrics, ...Object.fromEntries(helped) }, times);
}
