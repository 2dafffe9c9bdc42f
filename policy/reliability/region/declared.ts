import type { Objectives, RecoveryMode } from "../../../capacity/recovery";
import { disruptions, recoveryModes } from "../../../capacity/recovery";
import type { Stack } from "../../model/stack";
import { every, judge, read, type Unknown, unknown, type Value, type Verdict } from "../../model/value";

export const recoveryPlanType = "platform:recovery:RecoveryPlan";

/** What an environment declares of its recovery. */
export interface DeclaredRecovery {
  readonly mode: RecoveryMode;
  readonly responseMinutes: number;
  readonly objectives: Objectives;
  /** Of a stack that is one of two. */
  readonly role?: "primary" | "standby";
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
  config: RecoveryConfig,
): DeclaredRecovery | Unknown | undefined {
  const mode = declaredIn(stack, config, "mode");
  const response = declaredIn(stack, config, "responseMinutes");
  const role = declaredIn(stack, config, "role");
  const objectives = objectivesIn(declaredIn(stack, config, "objectives"));
  if ([mode, response, role].includes(unknown) || objectives === unknown) return unknown;
  const known = recoveryModes.find((it) => it === mode);
  if (known === undefined) return undefined;
  return {
    mode: known,
    responseMinutes: typeof response === "number" ? response : usualResponse,
    objectives,
    ...((role === "primary" || role === "standby") && { role }),
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

/** Whether the stack is one of two, in two regions. */
export function isPaired(stack: Stack, config: RecoveryConfig): Verdict {
  return judge(declaredIn(stack, config, "mode"), hasStandby);
}

/** Whether it is the one that the other follows: what it writes has to be there too. */
export function isFollowed(stack: Stack, config: RecoveryConfig): Verdict {
  const isPrimary = judge(declaredIn(stack, config, "role"), (role) => role !== "standby");
  return every([isPaired(stack, config), isPrimary]);
}

/** Whether it is the one that serves when the other's region is lost. */
export function isStandby(stack: Stack, config: RecoveryConfig): Verdict {
  const isSecond = judge(declaredIn(stack, config, "role"), (role) => role === "standby");
  return every([isPaired(stack, config), isSecond]);
}

/** Whether no other region's stack serves its users when its own is lost, for all that is kept elsewhere. */
export function isBackedUpOnly(stack: Stack, config: RecoveryConfig): Verdict {
  return judge(declaredIn(stack, config, "mode"), (mode) => mode === "backup-only");
}

export function hasStandby(mode: Value): boolean {
  return mode === "warm-standby" || mode === "active-active";
}

function declaredIn(stack: Stack, { recovery }: RecoveryConfig, name: keyof DeclaredRecovery): Value {
  const [plan] = stack.ofType(recoveryPlanType);
  return plan ? plan.get(name) : read(recovery, name);
}
