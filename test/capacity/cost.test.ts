import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Deployment,
  instanceTypes,
  monthlyCost,
  planCapacity,
  type Sizing,
  type Workload,
} from "../../capacity";
import { comparePlans, markdownOf } from "../../capacity/compare";
import { alternativesOf } from "../../capacity/cost/alternatives";
import { anySizing, anyWorkload, briefSizing, million } from "./declared";

const deployment: Deployment = {
  region: "us-east-1",
  loadBalancer: "application",
  interfaceEndpoints: 5,
  webAcl: true,
  domain: true,
  healthChecks: { count: 0, options: 0 },
  fallbackPage: false,
  idle: false,
  alarmMetrics: 82,
  compositeAlarms: 8,
  kmsKeys: 7,
  backup: { dailyDays: 35, weeklyDays: 90, monthlyDays: 365, copied: true },
  sampledShare: 0.05,
};

function bill(
  sizing: Partial<Sizing> = {},
  workload: Partial<Workload> = {},
  other: Partial<Deployment> = {},
) {
  const [declared, sized] = [
    { ...million, ...workload },
    { ...briefSizing, ...sizing },
  ];
  return monthlyCost(declared, sized, planCapacity(declared, sized), { ...deployment, ...other });
}
function usd(found: ReturnType<typeof bill>, item: string, component = "") {
  const lines = found.lines.filter((line) => line.item === item && line.component.startsWith(component));
  assert.equal(lines.length, 1, item);
  return lines[0]?.usdPerMonth ?? 0;
}

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

describe("B9 the bill of a pair of stacks", () => {
  const primary = { role: "primary", healthChecks: { count: 3, options: 3 } } as const;
  const standby = { role: "standby", idle: true, healthChecks: { count: 1, options: 3 } } as const;
  const itemsOf = ({ lines }: ReturnType<typeof bill>) =>
    lines.map(({ component, item }) => `${component} ${item}`);
  const replicated = /replica/;

  it("has what is replicated, in the primary's alone", () => {
    const found = bill({}, {}, primary);
    // 42.5 requests/s on average x 2,628,000 s x 5 queries, of which a tenth are I/Os.
    const millionIos = (42.5 * 2.628 * 5) / 10;
    assert.equal(usd(found, "replicated writes").toFixed(2), (millionIos * 0.2).toFixed(2));
    assert.equal(
      usd(found, "replication, transfer", "database").toFixed(2),
      (millionIos * 4 * 0.02).toFixed(2),
    );
    const filesGb = 60;
    assert.equal(usd(found, "replicas"), filesGb * 0.023);
    assert.equal(usd(found, "replication, in time").toFixed(4), (filesGb * 0.015).toFixed(4));
    assert.equal(usd(found, "replication, transfer", "files").toFixed(4), (filesGb * 0.02).toFixed(4));
    assert.equal(usd(found, "replication, requests").toFixed(4), (filesGb * 0.005).toFixed(4));
    assert.ok(!itemsOf(found).some((item) => item.startsWith("sessions repl")));
    for (const other of [bill(), bill({}, {}, standby)]) {
      assert.deepEqual(
        itemsOf(other).filter((item) => replicated.test(item)),
        [],
      );
    }
  });

  it("has all writes of a session table twice, and nothing of it in the standby's", () => {
    const table = { sessions: { store: "dynamodb" } } as const;
    const found = bill(table, {}, primary);
    assert.equal(usd(found, "replica, writes"), usd(found, "table writes"));
    assert.equal(
      usd(found, "replication, transfer", "sessions").toFixed(2),
      (42.5 * 2.628 * 20 * 0.02).toFixed(2),
    );
    assert.ok(!itemsOf(bill(table, {}, standby)).some((item) => item.startsWith("sessions")));
    const provisioned = bill({ sessions: { store: "dynamodb", table: {} } }, {}, primary);
    assert.equal(usd(provisioned, "replica, writes"), usd(provisioned, "table writes"));
  });

  it("has each health check and each of its options, and the page at nothing", () => {
    const found = bill({}, {}, { ...primary, fallbackPage: true });
    assert.deepEqual(
      [usd(found, "health checks"), usd(found, "options of health checks"), usd(found, "fallback page")],
      [1.5, 3, 0],
    );
    assert.deepEqual(
      itemsOf(bill()).filter((item) => item.startsWith("dns")),
      ["dns hosted zone"],
    );
    assert.ok(!itemsOf(bill({}, {}, standby)).includes("dns hosted zone"), "the zone is billed once");
  });

  it("is of an idle standby, with a month under load apart", () => {
    const found = bill({ minSize: 9 }, {}, standby);
    assert.deepEqual(found.day, { users: 0, rps: 0, instances: 9, cpuPercent: 0 });
    assert.equal(usd(found, "instances", "compute").toFixed(4), (9 * 730 * 0.0416).toFixed(4));
    // The smallest capacity, of two instances.
    assert.equal(usd(found, "instances", "database"), 2 * 1 * 730 * 0.12);
    assert.equal(usd(found, "I/O", "database"), 0);
    const { idle, ...serves } = standby;
    const loaded = bill({ minSize: 9 }, {}, serves);
    assert.ok(idle && !("underLoad" in loaded));
    const { totalUsd, totalWithSavingsPlanUsd, day } = loaded;
    assert.deepEqual(found.underLoad, { totalUsd, totalWithSavingsPlanUsd, day });
  });

  it("is at most what it is under load, whatever the workload", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const plan = planCapacity(workload, sizing);
        const found = monthlyCost(workload, sizing, plan, { ...deployment, ...standby });
        assert.ok(found.underLoad && found.totalUsd <= found.underLoad.totalUsd);
        assert.ok(found.totalWithSavingsPlanUsd <= found.underLoad.totalWithSavingsPlanUsd);
      }),
      { numRuns: 50 },
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
