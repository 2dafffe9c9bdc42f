import type { PolicyResource } from "@pulumi/policy";
import { inputs, timesShown } from "./inputs";
import { Stack } from "./stack";

interface Analysis {
  readonly stack: Stack;
  /** The policies that have judged it. */
  readonly judged: Set<string>;
  readonly timesShown: number;
}

let current: Analysis | undefined;

/**
 * The stack that a policy judges. The SDK gives every policy a fresh copy of all resources; what is worked out from one
 * copy serves all policies of an analysis. The next analysis has begun where resources have been shown since, or a policy
 * is asked again, which is asked once in each.
 */
export function stackFor(policy: string, resources: readonly PolicyResource[]): Stack {
  if (!current || current.judged.has(policy) || current.timesShown !== timesShown()) {
    current = { stack: new Stack(resources, inputs), judged: new Set(), timesShown: timesShown() };
  }
  current.judged.add(policy);
  return current.stack;
}

/** Forgets the stack that was judged: the last policy of an analysis knows that there will be no other. */
export function analysisOver(): void {
  current = undefined;
}

/** Works something out of a stack once, for all rules that ask. */
export function oncePerStack<Answer>(work: (stack: Stack) => Answer): (stack: Stack) => Answer {
  const answers = new WeakMap<Stack, { readonly answer: Answer }>();
  return (stack) => {
    const known = answers.get(stack) ?? { answer: work(stack) };
    answers.set(stack, known);
    return known.answer;
  };
}
