import { type Unknown, unknown, type Verdict } from "../../model/value";

/** What something is at best and at worst, as long as it is not known; both the same once it is. */
export interface Range<T> {
  readonly best: T;
  readonly worst: T;
}

export function whether<T>(verdict: Verdict, yes: T, no: T): Range<T> {
  return { best: verdict === false ? no : yes, worst: verdict === true ? yes : no };
}

/** A number that is less for the better; between two bounds while it is not known. */
export function lessIsBetter(
  value: number | undefined | Unknown,
  usual: number,
  best: number,
  worst: number,
): Range<number> {
  if (value === unknown) return { best, worst };
  return { best: value ?? usual, worst: value ?? usual };
}
