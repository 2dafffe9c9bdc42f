import { inWords, keyOf, type Problem, valueAt } from "../problems";

/** A problem of values that are each allowed and do not go together; the file is added by the caller. */
export type Relation = Omit<Problem, "file">;

export function isProd(values: unknown): boolean {
  return valueAt(values, ["platform:environment"]) === "prod";
}

export function problem(
  values: unknown,
  path: readonly PropertyKey[],
  allowed: string,
  fix?: string,
): Relation[] {
  return [
    {
      key: keyOf(path),
      found: inWords(valueAt(values, path)),
      allowed,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}
