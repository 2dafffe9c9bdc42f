import assert from "node:assert/strict";
import { planCapacity } from "../../capacity";
import { briefSizing, million } from "./declared";

const plan = planCapacity(million, briefSizing);

/** `actual` is the brief's figure, which the brief itself has rounded to so many decimals. */
function near(actual: number, brief: number, decimals: number) {
  assert.equal(Number(actual.toFixed(decimals)), brief);
}

describe("the brief's figures", () => {
  it("A1: baseline request rate is 1.67 RPS", () => {
    near(plan.traffic.baselineRps, 1.67, 2);
  });

  it("A2: a million registered users are 100,000 a day", () => {
    assert.equal(plan.users.dailyActive, 100_000);
  });

  it("A3: 5 % of a day's users at once are 5,000, and 10 % are 10,000 by changing one value", () => {
    assert.equal(plan.users.peakConcurrent, 5_000);
    const upper = planCapacity({ ...million, peakConcurrencyShare: 0.1 }, briefSizing);
    assert.equal(upper.users.peakConcurrent, 10_000);
    near(upper.traffic.peakRps, 166.7, 1);
    assert.equal(upper.compute.peak.byMemory, 400);
  });

  it("A4: peak request rate is 83.3 RPS, unrounded", () => {
    near(plan.traffic.peakRps, 83.3, 1);
    assert.ok(Math.abs(plan.traffic.peakRps - 250 / 3) < 1e-9);
  });

  it("A5: baseline traffic is 8.35 KB/s in and 25.05 KB/s out, from the brief's rounded 1.67 RPS", () => {
    const { in: inbound, out } = plan.traffic.baselineKbPerSecond;
    assert.ok(Math.abs(inbound - 8.35) < 0.02 && Math.abs(out - 25.05) < 0.06, `${inbound} in, ${out} out`);
    assert.equal(out, 25);
  });

  it("A5: peak traffic is 415 KB/s in and 1.25 MB/s out, 1.67 MB/s together", () => {
    const { in: inbound, out } = plan.traffic.peakKbPerSecond;
    assert.ok(Math.abs(inbound - 415) < 2, `${inbound} in`);
    assert.equal(out, 1250);
    near((inbound + out) / 1000, 1.67, 2);
  });

  it("A6: memory of concurrent users is 10 GB at baseline and 500 GB at peak", () => {
    assert.deepEqual(plan.memory, { baselineGb: 10, peakGb: 500 });
  });

  it("A7: by users, 72-100 instances at peak", () => {
    assert.equal(plan.compute.peak.byUsersMin, 72);
    assert.equal(plan.compute.peak.byUsersMax, 100);
  });

  it("A8: by memory, 200 instances at peak and 4 at baseline, beside the brief's 125 and 2-4", () => {
    assert.equal(plan.compute.peak.byMemory, 200);
    assert.equal(plan.compute.baseline.byMemory, 4);
    assert.equal(plan.compute.min, 4);
  });

  it("A3-A9, A12: shows each figure of the brief beside the plan's, whether they agree, and why not", () => {
    const beside = plan.claims.map(({ claim, planned, agrees }) => [claim, planned.min, planned.max, agrees]);
    assert.deepEqual(beside, [
      ["peakRps", 250 / 3, 250 / 3, true].map((it) =>
        typeof it === "number" ? Number(it.toPrecision(12)) : it,
      ),
      ["peakMemoryGb", 500, 500, true],
      ["peakInstancesByUsers", 72, 100, true],
      ["peakInstancesByMemory", 200, 200, false],
      ["peakInstancesWithBuffer", 240, 240, false],
      ["peakInstances", 200, 200, false],
      ["baselineInstances", 4, 4, true],
    ]);
    assert.ok(plan.claims.every(({ why }) => why !== ""));
  });

  it("A7-A9: what the brief says and cannot be true together is printed with the figures", () => {
    assert.equal(plan.compute.peak.binding, "memory");
    assert.deepEqual(
      plan.contradictions.map(({ message }) => message),
      [
        "declared claim of 50-70 instances at peak contradicts: by users 72-100, by memory 200",
        "50-70 users x 100 MB are 5-7 GB, and a t3.medium has 4.3 GB (4096 MiB)",
        "of the claimed 2-4 instances at baseline 2 have 8.6 GB, and the users take 10 GB",
        "150 instances at peak stand at 83.3 % memory when 4 GB are taken for each, 90.1 % with the operating system's reserve: above the alarm at 80 %",
      ],
    );
  });

  it("A10: 50 KB of each registered user are 50 GB", () => {
    assert.equal(plan.database.gb, 50);
  });

  it("A12: 5,000 users and 20 % are 240 instances", () => {
    assert.equal(plan.compute.peak.withBuffer, 240);
  });
});

describe("the plan", () => {
  it("is plain data: JSON gives it back unchanged", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  });
});
