/** A metric's values by period, newest last; undefined where nothing was reported. */
export type TimeSeries = readonly (number | undefined)[];

type Values = Readonly<Record<string, TimeSeries>>;

/**
 * CloudWatch's metric math as far as the alarms use it: numbers, ids, `+ - * /`, comparisons, `IF` and `FILL`. A period
 * in which an operand is missing has no result. Source: CloudWatch User Guide, "Using math expressions with metrics".
 */
export function evaluateMath(expression: string, values: Values): TimeSeries {
  const tokens = expression.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|!=|[-+*/<>(),]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(" ", "")) throw new SyntaxError(`cannot read ${expression}`);
  const parser = new Parser(tokens, values);
  const result = parser.comparison();
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
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
};

class Parser {
  private at = 0;
  private readonly periods: number;

  constructor(
    private readonly tokens: readonly string[],
    private readonly values: Values,
  ) {
    this.periods = Math.max(0, ...Object.values(values).map((series) => series.length));
  }

  peek(): string | undefined {
    return this.tokens[this.at];
  }

  comparison(): TimeSeries {
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
      const inner = this.comparison();
      this.take(")");
      return inner;
    }
    if (/^\d/.test(token)) return Array.from({ length: this.periods }, () => Number(token));
    if (this.peek() === "(") return this.call(token);
    const series = this.values[token];
    if (series === undefined) throw new SyntaxError(`there is no metric ${token}`);
    return series;
  }

  private call(name: string): TimeSeries {
    this.take("(");
    const args = [this.comparison()];
    while (this.peek() === ",") {
      this.take(",");
      args.push(this.comparison());
    }
    this.take(")");
    const [first = [], second = [], third = []] = args;
    if (name === "FILL") return first.map((value, index) => value ?? second[index]);
    if (name === "IF") {
      return first.map((value, index) =>
        value === undefined ? undefined : value === 0 ? third[index] : second[index],
      );
    }
    throw new SyntaxError(`there is no function ${name}`);
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
