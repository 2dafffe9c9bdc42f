import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyPackOptions, tierIn } from "../../config/policy-packs";

describe("D5 the policies of a stack", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "packs-"));
    for (const pack of ["reliability", "security"]) {
      mkdirSync(join(folder, pack));
      for (const file of ["PulumiPolicy.yaml", "dev.json", "prod.json"])
        writeFileSync(join(folder, pack, file), "{}");
    }
    mkdirSync(join(folder, "model"));
    writeFileSync(join(folder, "security", "staging.json"), "{}");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const options = (stack: string, tier: "dev" | "prod") =>
    policyPackOptions(folder, stack, tier).map((option) => option.replace(`${folder}/`, ""));

  it("are configured by its tier, whatever the stack is called", () => {
    assert.deepEqual(options("eu-prod", "prod"), [
      ...["--policy-pack", "reliability", "--policy-pack-config", "reliability/prod.json"],
      ...["--policy-pack", "security", "--policy-pack-config", "security/prod.json"],
    ]);
  });

  it("are configured by its own file where a pack has one", () => {
    assert.deepEqual(
      options("staging", "dev").filter((option) => option.endsWith(".json")),
      ["reliability/dev.json", "security/staging.json"],
    );
  });

  it("cannot be chosen without a tier: the message names the key, and the one that it replaces", () => {
    const source = { file: "Pulumi.old.yaml", stack: "old" };
    assert.equal(tierIn({ ...source, values: { "platform:tier": "dev" } }), "dev");
    assert.throws(() => tierIn({ ...source, values: {} }), /platform:tier .* allowed: dev or prod$/);
    assert.throws(
      () => tierIn({ ...source, values: { "platform:environment": "dev" } }),
      /allowed: dev or prod; for platform:environment write platform:tier/,
    );
  });
});
