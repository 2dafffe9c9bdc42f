import assert from "node:assert/strict";
import fc from "fast-check";
import { monthlyCost, planCapacity } from "../../capacity";
import { bill, deployment, usd } from "./bill";
import { anySizing, anyWorkload } from "./declared";

describe("B9 the bill of a pair of stacks", () => {
  const primary = { role: "primary", healthChecks: { count: 3, options: 3 } } as const;
  const standby = { role: "standby", idle: true, healthChecks: { count: 1, options: 3 } } as const;
  const itemsOf = ({ lines }: ReturnType<typeof bill>) =>
    lines.map(({ component, item }) => `${component} ${item}`);

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
        itemsOf(other).filter((item) => item.includes("replica")),
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
    const loaded = bill({ minSize: 9 }, {}, { ...standby, idle: false });
    assert.ok(!("underLoad" in loaded));
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
