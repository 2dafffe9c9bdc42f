import assert from "node:assert/strict";
import fc from "fast-check";
import { cacheNodeTypes, planCapacity, type Sizing, type Workload } from "../../capacity";
import { briefSizing, million } from "./declared";

function plan(workload: Partial<Workload>, sizing: Partial<Sizing> = {}) {
  return planCapacity({ ...million, ...workload }, { ...briefSizing, ...sizing });
}

const launch = { name: "launch", multiplier: 3, start: "2027-02-01T08:00Z", durationHours: 24, leadHours: 2 };

describe("cache", () => {
  it("A6, B6: 5,000 sessions of 20 KB, 20 % more, and a quarter of the node kept in reserve", () => {
    const { sessions, sessionsGb, memoryGb, withReserve, nodeType, nodes } = plan({}).cache;
    assert.deepEqual([sessions, sessionsGb, memoryGb, withReserve], [5000, 0.1, 0.125, 0.166666666667]);
    assert.deepEqual([nodeType, nodes], ["cache.t4g.micro", 2]);
  });

  it("A13, B6: an event counts where it has more users than the peak", () => {
    assert.equal(plan({ events: [launch] }).cache.sessions, 15_000);
    assert.equal(plan({ events: [{ ...launch, multiplier: 1 }] }).cache.sessions, 5000);
  });

  it("B6: the node holds the sessions beside the reserve, and no cheaper one does", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 10_000, noNaN: true }), (sessionKb) => {
        const { cache } = plan({ sessionKb });
        const holding = cacheNodeTypes.filter(
          ({ memoryGib }) => memoryGib * 1.073741824 >= cache.withReserve,
        );
        const chosen = cacheNodeTypes.find(({ name }) => name === cache.nodeType);
        assert.ok(chosen);
        assert.ok(holding.length === 0 || holding.includes(chosen));
        assert.ok(holding.every(({ usdPerHour }) => usdPerHour >= chosen.usdPerHour));
      }),
    );
  });

  it("B6: a node type set by hand stays; more than the largest holds is shown with the largest", () => {
    assert.equal(
      plan({}, { cache: { nodeType: "cache.m7g.large", nodes: 3 } }).cache.nodeType,
      "cache.m7g.large",
    );
    const { nodeType, memoryGb, usableGb } = plan({ sessionKb: 10_000, registeredUsers: 10_000_000 }).cache;
    assert.equal(nodeType, "cache.r6g.4xlarge");
    assert.ok(memoryGb > usableGb);
    assert.throws(
      () => plan({}, { cache: { nodeType: "cache.huge", nodes: 1 } }),
      /no cache node type cache\.huge in the catalogue/,
    );
  });

  it("B6: in the catalogue more memory of a family costs more", () => {
    for (const family of new Set(cacheNodeTypes.map(({ name }) => name.split(".")[1]))) {
      const types = cacheNodeTypes.filter(({ name }) => name.split(".")[1] === family);
      const byMemory = [...types].sort((one, other) => one.memoryGib - other.memoryGib);
      const byPrice = [...types].sort((one, other) => one.usdPerHour - other.usdPerHour);
      assert.deepEqual(byMemory, byPrice, family);
    }
  });
});

describe("session table", () => {
  it("B10: a session of 20 KB takes 5 units to read and 20 to write, 83.3 times a second and 20 % more", () => {
    const { readUnits, writeUnits, baseline, provisioned } = plan({}).sessionTable;
    assert.deepEqual([readUnits, writeUnits], [500, 2000]);
    assert.deepEqual(baseline, { readUnits: 9, writeUnits: 34 });
    assert.equal(provisioned, undefined);
  });

  it("B10: units are whole: 4 KB a read unit, 1 KB a write unit, begun ones count", () => {
    const units = (sessionKb: number) => {
      const { readUnitsPerRequest, writeUnitsPerRequest } = plan({ sessionKb }).sessionTable;
      return [readUnitsPerRequest, writeUnitsPerRequest];
    };
    assert.deepEqual([0.1, 1, 1.001, 4, 4.001, 8].map(units), [
      [1, 1],
      [1, 1],
      [1, 2],
      [1, 4],
      [2, 5],
      [2, 8],
    ]);
  });

  it("B10: provisioned capacity scales from quiet hours to the peak, or to what is set by hand", () => {
    const scaled = (table: NonNullable<Sizing["sessions"]["table"]>) =>
      plan({}, { sessions: { store: "dynamodb", table } }).sessionTable.provisioned;
    assert.deepEqual(scaled({}), {
      min: { readUnits: 9, writeUnits: 34 },
      max: { readUnits: 500, writeUnits: 2000 },
    });
    assert.deepEqual(scaled({ readCapacity: 5, writeCapacity: 3000 }), {
      min: { readUnits: 5, writeUnits: 34 },
      max: { readUnits: 5, writeUnits: 3000 },
    });
  });
});
