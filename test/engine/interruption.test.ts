import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { changesOf, LocalPulumi, oneByOne, withoutPacks } from "./local-pulumi";

/**
 * What has to hold after an interruption and one more `up`: state and cloud know the same things, each of them once.
 * @param unheardOf what AWS made besides, without the engine ever being told
 */
async function assertConverged(pulumi: LocalPulumi, unheardOf: string[] = []) {
  await pulumi.succeed("up", "--stack", "dev", "--skip-preview");
  const isInCloud = (resource: { type: string; id?: string }) =>
    resource.type.startsWith("aws:") && resource.id !== undefined;
  const inState = (await pulumi.state("dev")).filter(isInCloud).map(({ type, id }) => `${type} ${id ?? ""}`);
  const inCloud = pulumi
    .made()
    .filter(({ id }) => !unheardOf.includes(id))
    .map(({ type, id }) => `${type} ${id}`);
  assert.deepEqual(inState.sort(), inCloud.sort());
  const again = changesOf(await pulumi.succeed("up", "--stack", "dev", "--skip-preview"));
  assert.deepEqual(Object.keys(again), ["unchanged"]);
}

describe("D5 an interrupted up", function () {
  this.timeout("10m");
  let pulumi: LocalPulumi;
  beforeEach(() => (pulumi = new LocalPulumi(withoutPacks)));
  afterEach(() => {
    pulumi.remove();
  });

  it("converges after AWS failed the third subnet", async () => {
    const type = "aws:ec2/subnet:Subnet";
    await pulumi.succeed(
      "fault",
      "add",
      type,
      "--nth",
      "3",
      "--message",
      "SubnetLimitExceeded: no more subnets",
    );
    const { code, stdout } = await pulumi.run("up", "--stack", "dev", "--skip-preview");
    assert.equal(code, 1);
    assert.match(stdout, /SubnetLimitExceeded: no more subnets/);
    await assertConverged(pulumi);
  });

  it("converges after engine and providers were killed in the middle", async () => {
    const child = pulumi.start("up", "--stack", "dev", "--skip-preview");
    while (pulumi.made().length < 20) await sleep(20);
    process.kill(-(child.pid ?? 0), "SIGKILL");
    const made = pulumi.made().map(({ id }) => id);
    await assertConverged(pulumi);
    const now = new Set(pulumi.made().map(({ id }) => id));
    assert.deepEqual(
      made.filter((id) => !now.has(id)),
      [],
      "what was made before is kept",
    );
  });

  it("converges after a provider died between AWS's answer and the engine's", async () => {
    await pulumi.succeed("fault", "add", "aws:lb/loadBalancer:LoadBalancer", "--kind", "crash-after");
    assert.equal((await pulumi.run("up", "--stack", "dev", "--skip-preview", ...oneByOne)).code, 1);
    const made = pulumi.inCloud("aws:lb/loadBalancer:LoadBalancer").map(({ id }) => id);
    assert.equal(made.length, 1);
    await assertConverged(pulumi, made);
    const { stderr } = await pulumi.run("refresh", "--stack", "dev");
    assert.ok(stderr.includes(`drift delete ${made[0]}`), stderr);
  });
});
