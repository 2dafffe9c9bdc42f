import { type AlarmState, breaches, stateOf } from "./alarm-state";
import type { Alarm, Measure, Term } from "./fleet";
import { compileMath, type Formula, type Frame } from "./metric-math";
import { signal } from "./signals";

/** Finds the place of a term in a frame of signals; undefined where the simulation does not show it. */
export type Resolve = (term: Term) => number | undefined;

/** A measure over the signals of a run, minute by minute. */
export class Gauge {
  private readonly windows: readonly Window[];
  private readonly formula?: Formula;
  private readonly frame: Frame;
  private readonly single: number;
  /** Length of a period, minutes. */
  readonly period: number;

  /** @throws SyntaxError for metric math that is not read; RangeError for a metric that the simulation does not show. */
  constructor({ terms, expression }: Measure, resolve: Resolve) {
    this.period = Math.max(1, ...terms.map(({ periodSeconds }) => Math.round(periodSeconds / 60)));
    const places = terms.map((term) => {
      const place = resolve(term);
      if (place === undefined) throw new RangeError(`${term.namespace} ${term.metric} is not simulated`);
      return place;
    });
    this.windows = terms.map((term, at) => new Window(places[at] ?? signal.silent, term, this.period));
    this.frame = { values: new Float64Array(terms.length), time: 0 };
    const indices = new Map(terms.map(({ id }, at) => [id, at]));
    if (expression !== undefined) this.formula = compileMath(expression, (id) => indices.get(id));
    this.single = this.period === 1 && terms.length === 1 && !this.formula ? (places[0] ?? -1) : -1;
  }

  /** @param time beginning of the minute, milliseconds since 1970 */
  read(signals: Float64Array, time: number): number {
    if (this.single >= 0) return signals[this.single] ?? NaN;
    const { values } = this.frame;
    for (let at = 0; at < values.length; at++) values[at] = this.windows[at]?.push(signals) ?? NaN;
    if (!this.formula) return values[0] ?? NaN;
    this.frame.time = time;
    return this.formula(this.frame);
  }
}

/** A signal over the minutes of a period that slides: CloudWatch evaluates every minute what lies behind. */
class Window {
  private readonly ring?: Float64Array;
  private readonly weights?: Float64Array;
  private at = 0;
  private sum = 0;
  private weight = 0;

  constructor(
    private readonly place: number,
    private readonly term: Term,
    period: number,
  ) {
    if (period === 1) return;
    this.ring = new Float64Array(period);
    this.weights = new Float64Array(period);
  }

  push(signals: Float64Array): number {
    const value = signals[this.place] ?? NaN;
    const { ring, weights } = this;
    if (!ring || !weights) return value;
    const isThere = !Number.isNaN(value);
    // The response times of a longer period are those of its minutes, by their requests.
    const isLatency = this.term.metric === "TargetResponseTime";
    const weight = isThere ? (isLatency ? (signals[signal.requests] ?? 0) : 1) : 0;
    const product = isThere ? value * weight : 0;
    this.sum += product - (ring[this.at] ?? 0);
    this.weight += weight - (weights[this.at] ?? 0);
    ring[this.at] = product;
    weights[this.at] = weight;
    this.at = (this.at + 1) % ring.length;
    if (this.weight <= 0) return NaN;
    if (this.term.statistic === "Sum") return this.sum;
    if (this.term.statistic === "Maximum" || this.term.statistic === "Minimum")
      return this.extreme(ring, weights);
    return this.sum / this.weight;
  }

  private extreme(ring: Float64Array, weights: Float64Array): number {
    const isMaximum = this.term.statistic === "Maximum";
    let found = NaN;
    for (let at = 0; at < ring.length; at++) {
      if (!weights[at]) continue;
      const value = ring[at] ?? NaN;
      if (Number.isNaN(found) || (isMaximum ? value > found : value < found)) found = value;
    }
    return found;
  }
}

const [fine, breaching, missing] = [0, 1, 2];

/** An alarm during a run. */
export class AlarmWatch {
  state: AlarmState = "OK";
  /** What the last period came to. */
  value = NaN;
  /** How much of the run it was on, and since which minute first. */
  minutesOn = 0;
  firstOn = -1;
  private readonly gauge: Gauge;
  private readonly verdicts: Uint8Array;
  private readonly counted: { breaching: number; missing: number };
  private at = 0;

  constructor(
    readonly alarm: Alarm,
    resolve: Resolve,
  ) {
    this.gauge = new Gauge(alarm.measure, resolve);
    // Before the run all was well: what is missing then would set off alarms of silence.
    this.verdicts = new Uint8Array(alarm.periods * this.gauge.period).fill(fine);
    this.counted = { breaching: 0, missing: 0 };
  }

  /** @returns whether the state changed */
  update(signals: Float64Array, time: number, minute: number): boolean {
    const { alarm, verdicts, counted, gauge } = this;
    this.value = gauge.read(signals, time);
    const verdict = Number.isNaN(this.value)
      ? missing
      : breaches(this.value, alarm.comparison, alarm.threshold)
        ? breaching
        : fine;
    const oldest = verdicts[this.at] ?? fine;
    verdicts[this.at] = verdict;
    if (gauge.period > 1) this.count();
    else if (oldest !== verdict) {
      counted.breaching += Number(verdict === breaching) - Number(oldest === breaching);
      counted.missing += Number(verdict === missing) - Number(oldest === missing);
    }
    this.at = this.at + 1 === verdicts.length ? 0 : this.at + 1;
    const before = this.state;
    // The same data points as a minute ago say the same.
    if (oldest !== verdict || gauge.period > 1) this.state = stateOf(alarm, counted, before);
    if (this.state === "ALARM") {
      this.minutesOn += 1;
      if (this.firstOn < 0) this.firstOn = minute;
    }
    return this.state !== before;
  }

  /** Periods that do not overlap, back from this minute. */
  private count(): void {
    const { verdicts, counted, gauge } = this;
    counted.breaching = counted.missing = 0;
    for (let back = 0; back < verdicts.length; back += gauge.period) {
      const verdict = verdicts[(this.at - back + verdicts.length) % verdicts.length];
      if (verdict === breaching) counted.breaching += 1;
      else if (verdict === missing) counted.missing += 1;
    }
  }
}
