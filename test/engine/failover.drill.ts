import assert from "node:assert/strict";
import { text } from "../../local/cloud/properties";
import { wordsOf } from "../docs/commands";
import { commandsOf } from "../docs/documented";
import { act } from "./drill";
import { changesOf, LocalPulumi, withoutPacks } from "./local-pulumi";

const document = "failover.md";
/** What README.md says of two regions, in its order: the two stacks are made, and a region is lost. */
const [makesPrimary, makesStandby, losesRegion] = [...new Set(commandsOf("README.md"))].filter((command) =>
  /^npm run local -- (up --stack prod|region )/.test(command),
);
const clusterType = "aws:rds/cluster:Cluster";
const groupType = "aws:autoscaling/group:Group";

/** Everything of docs/failover.md, one step after the other, on one cloud: `npm run test:failover`. */
describe("B9 two regions, of which one is lost", function () {
  this.timeout("60m");
  const pulumi = new LocalPulumi(withoutPacks);
  after(() => {
    pulumi.remove();
  });
  const type = (command = "") => {
    const [npm, run, script, , ...words] = wordsOf(command);
    assert.deepEqual([npm, run, script], ["npm", "run", "local"], command);
    return pulumi.succeed(...words);
  };
  const up = (stack: string) => pulumi.succeed("up", "--stack", stack, "--skip-preview");
  const region = (how: "up" | "down", name: string) => pulumi.succeed("region", how, name);
  const made = () => new Set(pulumi.made().map(({ region: home, type, id }) => `${home} ${type} ${id}`));
  const unchanged = async (stack: string) => {
    assert.deepEqual(Object.keys(changesOf(await up(stack))), ["unchanged"], stack);
  };
  const arnIn = (name: string) =>
    text(pulumi.inCloud(clusterType).find((cluster) => cluster.region === name)?.outputs.arn);
  const names = () => ({ STANDBY: arnIn("us-west-2"), PRIMARY: arnIn("us-east-1") });
  const writer = () => {
    const [global] = pulumi.inCloud("aws:rds/globalCluster:GlobalCluster");
    const members = global?.outputs.globalClusterMembers as { dbClusterArn: string; isWriter: boolean }[];
    return members.filter(({ isWriter }) => isWriter).map(({ dbClusterArn }) => dbClusterArn.split(":")[3]);
  };
  const floorIn = (name: string) =>
    pulumi.inCloud(groupType).find((group) => group.region === name)?.inputs.minSize;
  let steady: Set<string>;

  it("the standby alone stops, says what it lacks, and goes on when the primary is there", async () => {
    const early = await pulumi.run("up", "--stack", "prod-standby", "--skip-preview");
    assert.notEqual(early.code, 0);
    assert.match(early.stdout + early.stderr, /Global cluster platform-prod not found/);
    await type(makesPrimary);
    await type(makesStandby);
    assert.deepEqual(writer(), ["us-east-1"]);
    assert.deepEqual([floorIn("us-east-1"), floorIn("us-west-2")], [4, 9]);
  });

  it("a second update of each changes nothing", async () => {
    await unchanged("prod");
    await unchanged("prod-standby");
    steady = made();
  });

  it("with the primary's region down the standby is previewed, promoted and resized", async () => {
    await type(losesRegion);
    await pulumi.succeed("preview", "--stack", "prod-standby");
    await act(pulumi, { document, heading: "1. The region is lost", names: names() });
    assert.deepEqual(writer(), ["us-west-2"]);
    assert.equal(floorIn("us-west-2"), 12);
    await unchanged("prod-standby");
  });

  it("the primary's return changes nothing, and the writer goes back", async () => {
    await region("up", "us-east-1");
    await act(pulumi, { document, heading: "3. Back to the primary's region", names: names() });
    assert.deepEqual(writer(), ["us-east-1"]);
    assert.equal(floorIn("us-west-2"), 9);
    assert.deepEqual(made(), steady, "nothing is lost, replaced or left over");
  });

  it("a planned move, and back", async () => {
    await act(pulumi, { document, heading: "2. A planned move", names: names() });
    assert.deepEqual(writer(), ["us-west-2"]);
    await unchanged("prod");
    await unchanged("prod-standby");
    const back = ["--target-db-cluster-identifier", arnIn("us-east-1"), "--region", "us-east-1"];
    const move = ["rds", "switchover-global-cluster", "--global-cluster-identifier", "platform-prod"];
    await pulumi.succeed("exec", "aws", ...move, ...back);
  });

  it("with the standby's region down the primary deploys", async () => {
    await region("down", "us-west-2");
    const undo = pulumi.configure("prod", (config) => {
      config["platform:compute"] = { ...config["platform:compute"], minSize: 9 };
    });
    await up("prod");
    assert.equal(floorIn("us-east-1"), 9);
    undo();
    await up("prod");
    await region("up", "us-west-2");
  });

  it("each is destroyed alone, the standby first", async () => {
    for (const stack of ["prod-standby", "prod"]) {
      const protectedBy = {
        "platform:loadBalancer": "deletionProtection",
        "platform:database": "deletionProtection",
      };
      pulumi.configure(stack, (config) => {
        for (const [section, key] of Object.entries(protectedBy)) config[section] = { [key]: false };
        // In place of emptying the buckets by hand: docs/operations.md, 2.
        config["platform:storage"] = { forceDestroy: true };
      });
      await up(stack);
      await pulumi.succeed("destroy", "--stack", stack);
      assert.deepEqual(await pulumi.state(stack), [], stack);
      if (stack === "prod-standby") await unchanged("prod");
    }
  });
});
