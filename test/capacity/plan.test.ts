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
    assert.equal(upper.compute.peak.byMemory, 250);
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

  it("A8: by memory, 125 instances at peak and 3 at baseline", () => {
    assert.equal(plan.compute.peak.byMemory, 125);
    assert.equal(plan.compute.baseline.byMemory, 3);
  });

  it("A9: memory binds, and the claim of 50-70 instances is contradicted with the figures", () => {
    assert.equal(plan.compute.peak.binding, "memory");
    assert.equal(plan.compute.peak.required, 125);
    assert.deepEqual(
      plan.contradictions.map(({ message }) => message),
      ["declared claim of 50-70 instances at peak contradicts: by users 72-100, by memory 125"],
    );
  });

  it("A10: 50 KB of each registered user are 50 GB", () => {
    assert.equal(plan.database.gb, 50);
  });

  it("A12: 125 instances and 20 % are 150", () => {
    assert.equal(plan.compute.peak.withBuffer, 150);
  });
});

describe("the plan", () => {
  it("D1: the loss of one of three zones still leaves what the peak requires", () => {
    const { required, withAzLoss } = plan.compute.peak;
    assert.equal(withAzLoss, 189);
    assert.ok((withAzLoss / 3) * 2 >= required);
    assert.equal(plan.compute.max, 189);
  });

  it("B3: the floor is the baseline's need, and one instance per zone at least", () => {
    assert.equal(plan.compute.min, 3);
    const quiet = planCapacity(
      { ...million, baselineConcurrentUsers: 1 },
      { ...briefSizing, availabilityZones: 4 },
    );
    assert.equal(quiet.compute.baseline.required, 1);
    assert.equal(quiet.compute.min, 4);
  });

  it("A8: the default reserve of 512 MiB leaves 35 users to an instance, 143 instances at peak", () => {
    const { compute, contradictions } = planCapacity(million, { ...briefSizing, osReserveMb: 512 });
    assert.equal(compute.peak.byMemory, 143);
    assert.equal(compute.peak.withBuffer, 172);
    assert.equal(compute.max, 216);
    assert.match(contradictions[0]?.message ?? "", /by users 72-100, by memory 143$/);
  });

  it("is plain data: JSON gives it back unchanged", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  });
});
