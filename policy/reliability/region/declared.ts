import type { Objectives, RecoveryMode } from "../../../capacity/recovery";
import { disruptions, recoveryModes } from "../../../capacity/recovery";
import type { Stack } from "../../model/stack";
import { read, type Unknown, unknown, type Value } from "../../model/value";

export const recoveryPlanType = "platform:recovery:RecoveryPlan";

/** What an environment declares of its recovery. */
export interface DeclaredRecovery {
  readonly mode: RecoveryMode;
  readonly responseMinutes: number;
  readonly objectives: Objectives;
}

/** Programs other than this project's declare it in the policy configuration. */
export interface RecoveryConfig {
  readonly recovery: Partial<DeclaredRecovery>;
}

export const recoverySettings = {
  recovery: {
    default: {},
    description:
      "The declared mode, responseMinutes and objectives (see capacity/recovery/disruption.ts), where the program has no RecoveryPlan component",
  },
} as const;

/** What the stack declares, in its recovery plan or in the policy configuration; undefined where it declares no mode. */
export function recoveryOfStack(
  stack: Stack,
  { recovery }: RecoveryConfig,
): DeclaredRecovery | Unknown | undefined {
  const [plan] = stack.ofType(recoveryPlanType);
  const declared = (name: keyof DeclaredRecovery): Value => (plan ? plan.get(name) : read(recovery, name));
  const mode = declared("mode");
  const response = declared("responseMinutes");
  const objectives = objectivesIn(declared("objectives"));
  if (mode === unknown || response === unknown || objectives === unknown) return unknown;
  const known = recoveryModes.find((it) => it === mode);
  if (known === undefined) return undefined;
  return {
    mode: known,
    responseMinutes: typeof response === "number" ? response : usualResponse,
    objectives,
  };
}

/** Minutes, where nobody says. */
const usualResponse = 15;

function objectivesIn(declared: Value): Objectives | Unknown {
  if (declared === unknown) return unknown;
  const all = disruptions.map((disruption) => {
    const objective = read(declared, disruption);
    const seconds = [read(objective, "rtoSeconds"), read(objective, "rpoSeconds")] as const;
    return { disruption, objective, seconds };
  });
  if (all.some(({ objective, seconds }) => objective === unknown || seconds.includes(unknown)))
    return unknown;
  return Object.fromEntries(
    all.map(({ disruption, seconds: [rto, rpo] }) => [
      disruption,
      {
        ...(typeof rto === "number" && { rtoSeconds: rto }),
        ...(typeof rpo === "number" && { rpoSeconds: rpo }),
      },
    ]),
  );
}
