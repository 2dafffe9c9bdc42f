import assert from "node:assert/strict";
import { TraceError, traceOf } from "../../simulation/read/trace";

describe("reading a trace", () => {
  it("takes the last column, and the time of the first row", () => {
    const trace = traceOf(
      "timestamp,site,requests\n2026-06-01T00:00:00Z,a,5\n2026-06-01T00:01:00Z,a,7\n",
      "t.csv",
    );
    assert.deepEqual(trace, { requests: [5, 7], startTime: Date.UTC(2026, 5, 1) });
  });

  for (const [what, text, message] of [
    ["a field that is no number", "requests\n5\nmany\n", /t\.csv:3: .*"many"/],
    ["an empty field", "time,requests\n0,5\n1,\n", /t\.csv:3: .*empty/],
    ["a negative number", "requests\n-1\n", /t\.csv:2/],
    ["a file without rows", "requests\n", /t\.csv:1/],
    ["a file without requests", "requests\n0\n0\n", /no minute/],
  ] as const) {
    it(`names the line of ${what}`, () => {
      assert.throws(
        () => traceOf(text, "t.csv"),
        (error) => error instanceof TraceError && message.test(error.message),
      );
    });
  }
});
