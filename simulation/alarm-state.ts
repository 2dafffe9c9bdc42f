export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What a period without data counts as. */
export type MissingData = "breaching" | "notBreaching" | "ignore" | "missing";

export type Comparison = ">" | ">=" | "<" | "<=";

/** When the data points of some periods set an alarm off. */
export interface AlarmRule {
  /** Data points that must breach. */
  readonly datapoints: number;
  /** Of so many periods. */
  readonly periods: number;
  readonly missing: MissingData;
}

/** What the last periods of an alarm came to. */
export interface Counted {
  readonly breaching: number;
  readonly missing: number;
}

/**
 * The state that CloudWatch gives an alarm, by what it documents: "M out of N" data points, and where some are missing,
 * first whether those that there are decide, then what a missing one counts as. Source: CloudWatch User Guide, "Configuring
 * how CloudWatch alarms treat missing data". What it does not model: that CloudWatch looks a few periods further back for
 * real data points, and that percentiles over few samples are ignored.
 */
export function stateOf(rule: AlarmRule, { breaching, missing }: Counted, before: AlarmState): AlarmState {
  // Enough breach, or too few could even if all that are missing did.
  if (breaching >= rule.datapoints) return "ALARM";
  if (breaching + missing < rule.datapoints) return "OK";
  if (rule.missing === "breaching") return "ALARM";
  if (rule.missing === "notBreaching") return "OK";
  if (rule.missing === "ignore") return before;
  if (missing === rule.periods) return "INSUFFICIENT_DATA";
  return breaching + missing < rule.periods ? "OK" : "ALARM";
}

/** Whether a value breaches a threshold. */
export function breaches(value: number, comparison: Comparison, threshold: number): boolean {
  switch (comparison) {
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
  }
}
