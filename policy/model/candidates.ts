import type { References, Resource } from "./stack";
import { every, unknown, type Verdict } from "./value";

/**
 * Whether something holds of the one resource that a property names; not of one that it does not name. While it is not
 * certain which that is, only what holds of all that it can be; unknown where it can be another stack's.
 */
export function ofReferenced(
  { resources, certain, complete }: References,
  holds: (resource: Resource) => Verdict,
): Verdict {
  if (!complete) return unknown;
  return certain && resources.length === 0 ? false : agreed(resources.map(holds));
}

/** Whether something holds of all resources that a property names; not so as soon as it does not of one that is certain. */
export function ofAllReferenced(
  { resources, certain, complete }: References,
  holds: (resource: Resource) => Verdict,
): Verdict {
  const verdicts = resources.map(holds);
  if (certain) return every([...verdicts, complete || unknown]);
  return complete ? agreed(verdicts) : unknown;
}

/** The verdict on which all agree, whichever of them counts; unknown where they do not, or there is none. */
export function agreed(verdicts: readonly Verdict[]): Verdict {
  const [first = unknown, ...others] = verdicts;
  return others.every((other) => other === first) ? first : unknown;
}
