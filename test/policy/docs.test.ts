import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policiesDocument } from "../../policy/docs";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";

describe("D5 docs/policies.md", () => {
  const written = readFileSync(join(__dirname, "..", "..", "docs", "policies.md"), "utf8");

  it("is what `npm run docs` makes of the packs today", () => {
    assert.equal(written, policiesDocument(), "run `npm run docs`");
  });

  it("has a section for each policy, with severity, parameters and a refusal that says how to fix it", () => {
    for (const { name, severity, settings } of [...reliability, ...security]) {
      const section = written.split(`\n### ${name}\n`)[1]?.split("\n### ")[0] ?? "";
      assert.ok(section.includes(`Severity ${severity};`), name);
      for (const parameter of Object.keys(settings ?? {}))
        assert.ok(section.includes(`| \`${parameter}\` |`));
      assert.match(section, /found: .+\nrequired: .+\nfix: .+\nwhy: /, name);
    }
  });
});
