/** One thing that takes its time in a recovery, or one store that may lack so much. */
export interface Part {
  readonly what: string;
  /** Infinity where it never ends by itself. */
  readonly seconds: number;
  /** The calculation with its numbers. */
  readonly formula: string;
  /** Where the figure is from: an address with its date, a file or key of this project, or that it is assumed and why. */
  readonly source: string;
  /** What makes it less. */
  readonly help?: string;
}

/** How parts make up a time. */
export type Course =
  | Part
  /** One after the other: their sum. */
  | { readonly after: readonly Course[] }
  /** Begun at the same time: done when the last is. */
  | { readonly together: readonly Course[] };

type Courses = readonly [Course, ...Course[]];

export const after = (...courses: Courses): Course => ({ after: courses });
export const together = (...courses: Courses): Course => ({ together: courses });

export function secondsOf(course: Course): number {
  return sumOf(criticalParts(course));
}

/** The parts that the time is the sum of; what is done beside them in less time is left out. */
export function criticalParts(course: Course): readonly Part[] {
  if ("after" in course) return course.after.flatMap(criticalParts);
  if ("together" in course) return longestOf(course.together.map(criticalParts));
  return [course];
}

function longestOf(courses: readonly (readonly Part[])[]): readonly Part[] {
  return courses.reduce((longest, next) => (sumOf(next) > sumOf(longest) ? next : longest));
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** The longest of the parts that the time is the sum of: what to shorten first. */
export function longestPart(course: Course): Part | undefined {
  const [first, ...others] = criticalParts(course);
  return others.reduce(
    (longest, part) => (longest && part.seconds <= longest.seconds ? longest : part),
    first,
  );
}
