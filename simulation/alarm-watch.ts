import { type AlarmState, stateOf } from "./alarm-state";
import type { Alarm } from "./fleet";
import type { Measured, Measures } from "./measures";

/** What a minute comes to, as a step of the calculation says it; NaN where nothing was reported. */
const [fine, breaching] = [0, 1];

/** An alarm during a run. */
export class AlarmWatch {
  state: AlarmState = "OK";
  /** How much of the run it was on, and since which minute first. */
  minutesOn = 0;
  firstOn = -1;
  private readonly measured: Measured;
  private readonly breach: number;
  /** What the last minutes came to, in a ring. */
  private readonly verdicts: Float64Array;
  private at = 0;
  /** The last of them, and how many before it were the same. */
  private last = fine;
  private same: number;

  /** @throws SyntaxError, RangeError for a measure that cannot be simulated. */
  constructor(
    readonly alarm: Alarm,
    private readonly measures: Measures,
  ) {
    this.measured = measures.add(alarm.measure);
    this.breach = measures.breachOf(this.measured, alarm.comparison, alarm.threshold);
    // Before the run all was well: what is missing then would set off alarms of silence.
    this.verdicts = new Float64Array(alarm.periods * this.measured.period).fill(fine);
    this.same = this.verdicts.length;
  }

  /** What the last period came to. */
  get value(): number {
    return this.measures.values[this.measured.place] ?? NaN;
  }

  /**
   * @param values those of the measures, of this minute
   * @returns whether the state changed
   */
  update(values: Float64Array, minute: number): boolean {
    const verdict = values[this.breach] ?? NaN;
    const before = this.state;
    this.same = Object.is(verdict, this.last) ? this.same + 1 : 0;
    // Minutes that are all alike say what they said a minute ago.
    if (this.same < this.verdicts.length) this.judge(verdict);
    if (this.state === "ALARM") {
      this.minutesOn += 1;
      if (this.firstOn < 0) this.firstOn = minute;
    }
    return this.state !== before;
  }

  /** Takes a minute in, and looks at the periods that do not overlap, back from it. */
  private judge(verdict: number): void {
    const { verdicts, at } = this;
    const { length } = verdicts;
    this.last = verdict;
    verdicts[at] = verdict;
    this.at = at + 1 === length ? 0 : at + 1;
    const counted = { breaching: 0, missing: 0 };
    for (let back = 0; back < length; back += this.measured.period) {
      const then = verdicts[(at - back + length) % length];
      if (then === breaching) counted.breaching += 1;
      else if (then !== fine) counted.missing += 1;
    }
    this.state = stateOf(this.alarm, counted, this.state);
  }
}
