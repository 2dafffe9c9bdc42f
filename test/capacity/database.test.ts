import assert from "node:assert/strict";
import fc from "fast-check";
import {
  canGrow,
  databaseClass,
  databaseClasses,
  databaseClassesOf,
  planCapacity,
  type Sizing,
  shortagesOf,
  type Workload,
} from "../../capacity";
import { maxConnections, memoryGibFor } from "../../capacity/connections";
import { acuFor, capacityOfAcu, capacityOfClass, classFor } from "../../capacity/database-capacity";
import { anyWorkload, briefSizing, million } from "./declared";

function database(workload: Partial<Workload> = {}, sizing: Partial<Sizing> = {}) {
  return planCapacity({ ...million, ...workload }, { ...briefSizing, ...sizing }).database;
}

const postgres = { ...briefSizing.database, engine: "postgres" as const };

describe("database volume", () => {
  it("A10: 50 KB of a million users are 50 GB, and 446 GB after a year at 20 % a month", () => {
    const { gb, gbInAYear } = database();
    assert.equal(gb, 50);
    assert.ok(Math.abs(gbInAYear - 50 * 1.2 ** 12) < 1e-9);
  });

  it("A10: plain PostgreSQL starts with the volume and its buffer and grows by itself for a year", () => {
    // 60 GB and 535 GB in GiB
    assert.deepEqual(database({}, { database: postgres }).storage, {
      allocatedGib: 56,
      maxAllocatedGib: 499,
    });
    const small = database({ registeredUsers: 1000 }, { database: postgres }).storage;
    assert.deepEqual(small, { allocatedGib: 20, maxAllocatedGib: 26 });
    assert.equal(database().storage, undefined, "Aurora's volume has no size to set");
  });

  it("A10: plain PostgreSQL may grow by the tenth that RDS asks for, whatever the volume and its growth", () => {
    for (const registeredUsers of [1, 1000, 400_000, 500_000, 100_000_000]) {
      for (const monthlyGrowth of [
        { low: -0.1, high: 0 },
        { low: 0, high: 0.004 },
      ]) {
        const { storage } = database({ registeredUsers, monthlyGrowth }, { database: postgres });
        assert.ok(storage && canGrow(storage), JSON.stringify(storage));
      }
    }
    const full = database({ registeredUsers: 2_000_000_000 }, { database: postgres }).storage;
    assert.ok(full && !canGrow(full));
  });
});

describe("database connections", () => {
  it("B5: the limit by memory is at or little below what AWS tabulates for 1, 4, 8, 16 and 32 ACU", () => {
    const tabulated = { 1: 189, 4: 823, 8: 1669, 16: 3360, 32: 5000 };
    for (const [acu, limit] of Object.entries(tabulated)) {
      const ours = maxConnections(Number(acu) * 2);
      assert.ok(ours <= limit && ours > limit * 0.99, `${acu} ACU: ${ours}, ${limit}`);
    }
    assert.equal(maxConnections(0.1), 0);
  });

  it("B5: a minimum of 0.5 ACU caps it at 2,000", () => {
    assert.equal(capacityOfAcu({ min: 0.5, max: 16 }).connections, 2000);
    assert.ok(capacityOfAcu({ min: 1, max: 16 }).connections > 3300);
    assert.equal(capacityOfAcu({ min: 0.5, max: 1 }).connections, maxConnections(2));
  });

  it("B5: the memory for a number of connections is the least that allows them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (connections) => {
        assert.ok(maxConnections(memoryGibFor(connections)) >= connections);
        assert.ok(maxConnections(memoryGibFor(connections) - 0.01) < connections);
      }),
    );
  });

  it("B5: a full group being replaced, each instance with a pool of 10, and 20 in reserve", () => {
    // 264 instances and 10 % of replacements
    const { instances, perInstance, needed, limit } = database().connections;
    assert.deepEqual([instances, perInstance, needed], [291, 10, 2930]);
    assert.ok(limit >= needed);
    assert.equal(database({ databaseConnectionsPerInstance: 4 }).connections.needed, 1184);
  });

  it("B5: the group's maximum set by hand counts in place of the plan's", () => {
    assert.equal(database({}, { maxSize: 300 }).connections.instances, 330);
  });

  it("B5: pools shrink before a group of any size would not fit 5,000 connections, a declared pool does not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4500 }), (maxSize) => {
        const { perInstance, instances, needed } = database({}, { maxSize }).connections;
        assert.ok(needed <= 5000);
        assert.ok(perInstance === 10 || (perInstance + 1) * instances + 20 > 5000);
      }),
    );
    assert.equal(
      database({ databaseConnectionsPerInstance: 10 }, { maxSize: 1000 }).connections.needed,
      11_020,
    );
  });
});

