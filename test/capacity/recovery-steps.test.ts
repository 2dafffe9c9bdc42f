import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type RecoveryMode, recoveryOf, setupOf } from "../../capacity/recovery";
import type { Course, Part } from "../../capacity/recovery/course";
import { takeover, type TakeoverStep, takeoverSteps } from "../../capacity/recovery/steps";
import { drill } from "../docs/commands";
import { briefSizing, million } from "./declared";

const setup = (mode: RecoveryMode = "warm-standby") =>
  setupOf(million, briefSizing, {
    mode,
    region: "us-east-1",
    responseMinutes: 15,
    backup: { copied: true, locked: true },
  });

function region(mode?: RecoveryMode) {
  const found = recoveryOf(setup(mode)).find(({ disruption }) => disruption === "region");
  assert.ok(found);
  return found;
}

function partsOf(course: Course): Part[] {
  if ("after" in course) return course.after.flatMap(partsOf);
  return "together" in course ? course.together.flatMap(partsOf) : [course];
}

describe("B9 the steps that a standby takes over with", () => {
  it("are typed by a person as docs/failover.md has them and its drill takes them, none more and none less", () => {
    const typed = drill("failover.md", "1. The region is lost");
    const expected = takeoverSteps.flatMap(({ typed: command }) => command ?? []);
    assert.deepEqual(
      typed.map((command, at) => command.slice(0, expected[at]?.length)),
      expected,
    );
  });

  it("are what the recovery time is made of, detection, DNS and scale-up among them; only what nobody waits for is left out", () => {
    const names = (steps: readonly TakeoverStep[]) =>
      steps.flatMap(({ part }) => (part === "only sooner" ? [] : part(setup()).what));
    assert.deepEqual(names(takeoverSteps), [
      "page by the standby's alarm",
      "somebody acts",
      "database promoted",
      "detection by Route 53",
      "DNS at resolvers",
      "scale-up by steps",
    ]);
    const counted = (course: Course) => partsOf(course).map(({ what }) => what);
    for (const mode of ["warm-standby", "active-active"] as const) {
      assert.deepEqual(counted(region(mode).rto.course), names(takeoverSteps));
    }
    const { reads } = region("active-active");
    assert.ok(reads);
    assert.deepEqual(counted(reads.course), names(takeover.users));
    for (const { part, typed } of takeoverSteps) assert.ok(part !== "only sooner" || typed !== undefined);
  });

  it("are in docs/failover.md and docs/recovery.md with the time until DNS leads to the standby and somebody is paged", () => {
    const said = (file: string) => readFileSync(join("docs", file), "utf8").replace(/\s+/g, " ");
    const seconds = (what: string) =>
      partsOf(region().rto.course).find((part) => part.what === what)?.seconds ?? 0;
    const dns = seconds("detection by Route 53") + seconds("DNS at resolvers");
    assert.ok(said("failover.md").includes(`so within about ${dns} s.`), String(dns));
    assert.equal(seconds("page by the standby's alarm"), 9 * 60);
    assert.ok(
      said("failover.md").includes("comes within about nine minutes, which the recovery time counts"),
    );
    assert.ok(
      said("recovery.md").includes("made of the steps of [failing over](failover.md#1-the-region-is-lost)"),
    );
  });
});
