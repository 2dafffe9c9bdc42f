import { type Course, type Part, together } from "./course";
import * as figures from "./figures";
import { figure, regionDetection, resolvers, response, scaleUpBySteps, standbyPage } from "./parts";
import type { RecoverySetup } from "./setup";

/** A step of what a standby takes over with when the region is lost: one that comes by itself, or one that a person takes. */
export interface TakeoverStep {
  /** How the command begins that a person types for it; none where it comes by itself. */
  readonly typed?: string;
  /** Its part in the recovery time. A step that nobody waits for has none: it only makes the time shorter. */
  readonly part: ((setup: RecoverySetup) => Part) | "only sooner";
}

/**
 * Every step of it, in the order of docs/failover.md, "The region is lost". The recovery time is made of them, and
 * test/engine/failover.drill.ts types their commands.
 */
export const takeover = {
  /** What writes wait for. Somebody is paged and promotes the database. */
  writes: [
    { part: standbyPage },
    { part: response },
    { typed: "aws rds failover-global-cluster", part: promotion },
  ],
  /** At the same time, what all users wait for. DNS leads them to the standby and its fleet grows, both by themselves. */
  users: [
    { part: regionDetection },
    { part: resolvers },
    { part: ({ fleet }) => scaleUpBySteps(fleet) },
    { typed: "pulumi config set --path platform:compute.minSize", part: "only sooner" },
    { typed: "pulumi up", part: "only sooner" },
  ],
} as const satisfies Readonly<Record<string, readonly TakeoverStep[]>>;

export const takeoverSteps: readonly TakeoverStep[] = [...takeover.writes, ...takeover.users];

/** What a standby takes over in: until it serves reads and writes. */
export function takeoverTime(setup: RecoverySetup): Course {
  return together(inTurn(takeover.writes, setup), usersServed(setup));
}

/** The part of it that users who only read wait for. */
export function usersServed(setup: RecoverySetup): Course {
  return inTurn(takeover.users, setup);
}

function inTurn(steps: readonly TakeoverStep[], setup: RecoverySetup): Course {
  return { after: steps.flatMap(({ part }) => (part === "only sooner" ? [] : part(setup))) };
}

function promotion({ database: { engine } }: RecoverySetup): Part {
  return engine === "aurora"
    ? figure("database promoted", figures.auroraPromotion, "failover of the global database")
    : figure(
        "database promoted",
        figures.postgresPromotion,
        "promotion of the replica",
        "platform:database.engine aurora",
      );
}