describe("database size", () => {
  it("B5: a quarter of 50 GB in three quarters of memory, 20 % more; five queries of 2 ms a request at 75 % CPU", () => {
    const { need, acu, capacity, binding } = database();
    assert.equal(Number(need.memoryGib.toFixed(2)), 18.63);
    assert.equal(Number(need.vcpus.toFixed(3)), 1.111);
    assert.deepEqual(acu, { min: 1, max: 14.5 });
    assert.deepEqual(capacity, { memoryGib: 29, vcpus: 3.625, connections: 3022 });
    assert.equal(binding, "connections");
    assert.equal(database({ databaseHotShare: 0.5 }).binding, "memory");
    assert.equal(database({ queriesPerRequest: 50 }).binding, "cpu");
  });

  it("B5: the ACU range holds the need, in steps of 0.5, and half an ACU less would not", () => {
    const capacity = fc.record({
      memoryGib: fc.double({ min: 0, max: 500, noNaN: true }),
      vcpus: fc.double({ min: 0, max: 60, noNaN: true }),
      connections: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(capacity, capacity, (need, quiet) => {
        const { min, max } = acuFor(need, quiet);
        assert.ok(Number.isInteger(min * 2) && Number.isInteger(max * 2));
        assert.ok(min >= 0.5 && min <= max && max <= 256);
        assert.deepEqual(shortagesOf(need, capacityOfAcu({ min, max })), []);
        if (max > 1) {
          assert.notDeepEqual(
            shortagesOf(need, capacityOfAcu({ min: Math.min(min, max - 0.5), max: max - 0.5 })),
            [],
          );
        }
      }),
    );
  });

  it("B5: the class planned for plain PostgreSQL holds the need, and no cheaper one of the family does", () => {
    assert.equal(database({}, { database: postgres }).instanceClass, "db.m5.2xlarge");
    assert.equal(database({ registeredUsers: 20_000 }, { database: postgres }).instanceClass, "db.m5.large");
    const family = { ...postgres, family: "t4g" };
    assert.equal(database({ registeredUsers: 20_000 }, { database: family }).instanceClass, "db.t4g.medium");
    const capacity = fc.record({
      memoryGib: fc.double({ min: 0, max: 200, noNaN: true }),
      vcpus: fc.double({ min: 0, max: 40, noNaN: true }),
      connections: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(capacity, fc.constantFrom("aurora" as const, "postgres" as const), (need, engine) => {
        const chosen = classFor(need, engine, () => true);
        const price = chosen.usdPerHour[engine] ?? Number.NaN;
        assert.ok(databaseClassesOf(engine).includes(chosen.name));
        const fitting = databaseClasses.filter(
          (one) =>
            one.usdPerHour[engine] !== undefined && shortagesOf(need, capacityOfClass(one)).length === 0,
        );
        if (fitting.length > 0) assert.ok(fitting.includes(chosen));
        assert.ok(fitting.every(({ usdPerHour }) => (usdPerHour[engine] ?? 0) >= price));
      }),
    );
  });

  it("B5: what is set by hand is taken as it is, and what it lacks is named", () => {
    const byHand = (sizing: Partial<Sizing["database"]>) => {
      const plan = database({}, { database: { ...briefSizing.database, ...sizing } });
      return [plan.acu ?? plan.instanceClass, shortagesOf(plan.need, plan.capacity)];
    };
    assert.deepEqual(byHand({ acu: { min: 1, max: 9 } }), [{ min: 1, max: 9 }, ["memory", "connections"]]);
    assert.deepEqual(byHand({ instanceClass: "db.r6g.large" }), ["db.r6g.large", ["memory", "connections"]]);
    assert.deepEqual(byHand({ instanceClass: "db.r6g.xlarge" }), ["db.r6g.xlarge", []]);
  });

  it("B5: no workload changes what AWS could only replace: engine, serverless or not, instances", () => {
    const fixed = ({ engine, instanceClass, readers, acu }: ReturnType<typeof database>) =>
      [engine, engine === "aurora" ? instanceClass : "", readers, acu === undefined].join();
    fc.assert(
      fc.property(anyWorkload, fc.constantFrom(briefSizing.database, postgres), (workload, sizing) => {
        assert.equal(
          fixed(database(workload, { database: sizing })),
          fixed(database({}, { database: sizing })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("B5: in the catalogue a class has 4 or 8 GiB to a vCPU, and Aurora costs more than plain PostgreSQL", () => {
    for (const { name, vcpus, memoryGib, usdPerHour } of databaseClasses) {
      assert.ok([2, 4, 8].includes(memoryGib / vcpus), name);
      assert.ok((usdPerHour.aurora ?? Infinity) > usdPerHour.postgres, name);
    }
    assert.throws(() => databaseClass("db.r6g.huge"), /no database class db\.r6g\.huge in the catalogue/);
  });
});
