/** A metric's values by period, newest last; undefined where nothing was reported. */
export type TimeSeries = readonly (number | undefined)[];

/** What an expression is about in one period: a number for each id, NaN where nothing was reported. */
export interface Frame {
  readonly values: Float64Array;
  /** Beginning of the period, milliseconds since 1970, for the functions of time. */
  time: number;
}

/** An expression of metric math that is ready to be evaluated; NaN where it has no result. */
export type Formula = (frame: Frame) => number;

/**
 * CloudWatch's metric math as far as it works on one period at a time: numbers, ids, `+ - * / ^`, comparisons, `&&`, `||`,
 * period in which an operand is missing has no result, but for the functions of a list. Source: CloudWatch User Guide,
 * "Using math expressions with metrics".
 * @param indexOf where the values of an id are in a frame; undefined where there is no such id
 * @throws SyntaxError for an expression with anything else in it.
 */
export function compileMath(expression: string, indexOf: (id: string) => number | undefined): Formula {
  const tokens = expression.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|!=|&&|\|\||[-+*/^<>(),[\]]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(/\s/g, ""))
    throw new SyntaxError(`cannot read ${expression}`);
  const parser = new Parser(tokens, indexOf);
  const formula = parser.either();
  if (parser.peek() !== undefined) throw new SyntaxError(`${String(parser.peek())} is left of ${expression}`);
  return formula;
}

/**
 * The values of an expression over a number of periods.
 * @param times beginnings of the periods, for the functions of time
 * @throws SyntaxError for an expression that {@link compileMath} does not read.
 */
export function evaluateMath(
  expression: string,
  series: Readonly<Record<string, TimeSeries>>,
  times: readonly Date[] = [],
): TimeSeries {
  const ids = Object.keys(series);
  const formula = compileMath(expression, (id) => (ids.includes(id) ? ids.indexOf(id) : undefined));
  const periods = Math.max(0, ...Object.values(series).map(({ length }) => length));
  return Array.from({ length: periods }, (_, at) => {
    const values = Float64Array.from(ids, (id) => series[id]?.[at] ?? NaN);
    const value = formula({ values, time: times[at]?.getTime() ?? NaN });
    return Number.isNaN(value) ? undefined : value;
  });
}

type Operation = (left: number, right: number) => number;

/** A comparison of something missing is missing, not false. */
const compared =
  (test: (left: number, right: number) => boolean): Operation =>
  (left, right) =>
    Number.isNaN(left) || Number.isNaN(right) ? NaN : test(left, right) ? 1 : 0;

const operations: Readonly<Record<string, Operation>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  // CloudWatch gives no data point for a division by zero.
  "/": (left, right) => (right === 0 ? NaN : left / right),
  "^": (left, right) => left ** right,
  ">=": compared((left, right) => left >= right),
  "<=": compared((left, right) => left <= right),
  ">": compared((left, right) => left > right),
  "<": compared((left, right) => left < right),
  "&&": compared((left, right) => left !== 0 && right !== 0),
  "||": compared((left, right) => left !== 0 || right !== 0),
  "==": compared((left, right) => left === right),
  "!=": compared((left, right) => left !== right),
};

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

const functions: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

/** Functions of a list; they are given the values that are there, of which there is at least one. */
const ofLists: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly indexOf: (id: string) => number | undefined,
  ) {}

  peek(): string | undefined {
    return this.tokens[this.at];
  }

  either(): Formula {
    return this.chain(["||"], () => this.chain(["&&"], () => this.comparison()));
  }

  private comparison(): Formula {
    return this.chain([">=", "<=", ">", "<", "==", "!="], () => this.sum());
  }

  private sum(): Formula {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): Formula {
    return this.chain(["*", "/"], () => this.chain(["^"], () => this.signed()));
  }

  private chain(operators: readonly string[], next: () => Formula): Formula {
    let left = next();
    while (operators.includes(this.peek() ?? "")) {
      const operation = operations[this.take()] ?? (() => NaN);
      const [first, second] = [left, next()];
      left = (frame) => operation(first(frame), second(frame));
    }
    return left;
  }

  private signed(): Formula {
    if (this.peek() !== "-") return this.operand();
    this.take();
    const operand = this.signed();
    return (frame) => -operand(frame);
  }

  private operand(): Formula {
    const token = this.take();
    if (token === "(") {
      const inner = this.either();
      this.take(")");
      return inner;
    }
    if (/^\d/.test(token)) {
      const number = Number(token);
      return () => number;
    }
    if (this.peek() === "(") return this.call(token);
    const index = this.indexOf(token);
    if (index === undefined) throw new SyntaxError(`there is no metric ${token}`);
    return ({ values }) => values[index] ?? NaN;
  }

  private call(name: string): Formula {
    this.take("(");
    const ofList = ofLists[name];
    const args = ofList ? this.bracketed() : this.list();
    this.take(")");
    const [first, second, third] = args;
    const [clock, ofOne] = [clocks[name], functions[name]];
    if (ofList) return functionOf(ofList, args);
    if (clock && first) return ({ time }) => clock(time);
    if (ofOne && first) return (frame) => ofOne(first(frame));
    if (name === "FILL" && first && second) {
      return (frame) => {
        const value = first(frame);
        return Number.isNaN(value) ? second(frame) : value;
      };
    }
    if (name === "IF" && first && second && third) {
      return (frame) => {
        const condition = first(frame);
        return Number.isNaN(condition) ? NaN : condition === 0 ? third(frame) : second(frame);
      };
    }
    throw new SyntaxError(`there is no function ${name} of ${args.length} arguments`);
  }

  private bracketed(): Formula[] {
    this.take("[");
    const args = this.list();
    this.take("]");
    return args;
  }

  private list(): Formula[] {
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

/** Values that are missing are left out, as long as there is one. */
function functionOf(of: (values: readonly number[]) => number, args: readonly Formula[]): Formula {
  return (frame) => {
    const there = args.map((arg) => arg(frame)).filter((value) => !Number.isNaN(value));
    return there.length === 0 ? NaN : of(there);
  };
}
