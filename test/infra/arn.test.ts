import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stackConfiguration } from "../../config/schema";

const root = join(__dirname, "..", "..");

/** The code below a folder, by path. */
function codeIn(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|mjs|sh|json)$/.test(file))
    .map((file) => [join(folder, file), readFileSync(join(root, folder, file), "utf8")]);
}

describe("the partition of ARNs", () => {
  it("is written in one file", () => {
    const written = [...codeIn("infra"), ...codeIn("bootstrap")].filter(([, text]) =>
      /arn:(aws|\$)/.test(text),
    );
    assert.deepEqual(
      written.map(([file]) => file),
      ["infra/arn.ts"],
    );
  });

  it("is that of every region which the configuration takes", () => {
    const region = stackConfiguration.shape["aws:region"];
    const accepts = (name: string) => region.safeParse(name).success;
    assert.ok(accepts("us-east-1"));
    assert.deepEqual(["cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"].filter(accepts), []);
  });
});
