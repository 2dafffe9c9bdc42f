import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDuration } from "../../config/duration";
import { bareProd, dev } from "./bare";
import { load, onlyProblem } from "./stack";

const asking = (objectives: object) => bareProd({ "platform:recovery": { objectives } });

describe("recovery, declared", () => {
  it("B9: prod has a warm standby and dev nothing, until the file says otherwise", () => {
    assert.equal(load(bareProd()).recovery.mode, "warm-standby");
    assert.equal(load(bareProd(dev)).recovery.mode, "none");
    assert.equal(
      load(bareProd({ "platform:recovery": { mode: "backup-only" } })).recovery.mode,
      "backup-only",
    );
  });

  it("B9: objectives arrive in seconds, and what is left out is not asked for", () => {
    const { objectives } = load(asking({ zone: { rto: "5m", rpo: 0 }, region: { rpo: "1h" } })).recovery;
    assert.deepEqual(objectives, {
      instance: {},
      zone: { rtoSeconds: 300, rpoSeconds: 0 },
      region: { rpoSeconds: 3600 },
      data: {},
      credential: {},
    });
  });

  it("B9: refuses what is no duration, and says what one looks like", () => {
    for (const rto of [5, "5", "5 min", "-1s", "1.5h", "", "1w", true]) {
      assert.match(onlyProblem(asking({ zone: { rto } })), /objectives\.zone\.rto: a duration with its unit/);
    }
  });

  it("reads a duration by its unit, whatever the number", () => {
    const units = { s: 1, m: 60, h: 3600, d: 86_400 };
    fc.assert(
      fc.property(fc.nat(999_999), fc.constantFrom(...Object.entries(units)), (number, [unit, seconds]) => {
        assert.equal(parseDuration(`${number}${unit}`), number * seconds);
      }),
    );
  });
});
