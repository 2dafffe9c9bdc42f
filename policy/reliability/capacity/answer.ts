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

/** The advice where the capacity model does not know a size: the families of a catalogue whose sizes it knows. */
export function knownFamilies(
  property: string,
  catalogue: readonly { readonly name: string }[],
  file: string,
): Advice {
  const families = catalogue.map(({ name }) => name.slice(0, name.lastIndexOf(".")));
  return {
    fix: `set ${property} to a type of a family that the capacity model knows: ${[...new Set(families)].join(", ")}`,
    platformFix: `or add it to capacity/catalogue/${file}`,
  };
}

type Advice = Pick<Finding, "fix" | "platformFix">;

/** Of things whose size nobody knows it cannot be said that they hold what is declared. */
export function unjudged(
  obstacle: Obstacle,
  things: "instances" | "nodes",
  declared: "peak" | "workload" | "sessions",
  advice: Advice,
): Omit<Finding, "resource"> {
  return {
    verdict: false,
    found: obstacle,
    required: `${things} whose size is known, so that it can be said whether they hold the declared ${declared}`,
    ...advice,
  };
}
