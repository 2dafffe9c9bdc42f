import assert from "node:assert/strict";
import { planCapacity, type WorkloadEvent } from "../../capacity";
import { loadEnvironment, sizingOf } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { join } from "node:path";
import { isFormula, measureOf } from "../../infra/observability/alarms/alarm";
import type { Limits } from "../../infra/observability/limits";
import { stateOf } from "./alarm-evaluator";
import { alarmOf } from "./declared-limits";

const { environment, sizing } = (() => {
  const loaded = loadEnvironment(readStackFile(join(__dirname, "..", ".."), "prod"));
  return { environment: loaded, sizing: sizingOf(loaded) };
})();

/** The limits of prod with events declared. */
function limitsWith(...events: Partial<WorkloadEvent>[]): Limits {
  const sale = { name: "sale", multiplier: 2, start: "--11-27T05:00Z", durationHours: 24, leadHours: 2 };
  const workload = { ...environment.workload, events: events.map((event) => ({ ...sale, ...event })) };
  return {
    alarms: environment.alarms,
    slo: environment.slo,
    plan: planCapacity(workload, sizing),
    growthFrom: new Date("2026-11-28"),
  };
}

/** Whether so many requests a minute, for a quarter of an hour, set an alarm off. */
function fires(id: string, limits: Limits, requests: number, at: string): boolean {
  const minutes = Array.from({ length: 15 }, (_, later) => new Date(Date.parse(at) + later * 60_000));
  const values = minutes.map(() => requests);
  return stateOf(alarmOf(id), limits, { requests: values, value: values }, "OK", minutes) === "ALARM";
}

describe("C4 requests against the plan", () => {
  const above = (limits: Limits, requests: number, at: string) =>
    fires("requests-above-peak", limits, requests, at);

  it("page above the usual peak and its buffer all year, whatever is declared for another day", () => {
    const limits = limitsWith({ multiplier: 10 });
    for (const day of ["2026-06-01T12:00Z", "2026-11-27T02:30Z", "2026-11-28T05:00Z"]) {
      assert.ok(above(limits, 6400, day), day);
      assert.ok(!above(limits, 6000, day), day);
    }
  });

  it("page above the event's peak while it is on, from its lead time to its end, every year", () => {
    const limits = limitsWith({});
    for (const year of [2026, 2027, 2028]) {
      for (const at of [`${year}-11-27T03:00Z`, `${year}-11-28T04:45Z`]) {
        assert.ok(!above(limits, 12_000, at), at);
        assert.ok(above(limits, 12_700, at), at);
      }
    }
  });

  it("know an event over New Year, and one that comes once", () => {
    const newYear = limitsWith({ start: "--12-31T12:00Z" });
    assert.ok(!above(newYear, 9999, "2026-12-31T23:55Z"), "across midnight");
    assert.ok(!above(newYear, 9999, "2027-01-01T11:30Z"));
    assert.ok(above(newYear, 9999, "2027-01-01T12:00Z"));
    const once = limitsWith({ start: "2026-11-27T05:00Z" });
    assert.ok(!above(once, 9999, "2026-11-27T06:00Z"));
    assert.ok(above(once, 9999, "2027-11-27T06:00Z"));
  });

  it("add events that are on together, and follow the summer time of a zone", () => {
    const both = limitsWith({ start: "2026-11-27T05:00Z" }, { start: "2026-11-27T15:00Z", multiplier: 1.5 });
    assert.ok(!above(both, 15_000, "2026-11-27T16:00Z"));
    assert.ok(above(both, 15_900, "2026-11-27T16:00Z"));
    assert.ok(above(both, 12_700, "2026-11-27T06:00Z"));
    const summer = limitsWith({ start: "--06-01T09:00[America/New_York]" });
    assert.ok(above(summer, 9999, "2027-06-01T10:30Z"));
    assert.ok(!above(summer, 9999, "2027-06-01T11:15Z"));
  });

  it("open no ticket for a peak that an event has announced, and one above its own", () => {
    const limits = limitsWith({});
    assert.ok(!fires("requests-near-peak", limits, 10_500, "2026-11-27T06:00Z"));
    assert.ok(fires("requests-near-peak", limits, 10_600, "2026-11-27T06:00Z"));
    assert.ok(fires("requests-near-peak", limits, 5300, "2026-06-01T06:00Z"));
  });

  it("are no longer than CloudWatch takes an expression, with as many events as may be declared", () => {
    const months = Array.from({ length: 10 }, (_, at) => String(at + 1).padStart(2, "0"));
    const events = months.flatMap((month) => [
      { name: `first-${month}`, multiplier: 12.5, start: `--${month}-03T05:00Z` },
      { name: `second-${month}`, multiplier: 12.5, start: `2027-${month}-21T05:00Z` },
    ]);
    const limits = limitsWith(...events);
    assert.equal(limits.plan.schedule.length, 20);
    const measure = measureOf(alarmOf("requests-above-peak"), limits);
    assert.ok(isFormula(measure));
    // Source: CloudWatch API Reference, MetricDataQuery: Expression of 2048 characters at most.
    for (const expression of [measure.expression, ...Object.values(measure.helpers ?? {})]) {
      assert.ok(expression.length <= 2048, `${expression.length}`);
    }
  });
});
