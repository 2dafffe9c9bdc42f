import { type FoundProblem, inWords, keyOf, valueAt } from "../problems";
import { type Tier, tier } from "../schema/tier";
import { tierMinimums, tierNeeds } from "../tiers";

/** The tier of a stack; while it is not valid, the one that asks for least. */
export function tierOf(values: unknown): Tier {
  return tier.safeParse(valueAt(values, ["platform:tier"])).data ?? "dev";
}

/** What the stack's tier must have at least. */
export function minimumOf(values: unknown, name: keyof typeof tierMinimums): number {
  return tierMinimums[name][tierOf(values)];
}

/** Whether the stack's tier cannot do without it. */
export function needs(values: unknown, name: keyof typeof tierNeeds): boolean {
  return tierNeeds[name][tierOf(values)];
}

/** A problem of values that are each allowed and do not go together. */
export function problem(
  values: unknown,
  path: readonly PropertyKey[],
  allowed: string,
  fix?: string,
): FoundProblem[] {
  return [
    {
      key: keyOf(path),
      found: inWords(valueAt(values, path)),
      allowed,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}
