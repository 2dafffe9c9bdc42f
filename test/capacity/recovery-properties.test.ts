import assert from "node:assert/strict";
import fc from "fast-check";
import { recoveryModes, recoveryOf, type RecoverySetup, secondsOf } from "../../capacity/recovery";
import { after, type Course, type Part, together } from "../../capacity/recovery/course";

describe("recovery, whatever is deployed", () => {
  const setups = fc.record<RecoverySetup>({
    mode: fc.constantFrom(...recoveryModes),
    isGlobalRegion: fc.boolean(),
    responseSeconds: fc.nat(10_000),
    fleet: fc.record({
      holdsInstanceLoss: fc.boolean(),
      holdsZoneLoss: fc.boolean(),
      peak: fc.integer({ min: 1, max: 2000 }),
      standbyFloor: fc.integer({ min: 1, max: 100 }),
      growsByItself: fc.boolean(),
      leastScaleOut: fc.integer({ min: 2, max: 6 }),
    }),
    natPerZone: fc.boolean(),
    healthCheck: fc.record({
      intervalSeconds: fc.constantFrom(10, 30),
      threshold: fc.integer({ min: 1, max: 10 }),
    }),
    recordTtlSeconds: fc.nat(86_400),
    database: fc.record({
      engine: fc.constantFrom("aurora", "postgres"),
      readers: fc.nat(3),
      gb: fc.nat(100_000),
    }),
    sessions: fc.oneof(
      fc.record({ store: fc.constant("cache" as const), nodes: fc.integer({ min: 1, max: 6 }) }),
      fc.constant({ store: "dynamodb" as const }),
    ),
    filesGb: fc.nat(100_000),
    backup: fc.record({
      intervalHours: fc.integer({ min: 1, max: 744 }),
      copied: fc.boolean(),
      locked: fc.boolean(),
    }),
  });
  const times = (setup: RecoverySetup) =>
    recoveryOf(setup).flatMap(({ rto, rpo }) => [rto.seconds, rpo.seconds]);
  /** A change for the better or of no matter lengthens nothing. */
  const neverLonger = (better: (setup: RecoverySetup) => RecoverySetup) => {
    fc.assert(
      fc.property(setups, (setup) => {
        const before = times(setup);
        times(better(setup)).forEach((seconds, at) => {
          assert.ok(seconds <= (before[at] ?? 0), `${seconds}`);
        });
      }),
    );
  };

  it("B9: a faster detection never lengthens a recovery", () => {
    neverLonger((it) => ({ ...it, healthCheck: { intervalSeconds: 10, threshold: 1 } }));
    neverLonger((it) => ({ ...it, recordTtlSeconds: Math.floor(it.recordTtlSeconds / 2) }));
    neverLonger((it) => ({ ...it, isGlobalRegion: false }));
    neverLonger((it) => ({ ...it, responseSeconds: Math.floor(it.responseSeconds / 2) }));
  });

  it("B8: a smaller volume and more frequent backups never lengthen one, nor lose more", () => {
    neverLonger((it) => ({
      ...it,
      filesGb: it.filesGb / 2,
      database: { ...it.database, gb: it.database.gb / 2 },
    }));
    neverLonger((it) => ({ ...it, backup: { ...it.backup, intervalHours: 1 } }));
    neverLonger((it) => ({ ...it, backup: { ...it.backup, locked: true, copied: true } }));
  });

  it("D1: more readers, zones that hold, a way out of each and a larger standby never lengthen one", () => {
    neverLonger((it) => ({
      ...it,
      natPerZone: true,
      database: { ...it.database, readers: it.database.readers + 1 },
    }));
    neverLonger((it) => ({ ...it, fleet: { ...it.fleet, holdsInstanceLoss: true, holdsZoneLoss: true } }));
    neverLonger((it) => ({ ...it, fleet: { ...it.fleet, standbyFloor: it.fleet.standbyFloor * 2 } }));
    neverLonger((it) => ({ ...it, fleet: { ...it.fleet, growsByItself: true } }));
  });

  it("B9: a mode that keeps more ready never lengthens a recovery", () => {
    for (const [at, mode] of recoveryModes.entries()) {
      const more = recoveryModes[at + 1] ?? mode;
      fc.assert(
        fc.property(setups, (it) => {
          // Of a standby that can grow, which a new stack of mode backup-only does too.
          const setup = { ...it, fleet: { ...it.fleet, growsByItself: true } };
          const before = times({ ...setup, mode });
          times({ ...setup, mode: more }).forEach((seconds, at) => {
            assert.ok(seconds <= (before[at] ?? 0));
          });
        }),
      );
    }
  });

  it("the parts that make up a time are its sum, and what is done beside them takes no longer", () => {
    const parts = fc.nat(1000).map((seconds): Part => ({ what: "part", seconds, formula: "-", source: "-" }));
    const { course } = fc.letrec<{ course: Course }>((tie) => ({
      course: fc.oneof(
        { maxDepth: 4 },
        parts,
        fc
          .tuple(fc.constantFrom(after, together), tie("course"), fc.array(tie("course"), { maxLength: 3 }))
          .map(([combine, first, more]) => combine(first, ...more)),
      ),
    }));
    const evaluated = (it: Course): number => {
      if ("after" in it) return it.after.map(evaluated).reduce((sum, next) => sum + next, 0);
      if ("together" in it) return Math.max(...it.together.map(evaluated));
      return it.seconds;
    };
    fc.assert(
      fc.property(course, (it) => {
        assert.equal(secondsOf(it), evaluated(it));
      }),
    );
  });
});
