import assert from "node:assert/strict";
import {
  criticalParts,
  type Disruption,
  disruptions,
  type Recovery,
  recoveryModes,
  recoveryOf,
  type RecoverySetup,
  setupOf,
} from "../../capacity/recovery";
import type { Course, Part } from "../../capacity/recovery/course";
import { reactionMinutes } from "../../capacity";
import { briefSizing, million } from "./declared";

const prod: RecoverySetup = setupOf(million, briefSizing, {
  mode: "warm-standby",
  region: "us-east-1",
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

  it("B9: without a standby a page is counted only where the alarm on the health check is not lost with the region", () => {
    const parts = (isGlobalRegion: boolean) =>
      criticalParts(of("region", { mode: "backup-only", isGlobalRegion }).rto.course);
    const pages = (isGlobalRegion: boolean) =>
      parts(isGlobalRegion).find(({ what }) => what.startsWith("page by"));
    assert.equal(prod.isGlobalRegion, true);
    assert.equal(pages(false)?.what, "page by the alarm on the health check");
    assert.equal(pages(true)?.what, "page by a watch from elsewhere");
    assert.match(pages(true)?.source ?? "", /^assumed: /);
    assert.match(pages(true)?.help ?? "", /other than us-east-1/);
    assert.ok((pages(true)?.seconds ?? 0) > (pages(false)?.seconds ?? 0));
    const made = (isGlobalRegion: boolean) =>
      parts(isGlobalRegion).find(({ what }) => what.startsWith("a new stack"))?.formula;
    assert.deepEqual([made(false), made(true)?.includes("IAM and Route 53")], ["pulumi up", true]);
    assert.equal(
      of("region", { isGlobalRegion: true }).rto.seconds,
      of("region", { isGlobalRegion: false }).rto.seconds,
      "a standby pages by its own alarm",
    );
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
