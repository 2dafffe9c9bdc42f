import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalPulumi } from "./local-pulumi";

const policies = join(__dirname, "..", "..", "policy");

describe("D5 remediations on the real engine", function () {
  this.timeout("5m");
  const folder = mkdtempSync(join(tmpdir(), "remediation-"));
  const pulumi = new LocalPulumi({
    LOCAL_MAIN: join(policies, "..", "test", "policy", "foreign", "careless"),
  });
  after(() => {
    pulumi.remove();
    rmSync(folder, { recursive: true });
  });
  const preview = async (config: object) => {
    const file = join(folder, "config.json");
    writeFileSync(file, JSON.stringify(config));
    const pack = ["--policy-pack", join(policies, "security"), "--policy-pack-config", file];
    return (await pulumi.run("preview", "--stack", "prod", ...pack)).stdout;
  };

  it("repair what a program got wrong, so that its policies pass, only where they are asked to", async () => {
    const before = await preview({});
    const after = await preview({
      "remediate-instance-metadata-v2": "remediate",
      "remediate-key-rotation": "remediate",
    });
    const isRefused = (output: string, policy: string) =>
      new RegExp(`\\[mandatory\\].* ${policy} `).test(output);
    assert.ok(isRefused(before, "key-rotation"), before);
    assert.ok(!isRefused(after, "key-rotation"), after);
    // Where nothing is set it depends on the image, which AWS tells of when it is started.
    assert.match(before, /web \(instance-metadata-v2\)/);
    assert.doesNotMatch(after, /instance-metadata-v2\)/);
    assert.match(after, /\[remediate\].*remediate-instance-metadata-v2/);
    assert.ok(isRefused(after, "iam-trust-limited"), "what nobody repairs is refused as before");
  });
});
