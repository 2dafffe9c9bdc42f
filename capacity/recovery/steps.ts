import type { Part } from "./course";
import * as figures from "./figures";
import { figure } from "./parts";
import type { RecoverySetup } from "./setup";

/** What a person types when the region is lost. */
interface FailoverStep {
  /** How the command begins. */
  readonly command: string;
  /** Its part in the recovery time, or why it has none. */
  readonly takes: ((setup: RecoverySetup) => Part) | { readonly nothing: string };
}

const sooner = {
  nothing: "the fleet grows by itself meanwhile; a larger floor is sooner, and not counted on",
};

/**
 * The steps of docs/failover.md, "The region is lost", in their order: test/engine/failover.drill.ts takes them, and the recovery
 * time is made of them.
 */
export const failoverSteps: readonly FailoverStep[] = [
  { command: "aws rds failover-global-cluster", takes: promotion },
  { command: "pulumi config set --path platform:compute.minSize", takes: sooner },
  { command: "pulumi up", takes: sooner },
];

/** What the steps take, one after the other. */
export function stepParts(setup: RecoverySetup): Part[] {
  return failoverSteps.flatMap(({ takes }) => (typeof takes === "function" ? [takes(setup)] : []));
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
