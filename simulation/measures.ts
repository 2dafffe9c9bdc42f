import type { Comparison } from "./alarm-state";
import type { Measure, Term } from "./fleet";
import { MetricMath, operators } from "./metric-math";
import { signal, signalOf } from "./signals";

/** Finds the place of a term in a frame of signals; undefined where the simulation does not show it. */
export type Resolve = (term: Term) => number | undefined;

/** A measure among the others. */
export interface Measured {
  /** Where in {@link Measures.values} its value is. */
  readonly place: number;
  /** Length of a period, minutes. */
  readonly period: number;
}

/** Everything that alarms measure of a run, minute by minute. Alarms that look at the same metric share it. */
export class Measures {
  private readonly math = new MetricMath();
  private readonly places = new Map<string, number>();
  /** Signals whose last minute counts by itself, and those that are measured over more. */
  private readonly minutely: { readonly source: number; readonly place: number }[] = [];
  private readonly windows: Window[] = [];

  constructor(private readonly resolve: Resolve) {}

  get values(): Float64Array {
    return this.math.values;
  }

  /** @throws SyntaxError for metric math that is not read; RangeError for a metric that the simulation does not show. */
  add({ terms, expression }: Measure): Measured {
    const period = Math.max(1, ...terms.map(({ periodSeconds }) => Math.round(periodSeconds / 60)));
    const places = new Map(terms.map((term) => [term.id, this.placeOf(term, period)]));
    const place =
      expression === undefined
        ? places.get(terms[0]?.id ?? "")
        : this.math.compile(expression, (id) => places.get(id));
    if (place === undefined) throw new RangeError("nothing is measured");
    return { place, period };
  }

  /** @returns the place of 1 where a value breaches a threshold, of 0 where it does not, of NaN where it is missing */
  breachOf({ place }: Measured, comparison: Comparison, threshold: number): number {
    return this.math.step(operators[comparison], place, this.math.constant(threshold));
  }

  /**
   * @param time beginning of the minute, milliseconds since 1970
   * @returns the values by their places, which are the same until the next minute
   */
  update(signals: Float64Array, time: number): Float64Array {
    const { values } = this.math;
    for (const { source, place } of this.minutely) values[place] = signals[source] ?? NaN;
    for (const window of this.windows) window.push(signals, values);
    this.math.runAt(time);
    return values;
  }

  private placeOf(term: Term, period: number): number {
    const source = this.resolve(term);
    if (source === undefined) throw new RangeError(`${term.namespace} ${term.metric} is not simulated`);
    if (source === signal.silent) return this.math.constant(NaN);
    const over = overOf(term);
    const key = period === 1 ? `${source}` : `${source} ${over} ${period}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.math.input();
    this.places.set(key, place);
    if (period === 1) this.minutely.push({ source, place });
    else this.windows.push(new Window(source, place, over, period));
    return place;
  }
}

/** Whether a measure can be simulated: its metrics are shown, and its metric math is read. */
export function canMeasure(measure: Measure): boolean {
  try {
    new Measures((term) => (signalOf(term) === undefined ? undefined : signal.requests)).add(measure);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

/** What becomes of the minutes of a longer period. */
type Over = "Sum" | "Maximum" | "Minimum" | "Average" | "byRequests";

function overOf({ metric, statistic }: Term): Over {
  if (statistic === "Sum" || statistic === "Maximum" || statistic === "Minimum") return statistic;
  // The response times of a longer period are those of its minutes, by their requests.
  return metric === "TargetResponseTime" ? "byRequests" : "Average";
}

/** A signal over the minutes of a period that slides: CloudWatch evaluates every minute what lies behind. */
class Window {
  private readonly products: Float64Array;
  private readonly weights: Float64Array;
  private readonly requests = signal.requests;
  private at = 0;
  private sum = 0;
  private weight = 0;

  constructor(
    private readonly source: number,
    private readonly place: number,
    private readonly over: Over,
    private readonly period: number,
  ) {
    this.products = new Float64Array(period);
    this.weights = new Float64Array(period);
  }

  /** Takes a minute in, and writes what the period that ends with it comes to. */
  push(signals: Float64Array, values: Float64Array): void {
    const value = signals[this.source] ?? NaN;
    const { products, weights, at, over } = this;
    const isThere = !Number.isNaN(value);
    const weight = isThere ? (over === "byRequests" ? (signals[this.requests] ?? 0) : 1) : 0;
    const product = isThere ? value * weight : 0;
    this.sum += product - (products[at] ?? 0);
    this.weight += weight - (weights[at] ?? 0);
    products[at] = product;
    weights[at] = weight;
    this.at = at + 1 === this.period ? 0 : at + 1;
    if (this.weight <= 0) values[this.place] = NaN;
    else if (over === "Sum") values[this.place] = this.sum;
    else if (over === "Maximum" || over === "Minimum") values[this.place] = this.extreme(over);
    else values[this.place] = this.sum / this.weight;
  }

  private extreme(over: Over): number {
    let found = NaN;
    for (let at = 0; at < this.period; at++) {
      if (!this.weights[at]) continue;
      const value = this.products[at] ?? NaN;
      if (Number.isNaN(found) || (over === "Maximum" ? value > found : value < found)) found = value;
    }
    return found;
  }
}
