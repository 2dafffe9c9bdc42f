/** What a step of a {@link Calculation} does with its operands. A missing operand is NaN. */
export const enum Operation {
  Add,
  Subtract,
  Multiply,
  Divide,
  Power,
  AtLeast,
  AtMost,
  Above,
  Below,
  And,
  Or,
  Equal,
  Unequal,
  Negate,
  Absolute,
  Ceil,
  Floor,
  /** The second where the first is missing. */
  Fill,
  /** The second where the first is not 0, else the third. */
  If,
  /** 1 where the first is there, else 0. */
  IsThere,
  /** The sum, the least or the most of those of the two that are there. */
  SumOfThose,
  LeastOfThose,
  MostOfThose,
}

/** Numbers that a step takes on the tape: its operation, the places of up to three operands, and that of its result. */
const stepLength = 5;

/**
 * Numbers by their places, and the steps that work them out from one another. The same step with the same operands is there
 * once, whoever asks for it, and steps over constants are done when they are added: the expressions of all alarms together
 * have far fewer steps than each of them by itself.
 */
export class Calculation {
  values = new Float64Array(64);
  private used = 0;
  private tape = new Int32Array(64 * stepLength);
  private end = 0;
  private readonly known = new Map<string, number>();
  private readonly constants = new Set<number>();

  /** A place for a number that is given from outside. */
  input(): number {
    if (this.used === this.values.length) this.values = grown(this.values, Float64Array);
    return this.used++;
  }

  constant(value: number): number {
    return this.once(`${value}`, () => {
      const place = this.input();
      this.values[place] = value;
      this.constants.add(place);
      return place;
    });
  }

  /** @returns the place of the result */
  step(operation: Operation, first: number, second = first, third = first): number {
    return this.once(`${operation} ${first} ${second} ${third}`, () => {
      const result = this.input();
      const { end, constants } = this;
      if (end === this.tape.length) this.tape = grown(this.tape, Int32Array);
      this.tape.set([operation, first, second, third, result], end);
      if ([first, second, third].every((it) => constants.has(it))) {
        this.work(end, end + stepLength);
        constants.add(result);
      } else this.end = end + stepLength;
      return result;
    });
  }

  /** Works all steps out, in the order in which they were added. */
  run(): void {
    this.work(0, this.end);
  }

  /** One loop over plain numbers: none of them is an object, or returned by a function, at any time. */
  private work(from: number, end: number): void {
    const { tape, values } = this;
    for (let at = from; at < end; at += stepLength) {
      const first = values[tape[at + 1] ?? 0] ?? NaN;
      const second = values[tape[at + 2] ?? 0] ?? NaN;
      let result = NaN;
      switch (tape[at]) {
        case Operation.Add:
          result = first + second;
          break;
        case Operation.Subtract:
          result = first - second;
          break;
        case Operation.Multiply:
          result = first * second;
          break;
        case Operation.Divide:
          // CloudWatch gives no data point for a division by zero.
          if (second !== 0) result = first / second;
          break;
        case Operation.Power:
          if (isThere(first) && isThere(second)) result = first ** second;
          break;
        // A comparison of something missing is neither true nor false.
        case Operation.AtLeast:
          result = first >= second ? 1 : first < second ? 0 : NaN;
          break;
        case Operation.AtMost:
          result = first <= second ? 1 : first > second ? 0 : NaN;
          break;
        case Operation.Above:
          result = first > second ? 1 : first <= second ? 0 : NaN;
          break;
        case Operation.Below:
          result = first < second ? 1 : first >= second ? 0 : NaN;
          break;
        case Operation.And:
          if (isThere(first) && isThere(second)) result = first !== 0 && second !== 0 ? 1 : 0;
          break;
        case Operation.Or:
          if (isThere(first) && isThere(second)) result = first !== 0 || second !== 0 ? 1 : 0;
          break;
        case Operation.Equal:
          if (isThere(first) && isThere(second)) result = first === second ? 1 : 0;
          break;
        case Operation.Unequal:
          if (isThere(first) && isThere(second)) result = first !== second ? 1 : 0;
          break;
        case Operation.Negate:
          result = -first;
          break;
        case Operation.Absolute:
          result = Math.abs(first);
          break;
        case Operation.Ceil:
          result = Math.ceil(first);
          break;
        case Operation.Floor:
          result = Math.floor(first);
          break;
        case Operation.Fill:
          result = isThere(first) ? first : second;
          break;
        case Operation.If:
          if (isThere(first)) result = first === 0 ? (values[tape[at + 3] ?? 0] ?? NaN) : second;
          break;
        case Operation.IsThere:
          result = isThere(first) ? 1 : 0;
          break;
        case Operation.SumOfThose:
          result = !isThere(second) ? first : isThere(first) ? first + second : second;
          break;
        case Operation.LeastOfThose:
          result = !isThere(second) ? first : isThere(first) ? Math.min(first, second) : second;
          break;
        case Operation.MostOfThose:
          result = !isThere(second) ? first : isThere(first) ? Math.max(first, second) : second;
          break;
      }
      values[tape[at + 4] ?? 0] = result;
    }
  }

  private once(key: string, make: () => number): number {
    const place = this.known.get(key) ?? make();
    this.known.set(key, place);
    return place;
  }
}

function isThere(value: number): boolean {
  return !Number.isNaN(value);
}

/** The same numbers with room for as many again. */
function grown<T extends Float64Array | Int32Array>(numbers: T, kind: new (length: number) => T): T {
  const more = new kind(2 * numbers.length);
  more.set(numbers);
  return more;
}
