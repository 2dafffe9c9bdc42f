/** A metric's values by period, newest last; undefined where nothing was reported. */
export type TimeSeries = readonly (number | undefined)[];

type Values = Readonly<Record<string, TimeSeries>>;

/**
 * CloudWatch's metric math as far as the alarms use it: numbers, ids, `+ - * /`, comparisons, `&&`, `||`, `IF`, `FILL`, the
 * `SUM` of a list, and the functions of time. A period in which an operand is missing has no result, but for a sum. Source:
 * CloudWatch User Guide, "Using math expressions with metrics".
 * @param times beginnings of the periods, for the functions of time
 * @throws SyntaxError for an expression with anything else in it.
 */
export function evaluateMath(expression: string, values: Values, times: readonly Date[] = []): TimeSeries {
  const tokens = expression.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|!=|&&|\|\||[-+*/<>(),[\]]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(" ", "")) throw new SyntaxError(`cannot read ${expression}`);
  const parser = new Parser(tokens, values, times);
  const result = parser.either();
  if (parser.peek() !== undefined) throw new SyntaxError(`${String(parser.peek())} is left of ${expression}`);
  return result;
}

const operations: Readonly<Record<string, (left: number, right: number) => number | undefined>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  // CloudWatch gives no data point for a division by zero.
  "/": (left, right) => (right === 0 ? undefined : left / right),
  ">=": (left, right) => Number(left >= right),
  "<=": (left, right) => Number(left <= right),
  ">": (left, right) => Number(left > right),
  "<": (left, right) => Number(left < right),
  "&&": (left, right) => Number(left !== 0 && right !== 0),
  "||": (left, right) => Number(left !== 0 || right !== 0),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
};

/** Functions of a period's time, UTC. */
const clocks: Readonly<Record<string, (time: Date) => number>> = {
  EPOCH: (time) => time.getTime() / 1000,
  MONTH: (time) => time.getUTCMonth() + 1,
  DATE: (time) => time.getUTCDate(),
  HOUR: (time) => time.getUTCHours(),
  MINUTE: (time) => time.getUTCMinutes(),
};

class Parser {
  private at = 0;
  private readonly periods: number;

  constructor(
    private readonly tokens: readonly string[],
    private readonly values: Values,
    private readonly times: readonly Date[],
  ) {
    this.periods = Math.max(0, ...Object.values(values).map((series) => series.length));
  }

  peek(): string | undefined {
    return this.tokens[this.at];
  }

  either(): TimeSeries {
    return this.chain(["||"], () => this.chain(["&&"], () => this.comparison()));
  }

  private comparison(): TimeSeries {
    return this.chain([">=", "<=", ">", "<", "==", "!="], () => this.sum());
  }

  private sum(): TimeSeries {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): TimeSeries {
    return this.chain(["*", "/"], () => this.operand());
  }

  private chain(operators: readonly string[], next: () => TimeSeries): TimeSeries {
    let left = next();
    while (operators.includes(this.peek() ?? "")) {
      const operation = operations[this.take()];
      const right = next();
      left = left.map((value, index) => {
        const other = right[index];
        return value === undefined || other === undefined ? undefined : operation?.(value, other);
      });
    }
    return left;
  }

  private operand(): TimeSeries {
    const token = this.take();
    if (token === "(") {
      const inner = this.either();
      this.take(")");
      return inner;
    }
    if (/^\d/.test(token)) return Array.from({ length: this.periods }, () => Number(token));
    if (this.peek() === "(") return this.call(token);
    const series = Object.hasOwn(this.values, token) ? this.values[token] : undefined;
    if (series === undefined) throw new SyntaxError(`there is no metric ${token}`);
    return series;
  }

  private call(name: string): TimeSeries {
    this.take("(");
    if (name === "SUM") return this.sumOfList();
    const args = this.list();
    this.take(")");
    const clock = clocks[name];
    if (clock) return Array.from({ length: this.periods }, (_, at) => this.timeOf(at, clock));
    const [first = [], second = [], third = []] = args;
    if (name === "FILL") return first.map((value, index) => value ?? second[index]);
    if (name === "IF") {
      return first.map((value, index) =>
        value === undefined ? undefined : value === 0 ? third[index] : second[index],
      );
    }
    throw new SyntaxError(`there is no function ${name}`);
  }

  /** Values that are missing are left out, as long as there is one. */
  private sumOfList(): TimeSeries {
    this.take("[");
    const args = this.list();
    this.take("]");
    this.take(")");
    return Array.from({ length: this.periods }, (_, at) => {
      const there = args.map((series) => series[at]).filter((value) => value !== undefined);
      return there.length === 0 ? undefined : there.reduce((sum, value) => sum + value, 0);
    });
  }

  private list(): TimeSeries[] {
    const args = [this.either()];
    while (this.peek() === ",") {
      this.take(",");
      args.push(this.either());
    }
    return args;
  }

  private timeOf(at: number, clock: (time: Date) => number): number | undefined {
    const time = this.times[at];
    return time && clock(time);
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
