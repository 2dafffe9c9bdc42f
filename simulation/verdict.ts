import { type Case, type CaseOptions, type CaseResult, casesOf, type Declaration, resultOf } from "./cases";
import { demandOf, keptShare } from "./demand";
import type { Fleet } from "./fleet";
import { type Outcome, simulate } from "./run";

/** What is to be known of a stack before people come. */
export interface Verdict {
  /** Whether in each case 99.9 % of the minutes, and of the requests, keep the objective. */
  readonly objectiveKept: boolean;
  /** Whether an alarm wakes somebody on a day as others are, or at a declared event. */
  readonly pagesOnNormalDay: boolean;
  /** Whether the group wants to be as large as it may on such a day. */
  readonly ceilingTouched: boolean;
}

/** A case, what it came to, and all of its run. */
export type JudgedCase = Case & { readonly result: CaseResult; readonly outcome: Outcome };

/** @param progress is told each case before it is simulated */
export function judge(
  fleet: Fleet,
  declaration: Declaration,
  options: CaseOptions,
  progress: (name: string) => void = () => undefined,
): { readonly cases: readonly JudgedCase[]; readonly verdict: Verdict } {
  const demand = demandOf(declaration.workload, declaration.sizing);
  const cases = casesOf(fleet, declaration, options).map((it) => {
    progress(it.name);
    const outcome = simulate(fleet, demand, it.load, { happenings: it.happenings });
    return { ...it, outcome, result: resultOf(fleet, demand, it, outcome) };
  });
  return { cases, verdict: verdictOf(cases) };
}

export function verdictOf(cases: readonly JudgedCase[]): Verdict {
  const ordinary = cases.filter(({ isOrdinary }) => isOrdinary);
  return {
    objectiveKept: cases.filter(({ isPromised }) => isPromised).every(({ outcome }) => isKept(outcome)),
    pagesOnNormalDay: ordinary.some(({ result }) => result.paged.length > 0),
    ceilingTouched: ordinary.some(({ result }) => result.touchedCeiling),
  };
}

/**
 * Whether the objective is kept: in 99.9 % of the minutes, and for 99.9 % of the requests, which are not dropped; beside what
 * a lost zone costs before the load balancer knows of it.
 */
export function isKept({ minutes, violatedMinutes, requests, droppedRequests, blind }: Outcome): boolean {
  const allowed = 1 - keptShare;
  return (
    violatedMinutes - blind.minutes <= allowed * minutes &&
    droppedRequests - blind.requests <= allowed * requests
  );
}

/** Whether a stack is as it should be: it keeps its objective, and nobody has to do anything for it. */
export function isGood({ objectiveKept, pagesOnNormalDay, ceilingTouched }: Verdict): boolean {
  return objectiveKept && !pagesOnNormalDay && !ceilingTouched;
}
