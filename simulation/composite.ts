import type { AlarmWatch } from "./alarm-watch";
import type { CompositeAlarm } from "./fleet";

type Rule = () => boolean;

/** A composite alarm during a run. Alarms that are not simulated count as being all right. */
export class CompositeWatch {
  /** Names of the alarms that were on while it was. */
  readonly blamed = new Set<string>();
  private readonly rule: Rule;
  private readonly members: (() => readonly AlarmWatch[])[] = [];

  /**
   * @param others composite alarms by name, which may still be incomplete
   * @throws SyntaxError for a rule that CloudWatch would not take either.
   */
  private constructor(
    readonly composite: CompositeAlarm,
    watches: ReadonlyMap<string, AlarmWatch>,
    others: ReadonlyMap<string, CompositeWatch>,
  ) {
    this.rule = compileRule(composite.rule, (state, name) => {
      const id = name.slice(name.lastIndexOf(":") + 1);
      const watch = watches.get(id);
      this.members.push(() => (watch ? [watch] : (others.get(id)?.watched() ?? [])));
      if (watch) return () => watch.state === state;
      return () => (others.get(id)?.rule() ? "ALARM" : "OK") === state;
    });
  }

  static all(composites: readonly CompositeAlarm[], watches: readonly AlarmWatch[]): CompositeWatch[] {
    const byName = new Map(watches.map((watch) => [watch.alarm.name, watch]));
    const found = new Map<string, CompositeWatch>();
    for (const it of composites) found.set(it.name, new CompositeWatch(it, byName, found));
    return [...found.values()];
  }

  update(): void {
    if (!this.rule()) return;
    for (const { state, alarm } of this.watched()) if (state === "ALARM") this.blamed.add(alarm.name);
  }

  private watched(): readonly AlarmWatch[] {
    return this.members.flatMap((member) => member());
  }
}

/**
 * A rule of a composite alarm: `ALARM`, `OK` and `INSUFFICIENT_DATA` of an alarm's name or ARN, `TRUE`, `FALSE`, `AND`, `OR`,
 * `NOT` and parentheses. Source: CloudWatch API, PutCompositeAlarm, `AlarmRule`.
 */
function compileRule(text: string, memberOf: (state: string, name: string) => Rule): Rule {
  const tokens = text.match(/"[^"]*"|[()]|[^\s()"]+/g) ?? [];
  let at = 0;
  const take = () => tokens[at++] ?? "";
  const either = (): Rule => {
    let left = both();
    while (tokens[at] === "OR") {
      take();
      const [first, second] = [left, both()];
      left = () => first() || second();
    }
    return left;
  };
  const both = (): Rule => {
    let left = one();
    while (tokens[at] === "AND") {
      take();
      const [first, second] = [left, one()];
      left = () => first() && second();
    }
    return left;
  };
  const one = (): Rule => {
    const token = take();
    if (token === "NOT") {
      const negated = one();
      return () => !negated();
    }
    if (token === "TRUE" || token === "FALSE") return () => token === "TRUE";
    if (token === "(") {
      const inner = either();
      close();
      return inner;
    }
    if (!["ALARM", "OK", "INSUFFICIENT_DATA"].includes(token) || take() !== "(") {
      throw new SyntaxError(`cannot read the alarm rule ${text} at ${token}`);
    }
    const name = take().replaceAll('"', "");
    close();
    return memberOf(token, name);
  };
  const close = () => {
    if (take() !== ")") throw new SyntaxError(`a parenthesis of the alarm rule ${text} is not closed`);
  };
  const rule = either();
  if (at < tokens.length) throw new SyntaxError(`${tokens[at] ?? ""} is left of the alarm rule ${text}`);
  return rule;
}

/** Whether CloudWatch would take a rule. */
export function isRule(text: string): boolean {
  try {
    compileRule(text, () => () => false);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
