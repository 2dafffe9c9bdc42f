import assert from "node:assert/strict";
import { carryOut } from "../../local/aws-cli/operations";
import { bringBack, takeDown } from "../../local/cloud/regions";
import { blocks, text, type Properties } from "../../local/cloud/properties";
import { GLOBAL } from "../../local/cloud/store";
import { Client, newStore, type Made } from "./aws-client";

describe("B9 the local Aurora joins clusters of two regions", function () {
  this.timeout("60s");
  const store = newStore();
  let east: Client;
  let west: Client;
  let primary: Made;
  let standby: Made;
  const engine = { engine: "aurora-postgresql", skipFinalSnapshot: true };
  let global: Made;
  let key: string;
  const members = (): [string, boolean][] => {
    const found = store.list(GLOBAL).find(({ id }) => id === global.id);
    return blocks(found?.outputs.globalClusterMembers).map(({ dbClusterArn, isWriter }) => [
      text(dbClusterArn).split(":")[3] ?? "",
      isWriter === true,
    ]);
  };
  before(async () => {
    east = await Client.start(store);
    west = await Client.start(store, { region: "us-west-2" });
    key = text((await west.create("kms/key", "aurora", {})).state.arn);
    const inputs = {
      globalClusterIdentifier: "users",
      engine: "aurora-postgresql",
      storageEncrypted: true,
    };
    global = await east.create("rds/globalCluster", "users", inputs);
    primary = await east.create("rds/cluster", "users", {
      ...engine,
      masterUsername: "root",
      globalClusterIdentifier: global.id,
    });
  });
  after(() => {
    east.stop();
    west.stop();
  });
  const secondary = (more: Properties = {}): Properties => ({
    ...engine,
    globalClusterIdentifier: global.id,
    kmsKeyId: key,
    ...more,
  });

  it("whose second cluster has a key, and neither users nor the region of the first", async () => {
    await assert.rejects(
      west.create("rds/cluster", "s", secondary({ masterUsername: "root" })),
      /Cannot specify masterUsername for a secondary cluster/,
    );
    const { kmsKeyId, ...keyless } = secondary();
    assert.equal(kmsKeyId, key);
    await assert.rejects(west.create("rds/cluster", "s", keyless), /A KMS key must be specified/);
    await assert.rejects(east.create("rds/cluster", "s", keyless), /already has a DB cluster in us-east-1/);
    await assert.rejects(
      west.create("rds/cluster", "s", secondary({ globalClusterIdentifier: "none" })),
      /GlobalClusterNotFoundFault/,
    );
    standby = await west.create("rds/cluster", "standby", secondary());
    assert.deepEqual(members(), [
      ["us-east-1", true],
      ["us-west-2", false],
    ]);
  });

  it("which is not deleted while it has members, nor its writer while it has others", async () => {
    await assert.rejects(east.delete(global), /InvalidGlobalClusterStateFault: .*is not empty/);
    await assert.rejects(east.delete(primary), /InvalidGlobalClusterStateFault: The writer cluster/);
  });

  it("whose writer is moved by a switchover, and in its region's absence only with loss of data", () => {
    const move = (how: string, target: string, region: string, ...flags: string[]) =>
      carryOut(
        {
          service: "rds",
          operation: `${how}-global-cluster`,
          options: new Map([
            ["global-cluster-identifier", ["users"]],
            ["target-db-cluster-identifier", [target]],
            ...flags.map((flag): [string, string[]] => [flag, []]),
          ]),
        },
        store,
        region,
      );
    const [east1, west2] = [text(primary.state.arn), text(standby.state.arn)];
    takeDown(store, "us-east-1");
    assert.throws(() => move("switchover", west2, "us-west-2"), /is not available/);
    assert.throws(() => move("failover", west2, "us-west-2"), /Specify either AllowDataLoss or Switchover/);
    assert.throws(() => move("failover", west2, "us-east-1", "allow-data-loss"), /is down/);
    move("failover", west2, "us-west-2", "allow-data-loss");
    assert.deepEqual(members(), [
      ["us-east-1", false],
      ["us-west-2", true],
    ]);
    bringBack(store, "us-east-1");
    assert.throws(() => move("switchover", west2, "us-west-2"), /is not a secondary cluster/);
    move("switchover", east1, "us-east-1");
    assert.deepEqual(members(), [
      ["us-east-1", true],
      ["us-west-2", false],
    ]);
  });

  it("from which a cluster is detached in place, and which it cannot join again", async () => {
    const { globalClusterIdentifier, ...detached } = secondary();
    assert.equal(globalClusterIdentifier, global.id);
    assert.equal((await west.diff(standby, detached)).kind, "update");
    const alone = await west.update(standby, detached);
    assert.deepEqual(members(), [["us-east-1", true]]);
    await assert.rejects(
      west.update(alone, secondary()),
      /cannot be added to an existing RDS Global Cluster/,
    );
    await east.delete(primary);
    await east.delete(global);
  });
});
