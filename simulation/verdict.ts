import { type Case, type CaseOptions, type CaseResult, casesOf, type Declaration, resultOf } from "./cases";
import { demandOf, keptShare } from "./demand";
import type { Fleet } from "./fleet";
import { type Outcome, simulate } from "./run";

/** What is to be known of a stack before people come. */
export interface Verdict {
  /** Whether 99.9 % of the minutes, and of the requests, keep the objective: of each day, and of a month with a lost zone. */
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

function verdictOf(cases: readonly JudgedCase[]): Verdict {
  const ordinary = cases.filter(({ isOrdinary }) => isOrdinary);
  return {
    objectiveKept: cases.filter(({ isPromised }) => isPromised).every(keepsObjective),
    pagesOnNormalDay: ordinary.some(({ result }) => result.paged.length > 0),
    ceilingTouched: ordinary.some(({ result }) => result.touchedCeiling),
  };
}

/** Whether a case keeps the objective. */
export function keepsObjective(it: JudgedCase): boolean {
  return isKept(it.outcome, daysJudged(it));
}

/** Days of which a case is one: a day as others are stands for itself, the loss of a zone for the one bad day of a month. */
function daysJudged({ happenings }: Case): number {
  return happenings?.zoneLost ? daysOfMonth : 1;
}

const daysOfMonth = 30;

/**
 * Whether the objective is kept: in 99.9 % of the minutes, and for 99.9 % of the requests, which are not dropped; beside what
 * a lost zone costs before the load balancer knows of it.
 * @param days how many days like those of the outcome are judged together, in which nothing else goes wrong
 */
export function isKept(
  { minutes, violatedMinutes, requests, droppedRequests, blind }: Outcome,
  days = 1,
): boolean {
  return (
    violatedMinutes - blind.minutes <= allowedMinutes(minutes) * days &&
    droppedRequests - blind.requests <= (1 - keptShare) * days * requests
  );
}

/** Minutes of so many in which the objective may be missed. */
export function allowedMinutes(minutes: number): number {
  return (1 - keptShare) * minutes;
}

/** Whether a stack is as it should be: it keeps its objective, and nobody has to do anything for it. */
export function isGood({ objectiveKept, pagesOnNormalDay, ceilingTouched }: Verdict): boolean {
  return objectiveKept && !pagesOnNormalDay && !ceilingTouched;
}
