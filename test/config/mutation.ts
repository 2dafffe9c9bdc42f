import fc from "fast-check";
import { keyOf, valueAt } from "../../config/problems";
import { prodValues } from "./stack";

export type Path = (string | number)[];

/** A configuration in which one thing was changed. */
export interface Mutation {
  readonly values: object;
  /** The key that was changed, as problems name it. */
  readonly key: string;
  readonly path: Path;
}

/** Every key of the valid configuration, sections and lists included. */
export const allPaths = pathsOf(prodValues());
export const numberPaths = allPaths.filter((path) => typeof valueAt(prodValues(), path) === "number");
export const sectionPaths = allPaths.filter((path) => isSection(valueAt(prodValues(), path)));

/** What YAML can hold, odd numbers included. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom<unknown>(null, "", "3", "true", -1, 0, 1e308, Number.NaN, Number.POSITIVE_INFINITY, [], {}),
);

export const anyKey = fc.oneof(
  fc.string(),
  fc.constantFrom("constructor", "toString", "__proto__", "length", "min", "max", "name", "secure", "0"),
);

type Change = (values: object) => Mutation;

/** Deletes, replaces, wraps or adds something, anywhere. */
export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...allPaths).map((path) => deleteAt(path)),
  fc.tuple(fc.constantFrom(...allPaths), anyValue).map(([path, value]) => setAt(path, () => value)),
  fc
    .tuple(fc.constantFrom(...allPaths), anyKey)
    .map(([path, key]) => setAt(path, (old) => section(key, old))),
  fc.constantFrom(...allPaths).map((path) => setAt(path, (old) => [old])),
  fc
    .tuple(fc.constantFrom(...sectionPaths), anyKey, anyValue)
    .map(([path, key, value]) => setAt([...path, key], () => value)),
);

export function deleteAt(path: Path): Change {
  return (values) => edit(values, path, (parent, last) => Reflect.deleteProperty(parent, last));
}

export function setAt(path: Path, change: (old: unknown) => unknown): Change {
  return (values) =>
    edit(values, path, (parent, last) => {
      const value = change(valueAt(values, path));
      // Not by assignment, so that __proto__ is a key like any other.
      Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
    });
}

function edit(values: object, path: Path, change: (parent: object, last: string | number) => void): Mutation {
  const copy = structuredClone(values);
  const parent = valueAt(copy, path.slice(0, -1));
  const last = path.at(-1);
  // An earlier change may have taken the place away; then there is nothing to change.
  const fits = typeof last === "number" ? Array.isArray(parent) : isSection(parent);
  if (fits && last !== undefined) change(parent as object, last);
  return { values: copy, path, key: keyOf(path) };
}

function section(key: string, value: unknown): object {
  return Object.fromEntries([[key, value]]);
}

function isSection(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => [[...path, index], ...pathsOf(item, [...path, index])]);
  if (!isSection(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])]);
}
