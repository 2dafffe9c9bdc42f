import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDuration } from "../../capacity/recovery/duration";
import { bareProd, dev } from "./bare";
import { load, onlyProblem, problemsOf } from "./stack";

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

describe("recovery objectives", () => {
  const broken = (recovery: object, changes: object = {}) =>
    problemsOf(bareProd({ "platform:recovery": recovery, ...changes }));

  it("B9: refuses what the mode cannot keep, with the part that breaks it and what helps, all at once", () => {
    const problems = broken({
      mode: "backup-only",
      objectives: { zone: { rto: "5m", rpo: 0 }, region: { rto: "30m", rpo: "15m" }, data: { rto: "10m" } },
    });
    assert.deepEqual(
      problems.map(({ key }) => key),
      ["data.rto", "region.rpo", "region.rto"].map((key) => `platform:recovery.objectives.${key}`),
    );
    const [data, rpo, rto] = problems;
    assert.match(data?.allowed ?? "", /of which most is database restored .*50 GB \/ 500 GB an hour/);
    assert.match(rpo?.allowed ?? "", /backup interval \(1 d: every 24 h\)/);
    assert.match(rto?.fix ?? "", /what helps: platform:recovery\.mode warm-standby/);
  });

  it("B9: says that nothing can be promised where nothing is kept", () => {
    const [problem] = broken({ mode: "none", objectives: { region: { rto: "2d" } } });
    assert.match(
      problem?.allowed ?? "",
      /no objective at all: the region returns, nothing is kept elsewhere/,
    );
  });

  it("B9: counts what else is configured: the way out, readers, the lock of the vault, and who answers", () => {
    const objectives = { zone: { rto: "5m" }, credential: { rpo: "26h" }, region: { rto: "30m" } };
    const rows: readonly (readonly [object, object, string, RegExp])[] = [
      [
        {},
        { "platform:network": { natGateways: "single" } },
        "zone.rto",
        /responseMinutes; or platform:network\.natGateways onePerZone/,
      ],
      [{}, { "platform:backup": { vaultLock: "none" } }, "credential.rpo", /vaultLock/],
      [{ responseMinutes: 30 }, {}, "region.rto", /responseMinutes/],
    ];
    assert.deepEqual(broken({ objectives }), []);
    for (const [recovery, changes, key, help] of rows) {
      const problems = broken({ objectives, ...recovery }, changes);
      assert.deepEqual(
        problems.map((it) => it.key),
        [`platform:recovery.objectives.${key}`],
      );
      assert.match(problems[0]?.fix ?? "", help);
    }
  });
});
