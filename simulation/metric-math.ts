import { Calculation, Operation } from "./calculation";

/** A metric's values by period, newest last; undefined where nothing was reported. */
export type TimeSeries = readonly (number | undefined)[];

/**
 * CloudWatch's metric math as far as it works on one period at a time: numbers, ids, `+ - * / ^`, comparisons, `&&`, `||`,
 * IF, FILL, ABS, CEIL, FLOOR, the functions of time, and SUM, AVG, MIN, MAX of a list in brackets. A period in which an operand
 * is missing has no result, which is NaN, but for FILL and the functions of a list. Source: CloudWatch User Guide, "Using math
 * expressions with metrics".
 */
export class MetricMath extends Calculation {
  private readonly clocks = new Map<
    string,
    { readonly place: number; readonly of: (time: number) => number }
  >();

  /**
   * @param placeOf where the value of an id is; undefined where there is no such id
   * @returns where the result will be
   * @throws SyntaxError for an expression with anything else in it.
   */
  compile(expression: string, placeOf: (id: string) => number | undefined): number {
    const tokens = expression.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|!=|&&|\|\||[-+*/^<>(),[\]]/g) ?? [];
    if (tokens.join("") !== expression.replaceAll(/\s/g, ""))
      throw new SyntaxError(`cannot read ${expression}`);
    const parser = new Parser(tokens, this, placeOf);
    const result = parser.either();
    if (parser.peek() !== undefined)
      throw new SyntaxError(`${String(parser.peek())} is left of ${expression}`);
    return result;
  }

  /** @param time beginning of the period, milliseconds since 1970 */
  runAt(time: number): void {
    for (const { place, of } of this.clocks.values()) this.values[place] = of(time);
    this.run();
  }

  /** The place of a function of time; undefined where there is none of that name. */
  clock(name: string): number | undefined {
    const of = clocks[name];
    const known = this.clocks.get(name)?.place;
    if (!of || known !== undefined) return known;
    const place = this.input();
    this.clocks.set(name, { place, of });
    return place;
  }
}

/**
 * The values of an expression over a number of periods.
 * @param times beginnings of the periods, for the functions of time
 * @throws SyntaxError for an expression that {@link MetricMath} does not read.
 */
export function evaluateMath(
  expression: string,
  series: Readonly<Record<string, TimeSeries>>,
  times: readonly Date[] = [],
): TimeSeries {
  const math = new MetricMath();
  const inputs = new Map(Object.entries(series).map(([id, values]) => [id, { place: math.input(), values }]));
  const result = math.compile(expression, (id) => inputs.get(id)?.place);
  const periods = Math.max(0, ...Object.values(series).map(({ length }) => length));
  return Array.from({ length: periods }, (_, at) => {
    for (const { place, values } of inputs.values()) math.values[place] = values[at] ?? NaN;
    math.runAt(times[at]?.getTime() ?? NaN);
    const value = math.values[result] ?? NaN;
    return Number.isNaN(value) ? undefined : value;
  });
}

export const operators = {
  "+": Operation.Add,
  "-": Operation.Subtract,
  "*": Operation.Multiply,
  "/": Operation.Divide,
  "^": Operation.Power,
  ">=": Operation.AtLeast,
  "<=": Operation.AtMost,
  ">": Operation.Above,
  "<": Operation.Below,
  "==": Operation.Equal,
  "!=": Operation.Unequal,
  "&&": Operation.And,
  "||": Operation.Or,
} satisfies Readonly<Record<string, Operation>>;

/** Functions of a period's time, UTC. */
const clocks: Readonly<Record<string, (time: number) => number>> = {
  EPOCH: (time) => time / 1000,
  YEAR: (time) => new Date(time).getUTCFullYear(),
  MONTH: (time) => new Date(time).getUTCMonth() + 1,
  DATE: (time) => new Date(time).getUTCDate(),
  DAY: (time) => new Date(time).getUTCDay() || 7,
  HOUR: (time) => new Date(time).getUTCHours(),
  MINUTE: (time) => new Date(time).getUTCMinutes(),
};

const functions: Readonly<Record<string, { readonly operation: Operation; readonly operands: number }>> = {
  ABS: { operation: Operation.Absolute, operands: 1 },
  CEIL: { operation: Operation.Ceil, operands: 1 },
  FLOOR: { operation: Operation.Floor, operands: 1 },
  FILL: { operation: Operation.Fill, operands: 2 },
  IF: { operation: Operation.If, operands: 3 },
};

/** Functions of a list, two by two; values that are missing are left out, as long as there is one. */
const ofLists: Readonly<Record<string, Operation>> = {
  SUM: Operation.SumOfThose,
  AVG: Operation.SumOfThose,
  MIN: Operation.LeastOfThose,
  MAX: Operation.MostOfThose,
};

/** Reads an expression into steps of a calculation; each part of the grammar returns the place of its result. */
class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly math: MetricMath,
    private readonly placeOf: (id: string) => number | undefined,
  ) {}

  peek(): string | undefined {
    return this.tokens[this.at];
  }

  either(): number {
    return this.chain(["||"], () => this.chain(["&&"], () => this.comparison()));
  }

  private comparison(): number {
    return this.chain([">=", "<=", ">", "<", "==", "!="], () => this.sum());
  }

  private sum(): number {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): number {
    return this.chain(["*", "/"], () => this.chain(["^"], () => this.signed()));
  }

  private chain(accepted: readonly (keyof typeof operators)[], next: () => number): number {
    let left = next();
    for (;;) {
      const operator = accepted.find((it) => it === this.peek());
      if (operator === undefined) return left;
      this.take();
      left = this.math.step(operators[operator], left, next());
    }
  }

  private signed(): number {
    if (this.peek() !== "-") return this.operand();
    this.take();
    return this.math.step(Operation.Negate, this.signed());
  }

  private operand(): number {
    const token = this.take();
    if (token === "(") {
      const inner = this.either();
      this.take(")");
      return inner;
    }
    if (/^\d/.test(token)) return this.math.constant(Number(token));
    if (this.peek() === "(") return this.call(token);
    const place = this.placeOf(token);
    if (place === undefined) throw new SyntaxError(`there is no metric ${token}`);
    return place;
  }

  private call(name: string): number {
    const { math } = this;
    this.take("(");
    const ofList = ofLists[name];
    const args = ofList === undefined ? this.list() : this.bracketed();
    this.take(")");
    const [first, second, third] = args;
    const clock = math.clock(name);
    if (ofList !== undefined) {
      const all = args.reduce((one, other) => math.step(ofList, one, other));
      if (name !== "AVG") return all;
      const there = args.map((arg) => math.step(Operation.IsThere, arg));
      return math.step(
        Operation.Divide,
        all,
        there.reduce((one, other) => math.step(Operation.Add, one, other)),
      );
    }
    if (clock !== undefined && args.length === 1) return clock;
    const known = functions[name];
    if (known?.operands === args.length && first !== undefined)
      return math.step(known.operation, first, second, third);
    throw new SyntaxError(`there is no function ${name} of ${args.length} arguments`);
  }

  private bracketed(): number[] {
    this.take("[");
    const args = this.list();
    this.take("]");
    return args;
  }

  private list(): number[] {
    const args = [this.either()];
    while (this.peek() === ",") {
      this.take(",");
      args.push(this.either());
    }
    return args;
  }

  private take(expected?: string): string {
    const token = this.tokens[this.at];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new SyntaxError(`expected ${expected ?? "an operand"}, found ${token ?? "the end"}`);
    }
    this.at += 1;
    return token;
  }
}
