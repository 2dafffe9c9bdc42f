import assert from "node:assert/strict";
import fc from "fast-check";
import {
  forecastOf,
  growthFrom,
  horizonMonths,
  isDay,
  type LimitName,
  planCapacity,
  type Sizing,
  type Workload,
} from "../../capacity";
import { dated } from "../../capacity/explain";
import { anyWorkload, briefSizing, million } from "./declared";

const dynamo: Sizing = { ...briefSizing, sessions: { store: "dynamodb", table: {} } };

function runway(workload: Workload, sizing = briefSizing) {
  return planCapacity(workload, sizing).runway;
}

function limitOf(name: LimitName, workload: Workload, sizing = briefSizing) {
  const found = runway(workload, sizing).find(({ limit }) => limit === name);
  assert.ok(found, name);
  return found;
}

/** First month in which the plan of the grown workload needs more than there is today, a month at a time. */
function simulated(name: LimitName, workload: Workload, growth: number, sizing: Sizing): number | null {
  const { ceiling } = limitOf(name, workload, sizing);
  const perInstance = planCapacity(workload, sizing).database.connections.perInstance;
  const later = { ...workload, databaseConnectionsPerInstance: perInstance };
  for (
    let month = 0, users = workload.registeredUsers;
    month <= horizonMonths;
    month++, users *= 1 + growth
  ) {
    if (limitOf(name, { ...later, registeredUsers: users }, sizing).today > ceiling * (1 + 1e-9))
      return month;
  }
  return null;
}

const growth = fc.integer({ min: -20, max: 60 }).map((percent) => percent / 100);

