import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isProperties, text, type Properties } from "../../local/cloud/properties";
import { changesOf, LocalPulumi, oneByOne, withoutPacks } from "./local-pulumi";
import { act } from "./drill";
import { idsOf, importOf, scratch } from "./restoring";

const clusterType = "aws:rds/cluster:Cluster";
const instanceType = "aws:rds/clusterInstance:ClusterInstance";
const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";
const tableType = "aws:dynamodb/table:Table";

describe("B5-B10 state on the real engine: dev", function () {
  this.timeout("10m");
  const pulumi = new LocalPulumi(withoutPacks);
  const files = scratch();
  after(() => {
    pulumi.remove();
    files.remove();
  });
  const command = ["up", "--stack", "dev", "--skip-preview"];
  const up = () => pulumi.succeed(...command);

  for (const { what, type } of [
    { what: "the cluster", type: clusterType },
    { what: "the instance of a cluster that is there already", type: instanceType },
  ]) {
    it(`B5, B6: goes on with the next up after AWS refused ${what}`, async () => {
      await pulumi.succeed("fault", "add", type, "--message", "InsufficientCapacity: not now");
      const { code, stdout } = await pulumi.run(...command);
      assert.equal(code, 1);
      assert.match(stdout, /InsufficientCapacity: not now/);
    });
  }

  it("B5: imports an instance that AWS made unheard, in place of a second one (docs/operations.md)", async () => {
    await pulumi.succeed("fault", "add", instanceType, "--kind", "crash-after");
    assert.equal((await pulumi.run(...command, ...oneByOne)).code, 1);
    const { code, stdout } = await pulumi.run(...command);
    assert.equal(code, 1);
    assert.match(stdout, /DBInstanceAlreadyExists/);

    const cluster = (await pulumi.state("dev")).find(({ type }) => type === clusterType);
    if (!cluster) throw new Error("the state has no cluster");
    const [id] = idsOf(pulumi, instanceType);
    const unheard = { ...cluster, type: instanceType, id, urn: "::web-database-0" };
    const file = files.write("import.json", importOf([unheard]));
    await pulumi.succeed(
      "import",
      "--stack",
      "dev",
      "--file",
      file,
      "--generate-code=false",
      "--skip-preview",
    );
  });

  it("B5, B6: has one of each in the end, and nothing more to do", async () => {
    await up();
    for (const type of [clusterType, instanceType, cacheType])
      assert.equal(idsOf(pulumi, type).length, 1, type);
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);
  });

  it("B5, B7, B10: has the alternatives too: plain PostgreSQL, a table for sessions, CloudFront", async () => {
    pulumi.configure("dev", (config) => {
      config["platform:database"] = { engine: "postgres", readers: 1 };
      Object.assign(config, { "platform:sessionStore": "dynamodb" });
      config["platform:storage"] = { cloudFront: true };
    });
    await up();
    assert.deepEqual(idsOf(pulumi, clusterType, cacheType), []);
    assert.equal(idsOf(pulumi, "aws:rds/instance:Instance", tableType).length, 2);
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);
  });

  it("B10: a table goes from on demand to the capacity of the peak, not to one unit (docs/operations.md)", async () => {
    pulumi.configure("dev", (config) => (config["platform:sessionTable"] = { billing: "provisioned" }));
    const { code, stdout } = await pulumi.run("preview", "--stack", "dev");
    assert.equal(code, 1);
    const [, read, write] = /ReadCapacityUnits=(\d+),WriteCapacityUnits=(\d+)/.exec(stdout) ?? [];
    const [table] = pulumi.inCloud(tableType);
    if (!table || read === undefined || write === undefined) throw new Error(stdout);
    const capacity = { billingMode: "PROVISIONED", readCapacity: Number(read), writeCapacity: Number(write) };
    assert.ok(capacity.writeCapacity > 1);
    pulumi.cloud.put({
      ...table,
      inputs: { ...table.inputs, ...capacity },
      outputs: { ...table.outputs, ...capacity },
    });
    await pulumi.succeed("refresh", "--stack", "dev");
    await up();
    const now = pulumi.inCloud(tableType)[0];
    assert.equal({ ...now?.outputs, ...now?.inputs }.writeCapacity, capacity.writeCapacity);
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);
  });

  it("B10: a table is restored and put in the old one's place, as docs/restore.md says in 4", async () => {
    const [table] = pulumi.inCloud(tableType);
    if (!table) throw new Error("there is no table");
    const name = `${table.id}-new`;
    const file = join(pulumi.stacks, "state.json");
    await act(pulumi, {
      document: "restore.md",
      heading: "4. Session table",
      names: {
        TABLE: table.id,
        "KMSMasterKeyId=KEY": `KMSMasterKeyId=${keyOf(table.inputs)}`,
        "--stack prod": "--stack dev",
      },
      before: {
        "pulumi stack import": () => {
          const exported = JSON.parse(readFileSync(file, "utf8")) as {
            deployment: { resources: { type: string; id?: string }[] };
          };
          for (const resource of exported.deployment.resources)
            if (resource.type === tableType) resource.id = name;
          writeFileSync(file, JSON.stringify(exported));
        },
      },
    });
    const now = pulumi.inCloud(tableType).find(({ id }) => id === name);
    assert.deepEqual(now?.inputs.ttl, { attributeName: "expiresAt", enabled: true });
    assert.deepEqual(now.inputs.tags, table.inputs.tags);
    const parameter = pulumi
      .inCloud("aws:ssm/parameter:Parameter")
      .find(({ inputs }) => inputs.name === "/platform/dev/sessions/table");
    assert.equal(parameter?.inputs.insecureValue, name);
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);
    assert.equal(pulumi.inCloud(tableType).length, 2, "the damaged table is for a person to delete");
  });

  it("is destroyed, but for what nobody manages any more", async () => {
    await pulumi.succeed("destroy", "--stack", "dev");
    assert.deepEqual(
      pulumi.made().map(({ type }) => type),
      [tableType],
    );
  });
});

function keyOf({ serverSideEncryption }: Readonly<Properties>): string {
  return isProperties(serverSideEncryption) ? text(serverSideEncryption.kmsKeyArn) : "";
}
