/** A figure of the plan and how it comes about. */
export interface Row {
  readonly figure: string;
  readonly value: number | string;
  readonly unit: string;
  /** The calculation with its numbers, such as `100,000 x 0.05`. */
  readonly formula: string;
}

const twoDecimals = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A number as a person reads it: two decimals at most, digits grouped. */
export function readable(value: number): string {
  return twoDecimals.format(value);
}

export function row(figure: string, value: number | string, unit: string, formula: string): Row {
  return { figure, value, unit, formula };
}
