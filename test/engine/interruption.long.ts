import assert from "node:assert/strict";
import { assertConverged } from "./converged";
import { LocalPulumi, oneByOne, withoutPacks } from "./local-pulumi";

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
