import { expressionOf, metricsOf } from "../../model/alarm";
import type { Resource } from "../../model/stack";
import { type Unknown, unknown, type Value } from "../../model/value";

/** What an alarm compares with its threshold, where it divides by metrics. */
export interface Quotient {
  /** Names of the metrics that it divides by. */
  readonly divisors: readonly Value[];
  /** Whether it is multiplied by 100. */
  readonly isPercent: boolean;
}

/** The quotient that an alarm compares with its threshold; none where it divides by no metric. */
export function quotientOf(alarm: Resource): Quotient | Unknown | undefined {
  const metrics = metricsOf(alarm);
  const expression = expressionOf(alarm);
  // METRICS("e") stands for those whose ids have an e in them.
  if (metrics === unknown || expression === unknown || expression?.includes("METRICS(")) return unknown;
  // Over its period in seconds a metric is a rate.
  const plain = (expression ?? "").replace(/\bPERIOD\([^)]*\)/g, "60");
  const operands = [...plain.matchAll(/\/\s*/g)].map(({ 0: sign, index }) =>
    operandOf(plain.slice(index + sign.length)),
  );
  const ids: Value[] = operands.flatMap((operand) => operand.match(/\w+/g) ?? []);
  const divisors = metrics.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return divisors.length === 0 ? undefined : { divisors, isPercent: timesHundred.test(plain) };
}

const timesHundred = /\b100(?:\.0+)?\s*\*|\*\s*100\b/;

/** The number, id, call or parenthesis that a text begins with. */
function operandOf(text: string): string {
  let depth = 0;
  const end = Array.from(text).findIndex((character) => {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    return depth < 0 || (depth === 0 && /[\s,*/+-]/.test(character));
  });
  return end < 0 ? text : text.slice(0, end);
}
