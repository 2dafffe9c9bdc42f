import { isNotKnown } from "../../simulation/read/not-known";

/** Stands for a value that a preview cannot know, such as the id of a resource that is still to be created. */
export const unknown = Symbol("not known before the update");
export type Unknown = typeof unknown;

/** A property's value as the engine knows it; anything inside an array or object may be unknown by itself. */
export type Value = null | undefined | boolean | number | string | Unknown | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

/** Where a value is in a resource: names of properties and indices. */
export type Path = readonly (string | number)[];

/** A judgement: yes, no, or not before the update. */
export type Verdict = boolean | Unknown;

/** Whether what a policy is given stands for an unknown value. */
export function isUnknown(value: unknown): boolean {
  return value === unknown || isNotKnown(value);
}

/**
 * Reads one property of what a policy is given. Plain access would throw where the value is unknown, and the
 * policy would be skipped; a property's descriptor gives the value as it came. What a provider does not set it may
 * give as null.
 */
export function read(object: unknown, key: string | number): Value {
  if (isUnknown(object)) return unknown;
  if (typeof object !== "object" || object === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(object, key)?.value;
  return isUnknown(value) ? unknown : ((value ?? undefined) as Value);
}

/** Whether a value is unknown, or has something in it that is. */
export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(value).some((key) => hasUnknown(Object.getOwnPropertyDescriptor(value, key)?.value));
}

/** The elements of an array; unknown where the array itself is. A missing array is an empty one. */
export function elements(value: Value): readonly Value[] | Unknown {
  if (value === unknown) return unknown;
  return Array.isArray(value) ? value.map((_, at) => read(value, at)) : [];
}

/**
 * A list as far as it is known: for what is only shown to people, or where that the list is not known is judged beside it.
 */
export function asKnown<T>(list: readonly T[] | Unknown): readonly T[] {
  return Array.isArray(list) ? (list as readonly T[]) : [];
}

/** What a JSON text says; undefined where it is none. */
export function parsed(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

/** Whether a value is a text, and not the empty one that a provider gives for what is not set. */
export function isText(value: Value): value is string {
  return typeof value === "string" && value !== "";
}

/** Judges a value where it is known. */
export function judge<T extends Value>(value: T, test: (known: Exclude<T, Unknown>) => Verdict): Verdict {
  return value === unknown ? unknown : test(value as Exclude<T, Unknown>);
}

/** Whether a value is a number of at least so much; what is not set or no number is not. */
export function atLeast(value: Value, minimum: number): Verdict {
  return judge(value, (known) => typeof known === "number" && known >= minimum);
}

/** Whether all hold: no as soon as one does not, not decided while one is not. */
export function every(verdicts: Iterable<Verdict>): Verdict {
  const all = [...verdicts];
  if (all.includes(false)) return false;
  return all.includes(unknown) ? unknown : true;
}

/** Whether one holds: yes as soon as one does, not decided while one is not. */
export function some(verdicts: Iterable<Verdict>): Verdict {
  return not(every([...verdicts].map(not)));
}

export function not(verdict: Verdict): Verdict {
  return verdict === unknown ? unknown : !verdict;
}
