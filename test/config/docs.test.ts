import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configurationDocument } from "../../config/docs";
import { configKeys } from "../../config/schema/keys";

describe("docs/configuration.md", () => {
  it("is what `npm run docs` makes of the schema today", () => {
    const written = readFileSync(join(__dirname, "..", "..", "docs", "configuration.md"), "utf8");
    assert.equal(written, configurationDocument(), "run `npm run docs`");
  });

  it("says of every key what it is for and what is allowed", () => {
    for (const { key, description, allowed } of configKeys()) {
      assert.match(description, /^\S.*[.`)]$/, `${key} has no sentence: .describe() it in config/schema/`);
      assert.notEqual(
        allowed,
        "",
        `${key} says nothing of what is allowed: use a field of config/schema/fields.ts`,
      );
    }
  });
});
