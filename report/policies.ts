import { z } from "zod";

/** What the policy packs said of a preview. */
export interface PolicyResults {
  readonly passed: readonly string[];
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly policy: string;
  /** `mandatory` refuses the deployment; `advisory` only says so. */
  readonly level: string;
  readonly resource: string;
  readonly message: string;
}

const summary = z.object({
  policyAnalyzeStackSummaryEvent: z.object({ passed: z.array(z.string()).default([]) }),
});
const violation = z.object({
  policyEvent: z.object({
    policyName: z.string(),
    enforcementLevel: z.string(),
    message: z.string(),
    resourceUrn: z.string().default(""),
  }),
});

/** The summaries and violations among the events of the engine, a JSON object a line. */
export function policyResults(events: string): PolicyResults {
  const read = events
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);
  const violations = read.flatMap((event): Violation[] => {
    const { data } = violation.safeParse(event);
    if (!data) return [];
    const { policyName, enforcementLevel, message, resourceUrn } = data.policyEvent;
    return [
      {
        policy: policyName,
        level: enforcementLevel,
        resource: resourceUrn.split("::").slice(3).join("::"),
        message: message.trim(),
      },
    ];
  });
  const broken = new Set(violations.map(({ policy }) => policy));
  const passed = read.flatMap(
    (event) => summary.safeParse(event).data?.policyAnalyzeStackSummaryEvent.passed ?? [],
  );
  return { passed: [...new Set(passed)].filter((name) => !broken.has(name)).sort(), violations };
}
