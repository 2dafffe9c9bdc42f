import assert from "node:assert/strict";
import type { Recording } from "./record";

/** A setting that keeps something safe: without it, its test fails. */
export interface Safeguard {
  /** Requirement ids and what the setting is for, e.g. `B5: encrypts storage`. */
  readonly it: string;
  /** Type token of the resource, and its name where there are several. */
  readonly of: string | readonly [type: string, name: string];
  /** The inputs that make the difference, in full. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** One test for each safeguard, all on one recording. */
export function holds(safeguards: readonly Safeguard[], recording: () => Promise<Recording>) {
  let stack: Recording;
  before(async () => {
    stack = await recording();
  });
  for (const { it: meaning, of, inputs } of safeguards) {
    it(meaning, () => {
      const [type, name] = typeof of === "string" ? [of] : of;
      const found = stack.only(type, name).inputs;
      assert.deepEqual(Object.fromEntries(Object.keys(inputs).map((key) => [key, found[key]])), inputs);
    });
  }
}
