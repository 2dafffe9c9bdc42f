import assert from "node:assert/strict";
import { sizingOf } from "../../config";
import { companionOf } from "../../config/regions";
import { assertProblems, bareProd, dev, type Values } from "./bare";
import { load } from "./stack";

describe("defaults of what keeps state", () => {
  it("B5-B8: prod is highly available, kept 35 days and copied to a second region", () => {
    const { database, cache, sessionStore, backup, storage, quotas } = load(bareProd());
    assert.deepEqual(database, {
      engine: "aurora",
      readers: 1,
      maxReaders: 3,
      classFamily: "m5",
      backupRetentionDays: 35,
      backupWindow: "03:00-04:00",
      maintenanceWindow: "sun:05:00-sun:06:00",
      deletionProtection: true,
      retainBackups: true,
    });
    assert.deepEqual([cache.nodes, cache.snapshotRetentionDays, sessionStore], [2, 7, "cache"]);
    assert.deepEqual(backup, {
      startHour: 5,
      vaultLock: "governance",
      dailyRetentionDays: 35,
      weeklyRetentionDays: 90,
      monthlyRetentionDays: 365,
      copyToRegion: "eu-central-1",
      restoreTesting: true,
      retainVault: true,
    });
    assert.deepEqual(storage, {
      cloudFront: false,
      archiveAfterDays: 90,
      noncurrentDays: 90,
      forceDestroy: false,
    });
    assert.deepEqual(quotas, { onDemandStandardVcpus: 5, elasticIps: 5 });
  });

  it("B5-B8: dev is one of each, kept a week, and can be deleted", () => {
    const { database, cache, backup } = load(bareProd(dev));
    const { readers, maxReaders, backupRetentionDays, deletionProtection } = database;
    assert.deepEqual([readers, maxReaders, backupRetentionDays, deletionProtection], [0, 0, 7, false]);
    assert.deepEqual([cache.nodes, cache.snapshotRetentionDays], [1, 1]);
    assert.deepEqual(backup, {
      startHour: 5,
      vaultLock: "none",
      dailyRetentionDays: 7,
      weeklyRetentionDays: 28,
      monthlyRetentionDays: 90,
      copyToRegion: undefined,
      restoreTesting: false,
      retainVault: false,
    });
  });

  it("B1, B5: dev is sized with one NAT gateway and burstable classes, prod without either", () => {
    const sized = (changes: Values) => {
      const { natGateways, database, vpcMask } = sizingOf(load(bareProd(changes)));
      return [natGateways, database.family, vpcMask];
    };
    assert.deepEqual(sized({}), [3, "m5", 16]);
    assert.deepEqual(sized({ ...dev, "platform:network": { cidrBlock: "10.0.0.0/18" } }), [1, "t4g", 18]);
  });

  it("B8: every default for a second copy is another region of the same continent", () => {
    const regions = ["us-east-1", "us-west-1", "ca-central-1", "eu-central-1", "eu-west-3", "ap-southeast-2"];
    for (const region of regions) {
      const companion = companionOf(region) ?? "";
      assert.notEqual(companion, region);
      assert.equal(companion.slice(0, 2), region.slice(0, 2));
    }
    assert.equal(companionOf("af-south-1"), undefined);
  });

  it("B8: the daily backup follows the database's retention, whose setting it takes over", () => {
    const { backup } = load(bareProd({ "platform:database": { backupRetentionDays: 10 } }));
    assert.equal(backup.dailyRetentionDays, 10);
  });
});

describe("backups that would not be there", () => {
  const backup = (settings: Values, more: Values = {}) => ({ ...more, "platform:backup": settings });

  it("B8: days that get fewer from daily to monthly, or too few in prod", () => {
    assertProblems([
      [backup({ dailyRetentionDays: 6 }), /dailyRetentionDays: in prod 7 to 35/],
      [backup({ dailyRetentionDays: 36 }), /dailyRetentionDays: a whole number of days, 1 to 35$/],
      [backup({ weeklyRetentionDays: 34 }), /weeklyRetentionDays: at least dailyRetentionDays, which is 35$/],
      [backup({ weeklyRetentionDays: 400 }), ""],
      [
        backup({ monthlyRetentionDays: 89 }),
        /monthlyRetentionDays: at least weeklyRetentionDays, which is 90$/,
      ],
      [backup({ vaultLock: "locked" }), /vaultLock: none or governance or compliance$/],
    ]);
  });

  it("B8: a copy beside the original, or in prod none", () => {
    const region = { "aws:region": "ap-south-1", "platform:domain": { name: "a.io", hostedZone: "a.io" } };
    assertProblems([
      [
        backup({ copyToRegion: "eu-west-1" }),
        /copyToRegion: another region than aws:region, .* use eu-central-1$/,
      ],
      [
        backup({}, region),
        /copyToRegion: in prod a region for a second copy; ap-south-1 has no companion of the same jurisdiction$/,
      ],
      [backup({ copyToRegion: "ap-southeast-1" }, region), ""],
      [backup({}, { ...region, ...dev }), ""],
    ]);
  });
});

describe("files", () => {
  it("B7: archive not before infrequent access is paid for", () => {
    assertProblems([
      [
        { "platform:storage": { archiveAfterDays: 59 } },
        /archiveAfterDays: a whole number of days, 60 to 3,650$/,
      ],
      [{ "platform:storage": { archiveAfterDays: 60, cloudFront: true, noncurrentDays: 1 } }, ""],
    ]);
  });
});
