import assert from "node:assert/strict";

/** Checks every row of a table, then fails once for all that do not hold. */
export function checkEach<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  check: (row: Row) => void,
): void {
  assert.ok(rows.length > 0, "the table has no rows");
  const failures = rows.flatMap((row) => {
    try {
      check(row);
      return [];
    } catch (error) {
      return [`${nameOf(row)}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  assert.deepEqual(failures, []);
}
