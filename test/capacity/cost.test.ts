import assert from "node:assert/strict";
import { instanceTypes, planCapacity, type Sizing, type Workload } from "../../capacity";
import { briefSizing, million } from "./declared";

function stateCost(sizing: Partial<Sizing>, workload: Partial<Workload> = {}) {
  return planCapacity({ ...million, ...workload }, { ...briefSizing, ...sizing }).cost.state;
}

const costOf = (instanceType: string) => planCapacity(million, { ...briefSizing, instanceType }).cost;

describe("cost", () => {
  it("B3: a month of the fleet at its floor and at its ceiling", () => {
    const { baseline, ceiling } = costOf("t3.medium");
    assert.deepEqual(baseline, { instanceType: "t3.medium", instances: 4, usdPerMonth: 121.472 });
    assert.equal(ceiling.instances, 264);
    assert.equal(ceiling.usdPerMonth, 8017.152);
  });

  it("B4: a burstable fleet at the scale-out threshold buys the CPU above its baseline", () => {
    const { surplusCreditsUsdPerMonth, generalPurpose, ceiling } = costOf("t3.medium");
    // 264 instances x 2 vCPUs x (75 % - 20 %) x USD 0.05 x 730 h
    assert.equal(surplusCreditsUsdPerMonth, 10599.6);
    assert.deepEqual(generalPurpose, { instanceType: "m6i.large", instances: 141, usdPerMonth: 9881.28 });
    assert.ok(ceiling.usdPerMonth + surplusCreditsUsdPerMonth > generalPurpose.usdPerMonth);
  });

  it("B4: ARM is compared with ARM; a type without credits has nothing to compare", () => {
    assert.equal(costOf("t4g.medium").generalPurpose?.instanceType, "m7g.large");
    assert.deepEqual(Object.keys(costOf("m7i.large")), ["baseline", "ceiling", "state"]);
  });

  it("B3: in the catalogue a size of a family costs in proportion to its memory", () => {
    const families = new Set(instanceTypes.map(({ name }) => name.split(".")[0]));
    assert.equal(families.size, 9);
    for (const family of families) {
      const usdPerGib = instanceTypes
        .filter(({ name }) => name.startsWith(`${family}.`))
        .map(({ usdPerHour, memoryMib }) => (usdPerHour / memoryMib) * 1024);
      assert.ok(Math.max(...usdPerGib) / Math.min(...usdPerGib) < 1.01, family);
    }
  });

  it("B5: a month of Serverless v2 at its minimum and maximum, and of the class that holds the same", () => {
    const { database, databaseStorage, provisioned } = stateCost({});
    // 2 instances x 1 and 14.5 ACU x USD 0.12 x 730 h
    assert.deepEqual(database, { min: 175.2, max: 2540.4 });
    assert.deepEqual(provisioned, { instanceClass: "db.r6g.xlarge", usdPerMonth: 757.74 });
    assert.equal(databaseStorage, 5);
  });

  it("B5: a month of plain PostgreSQL counts the standby and its storage", () => {
    const postgres = { ...briefSizing.database, engine: "postgres" as const };
    const { database, databaseStorage, provisioned } = stateCost({ database: postgres });
    assert.deepEqual(database, { min: 1039.52, max: 1039.52 });
    assert.equal(databaseStorage, 2 * 56 * 0.115);
    assert.equal(provisioned, undefined);
  });

  it("B6, B10: a month of the session store in use: nodes with Valkey, requests, or provisioned units", () => {
    assert.deepEqual(stateCost({}).sessions, { min: 18.688, max: 18.688 });
    // 1.67 and 83.3 RPS x 2,628,000 s x (5 x USD 0.125 + 20 x USD 0.625) a million
    assert.deepEqual(stateCost({ sessions: { store: "dynamodb" } }).sessions, {
      min: 57.4875,
      max: 2874.375,
    });
    // 9 and 500 reads at USD 0.00013, 34 and 2,000 writes at USD 0.00065, x 730 h
    assert.deepEqual(stateCost({ sessions: { store: "dynamodb", table: {} } }).sessions, {
      min: 16.9871,
      max: 996.45,
    });
  });

  it("B7: a month of files in S3", () => {
    const { staticFiles, fileBackups } = stateCost({}, { staticFilesGb: 100, fileBackupGb: 0 });
    assert.deepEqual([staticFiles, fileBackups], [2.3, 0]);
  });
});
