/** A point of a run. */
export interface Point {
  /** Hours since the beginning. */
  readonly hour: number;
  readonly value: number;
}

/** Points of a chart at most: more than there are pixels make a page heavy and show nothing. */
const mostPoints = 260;

/** A series of minutes as points: of each span the largest value, so that a spike is seen, or the mean. */
export function pointsOf(values: ArrayLike<number>, of: "largest" | "mean" = "largest"): Point[] {
  const span = Math.max(1, Math.ceil(values.length / mostPoints));
  return Array.from({ length: Math.ceil(values.length / span) }, (_, at) => {
    const minutes = Array.from(
      { length: Math.min(span, values.length - at * span) },
      (__, later) => values[at * span + later] ?? 0,
    );
    return { hour: (at * span) / 60, value: of === "mean" ? mean(minutes) : Math.max(...minutes) };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
