import fc from "fast-check";
import assert from "node:assert/strict";
import { AlarmWatch } from "../../simulation/alarm-watch";
import { type AlarmState, breaches, type Comparison, stateOf } from "../../simulation/alarm-state";
import { Measures } from "../../simulation/measures";
import { MetricMath } from "../../simulation/metric-math";
import { alarmOn, memoryMetric } from "./fleets";

/** A number, NaN where it is missing, of the ids' numbers. */
type Plain = (values: readonly number[]) => number;

/** An expression as text and as what it means, worked out the slow way. */
interface Expression {
  readonly text: string;
  readonly plain: Plain;
}

const ids = ["cpu", "memory", "requests"];

const compared =
  (test: (one: number, other: number) => boolean) =>
  (one: number, other: number): number =>
    Number.isNaN(one) || Number.isNaN(other) ? NaN : Number(test(one, other));

const infix: Readonly<Record<string, (one: number, other: number) => number>> = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => (other === 0 ? NaN : one / other),
  ">=": compared((one, other) => one >= other),
  "<=": compared((one, other) => one <= other),
  ">": compared((one, other) => one > other),
  "<": compared((one, other) => one < other),
  "==": compared((one, other) => one === other),
  "!=": compared((one, other) => one !== other),
  "&&": compared((one, other) => one !== 0 && other !== 0),
  "||": compared((one, other) => one !== 0 || other !== 0),
};

const ofThose = (values: readonly number[], of: (there: readonly number[]) => number) => {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.length === 0 ? NaN : of(there);
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const lists: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => ofThose(values, sum),
  AVG: (values) => ofThose(values, (there) => sum(there) / there.length),
  MIN: (values) => ofThose(values, (there) => Math.min(...there)),
  MAX: (values) => ofThose(values, (there) => Math.max(...there)),
};

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const part = tie("expression");
  return {
    expression: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      fc.nat(9).map((number): Expression => ({ text: `${number}`, plain: () => number })),
      fc.nat(ids.length - 1).map((at): Expression => ({
        text: ids[at] ?? "",
        plain: (values) => values[at] ?? NaN,
      })),
      fc.tuple(part, fc.constantFrom(...Object.keys(infix)), part).map(([one, sign, other]): Expression => ({
        text: `(${one.text} ${sign} ${other.text})`,
        plain: (values) => infix[sign]?.(one.plain(values), other.plain(values)) ?? NaN,
      })),
      part.map(({ text, plain }): Expression => ({ text: `-${text}`, plain: (values) => -plain(values) })),
      fc.tuple(part, part).map(([one, other]): Expression => ({
        text: `FILL(${one.text}, ${other.text})`,
        plain: (values) => (Number.isNaN(one.plain(values)) ? other.plain(values) : one.plain(values)),
      })),
      fc.tuple(part, part, part).map(([condition, one, other]): Expression => ({
        text: `IF(${condition.text}, ${one.text}, ${other.text})`,
        plain: (values) => {
          const is = condition.plain(values);
          return Number.isNaN(is) ? NaN : is === 0 ? other.plain(values) : one.plain(values);
        },
      })),
      fc
        .tuple(
          fc.constantFrom(...Object.keys(lists)),
          fc.array(part, { minLength: 1, maxLength: 4, depthIdentifier: "list" }),
        )
        .map(([name, parts]): Expression => ({
          text: `${name}([${parts.map(({ text }) => text).join(", ")}])`,
          plain: (values) => lists[name]?.(parts.map(({ plain }) => plain(values))) ?? NaN,
        })),
    ),
  };
});

const minute = fc.constantFrom(NaN, 0, 1, 2, 3, 7.5, 80);

describe("metric math", () => {
  it("comes to what its parts come to, for many expressions that share steps", () => {
    fc.assert(
      fc.property(
        fc.array(expression, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(minute, minute, minute), { minLength: 1, maxLength: 4 }),
        (expressions, minutes) => {
          const math = new MetricMath();
          const inputs = ids.map(() => math.input());
          const places = expressions.map(({ text }) => math.compile(text, (id) => inputs[ids.indexOf(id)]));
          for (const values of minutes) {
            inputs.forEach((place, at) => (math.values[place] = values[at] ?? NaN));
            math.runAt(0);
            expressions.forEach(({ text, plain }, at) => {
              assert.ok(
                isSame(math.values[places[at] ?? 0] ?? NaN, plain(values)),
                `${text} of ${values.join()}`,
              );
            });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("says of an expression that it does not read what is wrong", () => {
    for (const text of ["ABS(1, 2)", "IF(1, 2)", "unknown + 1", "1 +", "(1", "1 2", "RATE(cpu)", "cpu % 2"]) {
      assert.throws(() => new MetricMath().compile(text, () => undefined), SyntaxError, text);
    }
  });
});

describe("the alarms of a run", () => {
  it("are in the state that their last periods say, minute by minute", () => {
    const comparisons: Comparison[] = [">", ">=", "<", "<="];
    fc.assert(
      fc.property(
        fc.constantFrom(...comparisons),
        fc.integer({ min: 1, max: 5 }).chain((periods) =>
          fc.record({
            periods: fc.constant(periods),
            datapoints: fc.integer({ min: 1, max: periods }),
            missing: fc.constantFrom("breaching", "notBreaching", "ignore", "missing"),
          }),
        ),
        // Values that stay for a while, as those of a group do.
        fc.array(fc.tuple(minute, fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 12 }),
        (comparison, rule, runs) => {
          const values = runs.flatMap(([value, length]) => new Array<number>(length).fill(value));
          const measures = new Measures(() => 0);
          const watch = new AlarmWatch(alarmOn("high", memoryMetric, comparison, 3, rule), measures);
          let expected: AlarmState = "OK";
          values.forEach((value, at) => {
            watch.update(measures.update(Float64Array.of(value), 0), at);
            const last = values.slice(Math.max(0, at + 1 - rule.periods), at + 1);
            const breaching = last.filter((it) => !Number.isNaN(it) && breaches(it, comparison, 3)).length;
            expected = stateOf(rule, { breaching, missing: last.filter(Number.isNaN).length }, expected);
            assert.equal(watch.state, expected, `minute ${at} of ${values.join()}`);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Equal but for what rounding does to a sum, whose parts may be added up in another order. */
function isSame(one: number, other: number): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) && Number.isNaN(other);
  return one === other || Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}