describe("runway", () => {
  it("A11: the million's group of 264 lasts until growth has used up its buffer: 2 or 3 months", () => {
    // 200 x 1.2 = 240, x 1.2^2 = 288; 200 x 1.1^2 = 242, x 1.1^3 = 266.2
    const { today, ceiling, monthHigh, monthLow } = limitOf("instances", million);
    assert.deepEqual([today, ceiling, monthHigh, monthLow], [200, 264, 2, 3]);
  });

  it("A11: what grows with the users ends in the month that compound growth says", () => {
    const months = (from: number, to: number, rate: number) =>
      Math.floor(Math.log(to / from) / Math.log(1 + rate)) + 1;
    for (const name of ["databaseStorage", "databaseMemory", "databaseCpu", "cacheMemory"] as const) {
      const { today, ceiling, monthLow, monthHigh } = limitOf(name, million);
      const within = (month: number) => (month <= horizonMonths ? month : null);
      assert.equal(monthLow, within(months(today, ceiling, 0.1)), name);
      assert.equal(monthHigh, within(months(today, ceiling, 0.2)), name);
    }
  });

  it("A11: every limit ends in the month in which a simulation of the plan, month by month, exceeds it", function () {
    this.timeout(60_000);
    const linear = [
      "instances",
      "vcpuQuota",
      "subnetAddresses",
      "databaseMemory",
      "databaseConnections",
    ] as const;
    const sessions = ["sessionTableReads", "sessionTableWrites"] as const;
    fc.assert(
      fc.property(
        anyWorkload,
        growth,
        growth,
        fc.constantFrom<LimitName>(...linear, ...sessions),
        fc.integer({ min: 5, max: 50_000 }),
        (declared, one, other, name, onDemandStandardVcpus) => {
          const workload = {
            ...declared,
            memoryMbPerUser: Math.min(declared.memoryMbPerUser, 200),
            monthlyGrowth: { low: Math.min(one, other), high: Math.max(one, other) },
          };
          const sizing = { ...dynamo, quotas: { onDemandStandardVcpus, elasticIps: 5 } };
          const { monthLow, monthHigh } = limitOf(name, workload, sizing);
          assert.equal(monthLow, simulated(name, workload, workload.monthlyGrowth.low, sizing), name);
          assert.equal(monthHigh, simulated(name, workload, workload.monthlyGrowth.high, sizing), name);
        },
      ),
      { numRuns: 15 },
    );
  });

  it("A11: faster growth never lasts longer", () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        for (const { monthLow, monthHigh, limit } of runway({ ...workload, memoryMbPerUser: 100 })) {
          assert.ok((monthHigh ?? Infinity) <= (monthLow ?? Infinity), limit);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("A11: without growth, or with fewer users every month, nothing is reached that is not exceeded today", () => {
    for (const rate of [0, -0.1]) {
      const still = runway({ ...million, monthlyGrowth: { low: rate, high: rate } });
      const reached = still.filter(({ monthLow, monthHigh }) => monthLow !== null || monthHigh !== null);
      assert.deepEqual(
        reached.map(({ limit, monthLow, monthHigh }) => [limit, monthLow, monthHigh]),
        [["vcpuQuota", 0, 0]],
      );
    }
  });

  it("A11, D4: a new account's 5 vCPUs are exceeded today, and its 5 Elastic IPs hold three NAT gateways", () => {
    const { today, ceiling, monthLow } = limitOf("vcpuQuota", million);
    assert.deepEqual([today, ceiling, monthLow], [400, 5, 0]);
    const addresses = limitOf("elasticIpQuota", million);
    assert.deepEqual([addresses.today, addresses.ceiling, addresses.monthHigh], [3, 5, null]);
    assert.equal(limitOf("elasticIpQuota", million, { ...briefSizing, natGateways: 6 }).monthLow, 0);
  });

  it("A11: the group's maximum set by hand is the one that counts", () => {
    assert.equal(limitOf("instances", million, { ...briefSizing, maxSize: 199 }).monthLow, 0);
    assert.equal(limitOf("instances", million, { ...briefSizing, maxSize: 500 }).monthHigh, 6);
  });

  it("A11, B10: only the session store in use has a limit; on demand it is the account's 40,000 units", () => {
    const names = (sizing: Sizing) => runway(million, sizing).map(({ limit }) => limit);
    assert.ok(
      names(briefSizing).includes("cacheMemory") && !names(briefSizing).includes("sessionTableReads"),
    );
    assert.ok(names(dynamo).includes("sessionTableReads") && !names(dynamo).includes("cacheMemory"));
    assert.equal(limitOf("sessionTableWrites", million, dynamo).ceiling, 2000);
    const onDemand = { ...briefSizing, sessions: { store: "dynamodb" as const } };
    assert.equal(limitOf("sessionTableWrites", million, onDemand).ceiling, 40_000);
  });

  it("A11: memory and CPU are in ACU for Serverless v2, in GiB and vCPUs for a class", () => {
    const units = (sizing: Sizing) =>
      (["databaseMemory", "databaseCpu"] as const).map((name) => limitOf(name, million, sizing).unit);
    const postgres = { ...briefSizing.database, engine: "postgres" as const };
    assert.deepEqual(units(briefSizing), ["ACU", "ACU"]);
    assert.deepEqual(units({ ...briefSizing, database: postgres }), ["GiB", "vCPUs"]);
    // 499 GiB in GB
    assert.equal(
      limitOf("databaseStorage", million, { ...briefSizing, database: postgres }).ceiling,
      535.797170176,
    );
  });

  it("A11: months become calendar months of the caller's date, across the new year", () => {
    const limit = { ...limitOf("instances", million), monthHigh: 3, monthLow: null };
    const { dateHigh, dateLow } = dated(limit, new Date("2026-10-31T23:30:00-05:00"));
    assert.deepEqual([dateHigh, dateLow], ["2027-02", null]);
    assert.equal(dated({ ...limit, monthHigh: 0 }, new Date("2026-12-31T00:00Z")).dateHigh, "2026-12");
  });

  it("A11: each limit says what to change, and the day to begin, so that it is done by the month before", () => {
    const start = new Date("2026-11-28");
    const startBy = (limit: LimitName, sizing = briefSizing) =>
      dated(limitOf(limit, million, sizing), start).startBy;
    const granted = { ...briefSizing, quotas: { onDemandStandardVcpus: 1024, elasticIps: 5 } };
    // 400 vCPUs x 1.2^6 = 1,194, in May; an answer of AWS's takes two weeks.
    assert.equal(startBy("vcpuQuota", granted), "2027-04-17");
    assert.equal(startBy("vcpuQuota"), "2026-11-28", "exceeded today");
    assert.equal(startBy("elasticIpQuota"), null);
    for (const sizing of [briefSizing, dynamo, { ...briefSizing, maxSize: 300 }]) {
      for (const { remedy, limit } of runway(million, sizing)) {
        assert.ok(remedy.days >= 1 && remedy.change.length > 20, limit);
      }
    }
    assert.match(
      limitOf("instances", million, { ...briefSizing, maxSize: 300 }).remedy.change,
      /compute\.maxSize/,
    );
  });

  it("A11: the users grow from the day on which they were counted", () => {
    const now = new Date("2027-03-05T12:00Z");
    assert.equal(growthFrom({}, now), now);
    assert.equal(growthFrom({ countedOn: "2026-11-28" }, now).toISOString(), "2026-11-28T00:00:00.000Z");
    assert.deepEqual(["2026-11-28", "2026-02-29", "2026-13-01", "28 Nov", "2026-11-28T00:00Z"].map(isDay), [
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("A11: a limit is where an alarm calls somebody: 75 % of the database's CPU, 80 % of the cache", () => {
    const { database, cache } = planCapacity(million, briefSizing);
    assert.equal(limitOf("databaseCpu", million).ceiling, (database.acu?.max ?? 0) * 0.75);
    assert.ok(Math.abs(limitOf("cacheMemory", million).ceiling - cache.usableGb * 0.8) < 1e-9);
  });

  it("A11: what is planned now keeps an ordinary peak below these alarms, whatever the buffer", () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const small = {
          ...workload,
          memoryMbPerUser: 100,
          registeredUsers: Math.min(workload.registeredUsers, 20_000),
        };
        for (const name of ["databaseCpu", "cacheMemory"] as const) {
          const { today, ceiling } = limitOf(name, small);
          assert.ok(today <= ceiling * (1 + 1e-9), name);
        }
      }),
      { numRuns: 30, seed: 14 },
    );
  });

  it("A11: the forecast is the plan of the users there will be, and nothing in it shrinks", () => {
    const forecast = forecastOf(million, briefSizing, (_, { compute }) => compute.max);
    const at = (growth: string, month: number) => {
      const found = forecast.find((it) => it.growth === growth && it.month === month);
      assert.ok(found);
      return found;
    };
    assert.equal(at("low", 0).maxInstances, 264);
    assert.equal(at("high", 12).registeredUsers, Math.round(1_000_000 * 1.2 ** 12));
    assert.equal(at("high", 12).instancesAtPeak, limitOf("instances", million).inAYear);
    assert.equal(at("low", 24).usdPerMonth, at("low", 24).maxInstances);
    const growing = [
      "peakUsers",
      "peakRps",
      "peakMemoryGb",
      "instancesAtPeak",
      "maxInstances",
      "vcpus",
      "subnetAddresses",
      "databaseGb",
      "cacheGb",
    ] as const;
    for (const growth of ["low", "high"]) {
      for (const figure of growing) {
        assert.ok(at(growth, 12)[figure] > at(growth, 0)[figure], figure);
        assert.ok(at(growth, 24)[figure] > at(growth, 12)[figure], figure);
      }
    }
  });
});
