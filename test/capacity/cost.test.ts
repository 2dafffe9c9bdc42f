import assert from "node:assert/strict";
import fc from "fast-check";
import { instanceTypes, monthlyCost, planCapacity, type Workload } from "../../capacity";
import { comparePlans, markdownOf } from "../../capacity/compare";
import { alternativesOf } from "../../capacity/cost/alternatives";
import { bill, deployment, usd } from "./bill";
import { anySizing, anyWorkload, briefSizing, million } from "./declared";

describe("a month's bill", () => {
  it("covers all that bills, each item with its formula, and says which prices nobody has looked up", () => {
    const { lines, byComponent, totalUsd } = bill();
    assert.deepEqual(Object.keys(byComponent).sort(), [
      "backup",
      "compute",
      "database",
      "dns",
      "files",
      "load balancer",
      "monitoring",
      "network",
      "security",
      "sessions",
    ]);
    for (const { item, formula, usdPerMonth } of lines) {
      assert.match(formula, /USD/, item);
      assert.ok(usdPerMonth >= 0, item);
    }
    const sum = lines.reduce((total, { usdPerMonth }) => total + usdPerMonth, 0);
    assert.ok(Math.abs(sum - totalUsd) < 1e-6);
    const verified = lines
      .filter((line) => line.verified)
      .map(({ component, item }) => `${component} ${item}`);
    assert.ok(verified.includes("compute instances") && !verified.includes("files static files"));
  });

  it("B3: instances are those of a day that goes from the baseline to the peak and back, not the maximum's", () => {
    const found = bill();
    // The mean of one cosine wave between 100 and 5,000.
    assert.equal(found.day.users.toFixed(6), "2550.000000");
    assert.ok(found.day.instances >= 2550 / 25 && found.day.instances <= (2550 / 25) * 1.1);
    assert.equal(
      usd(found, "instances", "compute").toFixed(4),
      (found.day.instances * 730 * 0.0416).toFixed(4),
    );
  });

  it("B4: burstable instances buy no credits at the declared load, and do where it is above what they earn", () => {
    assert.ok(bill().day.cpuPercent < 2);
    assert.equal(usd(bill(), "surplus CPU credits"), 0);
    const busy = bill(
      {},
      { cpuMillisecondsPerRequest: 2000, memoryMbPerUser: 1, databaseMillisecondsPerQuery: 0.001 },
    );
    assert.ok(busy.day.cpuPercent > 20);
    const expected = busy.day.instances * 2 * ((busy.day.cpuPercent - 20) / 100) * 730 * 0.05;
    assert.ok(Math.abs(usd(busy, "surplus CPU credits") - expected) < 1e-6);
    assert.ok(!bill({ instanceType: "m7i.large" }).lines.some(({ item }) => item === "surplus CPU credits"));
  });

  it("B1, B2, C4: gateways, endpoints, the load balancer and alarms by AWS's units", () => {
    const found = bill();
    assert.equal(usd(found, "NAT gateways"), 98.55);
    assert.equal(usd(found, "interface endpoints"), 109.5);
    assert.equal(usd(found, "hours"), 16.425);
    assert.equal(usd(found, "alarms"), 8.2);
    assert.equal(usd(found, "metrics of requests to buckets"), 2 * 16 * 0.3);
    assert.ok(
      !bill({}, {}, { interfaceEndpoints: 0 }).lines.some(({ item }) => item === "interface endpoints"),
    );
  });

  it("B5: capacity units by the day's use between their bounds; plain PostgreSQL by class, standby and storage", () => {
    assert.equal(usd(bill(), "volume"), 5);
    // 50 GB x 0.25 in use x 0.51 of the peak / 0.75 of memory / 2 GiB are 3.96 ACU, of two instances.
    assert.equal(usd(bill(), "instances", "database").toFixed(0), "693");
    const postgres = { ...briefSizing.database, engine: "postgres" as const };
    const found = bill({ database: postgres });
    assert.equal(usd(found, "storage"), 2 * 56 * 0.115);
  });

  it("B6, B10: the session store in use: nodes with Valkey, requests, or provisioned units", () => {
    assert.equal(usd(bill(), "cache nodes"), 18.688);
    const table = bill({ sessions: { store: "dynamodb" } });
    // 42.5 RPS on average x 2,628,000 s x 20 write units.
    assert.equal(usd(table, "table writes").toFixed(2), (42.5 * 2.628 * 20 * 0.625).toFixed(2));
  });

  it("refuses a region whose prices it does not have, with what to add; another region's are unverified", () => {
    assert.throws(
      () => bill({}, {}, { region: "eu-west-1" }),
      /no prices of eu-west-1: add them to capacity\/cost\/prices\.ts/,
    );
    assert.ok(bill({}, {}, { region: "us-west-2" }).lines.every(({ verified }) => !verified));
  });

  it("more load is never cheaper", () => {
    fc.assert(
      fc.property(
        anyWorkload,
        anySizing,
        fc.integer({ min: 0, max: 1_000_000 }),
        (workload, sizing, more) => {
          const larger = { ...workload, registeredUsers: workload.registeredUsers + more };
          const [before, after] = [workload, larger].map((it) =>
            monthlyCost(it, sizing, planCapacity(it, sizing), deployment),
          );
          // People are whole: of the next user at the peak, the day's mean is a smaller share.
          const rounding = 1 / planCapacity(workload, sizing).users.peakConcurrent;
          assert.ok(before && after && after.totalUsd >= before.totalUsd * (1 - rounding));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("other instance types", () => {
  it("B3: a fleet that memory binds belongs on memory-optimised types, which the list of the cheapest says with figures", () => {
    const alternatives = alternativesOf(million, briefSizing);
    const [cheapest] = alternatives;
    const chosen = alternatives.find(({ instanceType }) => instanceType === "t3.medium");
    assert.ok(cheapest && chosen);
    assert.match(cheapest.instanceType, /^[rx]/);
    assert.ok(
      cheapest.usdPerMonth < chosen.usdPerMonth / 2,
      `${cheapest.usdPerMonth} of ${chosen.usdPerMonth}`,
    );
    assert.ok(chosen.peak === 200 && cheapest.peak < 60);
  });

  it("B3: in the catalogue a size of a family costs in proportion to its memory, and counts against a quota", () => {
    const families = new Set(instanceTypes.map(({ name }) => name.split(".")[0]));
    for (const family of families) {
      const usdPerGib = instanceTypes
        .filter(({ name }) => name.startsWith(`${family}.`))
        .map(({ usdPerHour, memoryMib }) => (usdPerHour / memoryMib) * 1024);
      assert.ok(Math.max(...usdPerGib) / Math.min(...usdPerGib) < 1.01, family);
    }
    const outside = instanceTypes
      .filter(({ quota }) => quota !== "standard")
      .map(({ name }) => name.split(".")[0]);
    assert.deepEqual([...new Set(outside)], ["x2gd"]);
  });
});

describe("two plans beside each other", () => {
  const printed = (workload: Partial<Workload>) => {
    const declared = { ...million, ...workload };
    const plan = planCapacity(declared, briefSizing);
    return { ...plan, cost: monthlyCost(declared, briefSizing, plan, deployment) };
  };

  it("shows every figure and cost that changes, with the total, as Markdown", () => {
    const difference = comparePlans(printed({}), printed({ peakConcurrencyShare: 0.1 }));
    const peak = difference.capacity.find(({ figure }) => figure === "instances at peak");
    assert.deepEqual(peak, { figure: "instances at peak", before: "200", after: "400" });
    const total = difference.cost.at(-1);
    assert.equal(total?.component, "total");
    const parts = difference.cost.slice(0, -1).reduce((sum, it) => sum + it.difference, 0);
    assert.ok(total.difference > 0 && Math.abs(parts - total.difference) < 0.05);
    const text = markdownOf(difference);
    assert.match(text, /\| instances at peak \| 200 \| 400 \|/);
    assert.match(text, /\| compute \| [\d,.]+ \| [\d,.]+ \| \+[\d,.]+ \|/);
  });

  it("says so where nothing changes", () => {
    assert.deepEqual(comparePlans(printed({}), printed({})), { capacity: [], cost: [] });
    assert.match(markdownOf({ capacity: [], cost: [] }), /stay as they are/);
  });
});
