import assert from "node:assert/strict";
import fc from "fast-check";
import {
  criticalParts,
  type Disruption,
  disruptions,
  type Recovery,
  recoveryModes,
  recoveryOf,
  type RecoverySetup,
  secondsOf,
  setupOf,
} from "../../capacity/recovery";
import { after, type Course, type Part, together } from "../../capacity/recovery/course";
import { failoverSteps, stepParts } from "../../capacity/recovery/steps";
import { reactionMinutes } from "../../capacity";
import { drill } from "../docs/commands";
import { briefSizing, million } from "./declared";

const prod: RecoverySetup = setupOf(million, briefSizing, {
  mode: "warm-standby",
  responseMinutes: 15,
  backup: { copied: true, locked: true },
});
const of = (disruption: Disruption, change: Partial<RecoverySetup> = {}): Recovery => {
  const found = recoveryOf({ ...prod, ...change }).find((it) => it.disruption === disruption);
  assert.ok(found);
  return found;
};

describe("recovery", () => {
  it("B9: the region in a warm standby takes detection, a person and the promotion, if the fleet has grown by then", () => {
    const { rto } = of("region", { fleet: { ...prod.fleet, standbyFloor: prod.fleet.peak } });
    const named = criticalParts(rto.course).map(({ what, seconds }) => [what, seconds]);
    assert.deepEqual(named, [
      ["page by the standby's alarm", 540],
      ["somebody acts", 900],
      ["database promoted", 300],
    ]);
    assert.equal(rto.seconds, 540 + 900 + 300);
    assert.equal(rto.longest?.what, "somebody acts");
  });

  it("B9: what a person does is what docs/failover.md says and its drill takes, no step more and none less", () => {
    const typed = drill("failover.md", "1. The region is lost");
    const expected = failoverSteps.map(({ command }) => command);
    assert.deepEqual(
      typed.map((command, at) => command.slice(0, expected[at]?.length)),
      expected,
    );
    const parts = partsOf(of("region").rto.course).map(({ what }) => what);
    for (const { what } of stepParts(prod)) assert.ok(parts.includes(what), what);
    assert.ok(stepParts(prod).length > 0);
  });

  it("B9: the standby's fleet grows by its own steps, whoever acts", () => {
    const byItself = (responseSeconds: number) => of("region", { responseSeconds }).rto;
    assert.equal(prod.fleet.standbyFloor, 4);
    assert.equal(byItself(900).longest?.what, "scale-up by steps");
    assert.equal(byItself(0).seconds, byItself(900).seconds, "nobody is waited for to add instances");
    assert.equal(byItself(3600).longest?.what, "somebody acts");
    const fleet = { ...prod.fleet, peak: 32, standbyFloor: 8 };
    const reads = of("region", { mode: "active-active", fleet }).reads;
    // Twice as many twice: 8, 16, 32.
    assert.equal(reads?.seconds, 30 + 60 + 2 * reactionMinutes * 60);
    assert.equal(of("region", { fleet }).reads, undefined, "a standby serves nothing before it is promoted");
  });

  it("B9: says what a fleet that grows under load is assumed to survive, and nothing of one that need not grow", () => {
    const said = (fleet: RecoverySetup["fleet"]) => {
      const part = partsOf(of("region", { fleet }).rto.course).find(
        ({ what }) => what === "scale-up by steps",
      );
      return `${part?.formula} [${part?.source}]`;
    };
    const grown = said({ ...prod.fleet, peak: 32, standbyFloor: 8 });
    assert.match(grown, /wait or are refused.*assumed: the first 8 .* under 4 times their load/);
    assert.doesNotMatch(said({ ...prod.fleet, peak: 32, standbyFloor: 32 }), /refused|assumed/);
  });

  it("B9: a floor below the peak that nothing adds to never reaches it, and one of the peak needs nothing", () => {
    const fleet = { ...prod.fleet, growsByItself: false };
    const { rto } = of("region", { fleet });
    assert.equal(rto.seconds, Infinity);
    assert.match(rto.longest?.help ?? "", /scaling policy/);
    assert.ok(Number.isFinite(of("region", { fleet: { ...fleet, standbyFloor: fleet.peak } }).rto.seconds));
  });

  it("B9: without copies in another region a lost region is never recovered, whatever the mode says", () => {
    const backup = { ...prod.backup, copied: false };
    for (const change of [{ mode: "none" }, { mode: "backup-only", backup }] as const) {
      const { rto, rpo } = of("region", change);
      assert.deepEqual([rto.seconds, rpo.seconds], [Infinity, Infinity]);
      assert.ok(rto.longest?.help, "says what helps");
    }
  });

  it("B8: without a vault lock a lost credential takes the recovery points with it", () => {
    const unlocked = of("credential", { backup: { ...prod.backup, locked: false } });
    assert.deepEqual([unlocked.rto.seconds, unlocked.rpo.seconds], [Infinity, Infinity]);
    assert.match(unlocked.rpo.longest?.help ?? "", /vaultLock/);
    assert.ok(Number.isFinite(of("credential").rpo.seconds));
  });

  it("D1: a zone is survived in a minute with a way out, a reader and a replica in others, and not without", () => {
    assert.equal(of("zone").rto.seconds, 60);
    const alone: readonly [Partial<RecoverySetup>, RegExp][] = [
      [{ natPerZone: false }, /somebody acts/],
      [{ database: { ...prod.database, readers: 0 } }, /database writer is made anew/],
      [{ sessions: { store: "cache", nodes: 1 } }, /cache node is made anew/],
      [{ fleet: { ...prod.fleet, holdsZoneLoss: false } }, /instances in the other zones/],
    ];
    for (const [change, longest] of alone) {
      const { rto } = of("zone", change);
      assert.ok(rto.seconds > 60);
      assert.match(rto.longest?.what ?? "", longest);
    }
  });

  it("B5: nothing written is lost with a zone, but by a plain PostgreSQL without a standby", () => {
    assert.equal(of("zone").rpo.seconds, 0);
    assert.equal(of("zone", { database: { engine: "postgres", readers: 1, gb: 50 } }).rpo.seconds, 0);
    assert.equal(of("zone", { database: { engine: "postgres", readers: 0, gb: 50 } }).rpo.seconds, 300);
  });

  it("B9: every part has a formula, and a source that is an address with its date, this project's, or an assumption", () => {
    const sources =
      /^https:\/\/\S+, read \d{4}-\d\d-\d\d$|^assumed: |says "|^(capacity|infra|docs)\/|platform:|^the |^what /;
    for (const mode of recoveryModes) {
      for (const engine of ["aurora", "postgres"] as const) {
        for (const { rto, rpo } of recoveryOf({
          ...prod,
          mode,
          database: { engine, readers: 0, gb: 1 },
          natPerZone: false,
        })) {
          for (const { what, formula, source } of [...partsOf(rto.course), ...partsOf(rpo.course)]) {
            assert.notEqual(formula, "", what);
            assert.match(source, sources, what);
          }
        }
      }
    }
  });

  it("B9: an objective is kept up to the second that is computed, and broken below it", () => {
    const { seconds } = of("region").rto;
    const kept = (rtoSeconds: number) =>
      recoveryOf(prod, { region: { rtoSeconds } }).find(({ disruption }) => disruption === "region")?.rto
        .isKept;
    assert.deepEqual([kept(seconds), kept(seconds - 1)], [true, false]);
    assert.equal(of("region").rto.isKept, undefined, "nothing asked for is nothing kept");
  });
});

describe("recovery, whatever is deployed", () => {
  const setups = fc.record<RecoverySetup>({
    mode: fc.constantFrom(...recoveryModes),
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

  it("B9: every disruption has its figures", () => {
    assert.deepEqual(
      recoveryOf(prod).map(({ disruption }) => disruption),
      [...disruptions],
    );
  });
});

function partsOf(course: Course): Part[] {
  if ("what" in course) return [course];
  return ("after" in course ? course.after : course.together).flatMap(partsOf);
}
