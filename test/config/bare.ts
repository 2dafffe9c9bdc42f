import assert from "node:assert/strict";
import { onlyProblem, prodValues, without } from "./stack";

/** Settings by key, as YAML has them. */
export type Values = Record<string, unknown>;

/** A prod stack that leaves all that keeps state to the defaults, except for what is given. */
export function bareProd(changes: Values = {}, workload: Values = {}): Values {
  const rest = without(
    prodValues(),
    "platform:database",
    "platform:cache",
    "platform:sessionStore",
    "platform:sessionTable",
    "platform:storage",
    "platform:backup",
    "platform:quotas",
  );
  const declared = without(prodValues()["platform:workload"], "databaseConnectionsPerInstance", "events");
  return {
    ...rest,
    "platform:compute": { maxSize: 216 },
    "platform:workload": { ...declared, ...workload },
    ...changes,
  };
}

export const dev = { "platform:tier": "dev" };

/** Checks each change to {@link bareProd} against the only problem it makes; "" for none. */
export function assertProblems(rows: readonly (readonly [Values, RegExp | ""])[]) {
  for (const [changes, expected] of rows) {
    const found = onlyProblem(bareProd(changes));
    if (expected === "") assert.equal(found, "", JSON.stringify(changes));
    else assert.match(found, expected);
  }
}
