import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { policyPackOptions, tierIn } from "../../config/policy-packs";

describe("D5 the policies of a stack", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "packs-"));
    for (const file of ["dev.json", "prod.json", "staging.json"]) writeFileSync(join(folder, file), "{}");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const configuration = (stack: string, tier: "dev" | "prod") => {
    const [, pack, , file = ""] = policyPackOptions(folder, stack, () => tier);
    assert.equal(pack, folder);
    return basename(file);
  };

  it("are configured by its tier, whatever the stack is called", () => {
    assert.equal(configuration("eu-prod", "prod"), "prod.json");
  });

  it("are configured by its own file where there is one", () => {
    assert.equal(configuration("staging", "dev"), "staging.json");
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
