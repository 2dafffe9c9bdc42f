import type { Finding } from "../../model/rule";

/** Why the capacity model has no answer, for a person. */
export type Obstacle = string;

/** What the capacity model answers; in its own words why, where nothing serves the workload. */
export function answerOf<Answer>(model: () => Answer): Answer | Obstacle {
  try {
    return model();
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Of things whose size nobody knows it cannot be said that they hold what is declared. */
export function unjudged(
  obstacle: Obstacle,
  things: "instances" | "nodes",
  declared: "peak" | "workload" | "sessions",
  fix: string,
): Omit<Finding, "resource"> {
  return {
    verdict: false,
    found: obstacle,
    required: `${things} whose size is known, so that it can be said whether they hold the declared ${declared}`,
    fix,
  };
}
